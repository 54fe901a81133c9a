import Blueprints
import Documents

/// The top of a template: which sections there are, and that each is what it should be.
enum Sections {
  private static let names = [
    "AWSTemplateFormatVersion", "Conditions", "Description", "Globals", "Hooks", "Mappings",
    "Metadata", "Outputs", "Parameters", "Resources", "Rules", "Transform",
  ]
  private static let maps = [
    "Conditions", "Globals", "Mappings", "Outputs", "Parameters", "Resources",
  ]

  /// The template's sections, none of which is of a wrong kind.
  ///
  /// - Throws: The error of a document that is no template at all.
  static func read(_ document: Document, reporting diagnostics: Diagnostics) throws(InputErrors)
    -> DocumentMap
  {
    guard let map = document.map else {
      throw InputErrors(
        InputError(
          "expected a template, found \(document.kindName)",
          remedy: "give a CloudFormation or SAM template with Resources", at: document.place))
    }
    checkKeys(of: map, among: names, in: "a template", reporting: diagnostics)
    var sections = DocumentMap()
    for entry in map.entries {
      if maps.contains(entry.key), entry.value.map == nil {
        diagnostics.report(
          InputError(
            "expected a map as \(entry.key), found \(entry.value.kindName)",
            remedy: "give names and values", at: entry.value.place))
      } else {
        sections.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
      }
    }
    if map["Resources"] == nil || map["Resources"]?.map?.isEmpty == true {
      diagnostics.report(
        InputError(
          "the template has no resources", remedy: "add them under Resources", at: document.place))
    }
    return sections
  }

  /// Reports every key that nobody knows.
  static func checkKeys(
    of map: DocumentMap, among known: [String], in owner: String,
    reporting diagnostics: Diagnostics
  ) {
    for entry in map.entries
    where !known.contains(entry.key) && !Call.isInsertion(entry, in: map) {
      let nearest = Suggestion.nearest(to: entry.key, among: known).map { "did you mean \($0)?" }
      diagnostics.report(
        InputError(
          "\(owner) has no key \(entry.key)",
          remedy: nearest ?? "choose from " + known.joined(separator: ", "), at: entry.keyPlace))
    }
  }

  /// The macros under `Transform`, with remarks on those that are not modelled.
  static func transforms(_ section: Document?, noting evaluator: Evaluator) -> [String] {
    guard let section else { return [] }
    var names: [String] = []
    for document in section.list ?? [section] {
      let name = document.text ?? document["Name"]?.text ?? document.kindName
      names.append(name)
      switch name {
      case Expander.transform, Loops.transform: break
      default:
        evaluator.note(Note(at: document.place, "the transform \(name) is not modelled"))
      }
    }
    return names
  }

  /// `Mappings`: tables of two levels.
  static func mappings(_ section: Document?, noting evaluator: Evaluator) -> DocumentMap {
    for mapping in section?.map?.entries ?? [] {
      if mapping.key == Intrinsic.transform.rawValue {
        evaluator.note(Note(at: mapping.keyPlace, "Fn::Transform is not modelled, and left out"))
        continue
      }
      let rows = mapping.value.map?.entries
      if let wrong = rows.map({ $0.map { $0.value }.first { $0.map == nil } }) ?? mapping.value {
        evaluator.diagnostics.report(
          InputError(
            "expected a map of maps as the mapping \(mapping.key), found \(wrong.kindName)",
            remedy: "give two levels of keys, then the values", at: wrong.place))
      }
    }
    return section?.map ?? DocumentMap()
  }
}
