import Blueprints
import Documents

/// Reads `Resources` as written, before shorthands and references.
struct ResourceSection {
  private static let keys = [
    "Condition", "Connectors", "CreationPolicy", "DeletionPolicy", "DependsOn", "Description",
    "IgnoreGlobals", "Metadata", "Properties", "Type", "UpdatePolicy", "UpdateReplacePolicy",
  ]

  private let evaluator: Evaluator
  private var diagnostics: Diagnostics { evaluator.diagnostics }

  /// A reader that reports to an evaluator's diagnostics.
  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  /// The resources that are written well enough to go on with, at the places of their logical ids.
  func read(_ section: Document?) -> [Shorthand.Draft] {
    var drafts: [Shorthand.Draft] = []
    for entry in section?.map?.entries ?? [] {
      if entry.key.hasPrefix("Fn::") {
        evaluator.note(Note(at: entry.keyPlace, "\(entry.key) is not modelled, and left out"))
      } else if let draft = draft(entry) {
        drafts.append(draft)
      }
    }
    return drafts
  }

  private func draft(_ entry: DocumentMap.Entry) -> Shorthand.Draft? {
    guard let map = entry.value.map else {
      diagnostics.report(
        InputError(
          "expected a map as the resource \(entry.key), found \(entry.value.kindName)",
          remedy: "give its Type and Properties", at: entry.value.place))
      return nil
    }
    guard let type = map["Type"]?.text else {
      diagnostics.report(
        InputError(
          "the resource \(entry.key) has no Type", remedy: "write Type: AWS::…",
          at: map["Type"]?.place ?? entry.keyPlace))
      return nil
    }
    Sections.checkKeys(of: map, among: Self.keys, in: "a resource", reporting: diagnostics)
    if let properties = map["Properties"], properties.map == nil, !properties.isNull {
      diagnostics.report(
        InputError(
          "expected a map as Properties of \(entry.key), found \(properties.kindName)",
          remedy: "give names and values", at: properties.place))
      return nil
    }
    if evaluator.parameters[entry.key] != nil {
      diagnostics.report(
        InputError(
          "\(entry.key) is a parameter and a resource", remedy: "rename one of them",
          at: entry.keyPlace))
    }
    return Shorthand.Draft(
      logicalID: entry.key, type: type, document: Document(.map(map), at: entry.keyPlace))
  }
}
