import Blueprints
import Documents

/// Reads `Parameters`: each gets the value given from outside, or its default.
struct ParameterReader {
  private static let keys = [
    "AllowedPattern", "AllowedValues", "ConstraintDescription", "Default", "Description",
    "MaxLength", "MaxValue", "MinLength", "MinValue", "NoEcho", "Type",
  ]

  private let evaluator: Evaluator
  private var diagnostics: Diagnostics { evaluator.diagnostics }
  private var given: [String: String] { evaluator.circumstances.parameters }

  /// A reader that tells an evaluator the values.
  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  /// Reads the section; a parameter with an error counts as a text that only AWS knows.
  func read(_ section: Document?) {
    let map = section?.map ?? DocumentMap()
    for entry in map.entries {
      do throws(InputError) {
        evaluator.parameters[entry.key] = try value(of: entry)
      } catch {
        diagnostics.report(error)
        let unknown = Document(.text(Opaque.text(entry.key)), at: entry.keyPlace)
        evaluator.parameters[entry.key] = unknown
      }
    }
    for name in given.keys.sorted() where map[name] == nil {
      let meant = Suggestion.nearest(to: name, among: map.keys).map { "did you mean \($0)?" }
      let known =
        map.isEmpty
        ? "leave it out: the template has no parameters"
        : "it has " + map.keys.joined(separator: ", ")
      diagnostics.report(
        InputError(
          "the template has no parameter \(name)", remedy: meant ?? known,
          at: evaluator.circumstances.parameterPlaces[name]))
    }
  }

  private func value(of entry: DocumentMap.Entry) throws(InputError) -> Document {
    guard let rules = entry.value.map else {
      throw InputError(
        "the parameter \(entry.key) is \(entry.value.kindName)",
        remedy: "give it a map with its Type", at: entry.value.place)
    }
    Sections.checkKeys(of: rules, among: Self.keys, in: "a parameter", reporting: diagnostics)
    if let pattern = rules.entry("AllowedPattern") {
      evaluator.note(
        Note(at: pattern.keyPlace, "AllowedPattern of the parameter \(entry.key) is not modelled"))
    }
    guard let typeName = rules["Type"]?.text else {
      throw InputError(
        "the parameter \(entry.key) has no Type", remedy: "write Type: String", at: entry.keyPlace)
    }
    guard let type = ParameterType(typeName) else {
      let nearest = Suggestion.nearest(to: typeName, among: ParameterType.names)
      throw InputError(
        "there is no parameter type \(typeName)", remedy: nearest.map { "did you mean \($0)?" },
        at: rules["Type"]?.place)
    }
    let (text, place) = try given(entry.key, rules["Default"], declaredAt: entry.keyPlace)
    if type.isStored {
      let stored = Document(.text(Opaque.text("ssm:\(text)")), at: place)
      return type.isList ? Document(.list([stored]), at: place) : stored
    }
    let texts = type.isList ? Self.elements(of: text) : [text]
    for text in texts { try check(text, of: entry.key, type: type, rules: rules, at: place) }
    let documents = texts.map { Document(.text($0), at: place) }
    return type.isList ? Document(.list(documents), at: place) : documents[0]
  }

  private func given(
    _ name: String, _ standard: Document?, declaredAt keyPlace: Place
  ) throws(InputError) -> (text: String, place: Place) {
    if let text = given[name] { return (text, keyPlace) }
    guard let standard else {
      throw InputError(
        "the parameter \(name) has no default and no value", remedy: "give --parameter \(name)=…",
        at: keyPlace)
    }
    guard let text = standard.scalarText else {
      throw InputError(
        "the default of the parameter \(name) is \(standard.kindName)", remedy: "give a text",
        at: standard.place)
    }
    return (text, standard.place)
  }

  private func check(
    _ text: String, of name: String, type: ParameterType, rules: DocumentMap, at place: Place
  ) throws(InputError) {
    if let allowed = rules["AllowedValues"]?.list {
      let words = allowed.compactMap { $0.scalarText }
      guard words.contains(text) else {
        throw InputError(
          "\(text.isEmpty ? "an empty text" : text) is not allowed as \(name)",
          remedy: "choose from " + words.joined(separator: ", "), at: place)
      }
    }
    guard type.isNumber else { return try checkLength(text, of: name, rules: rules, at: place) }
    guard let number = NumberText(text) else {
      throw InputError(
        "the parameter \(name) is a number, found \"\(text)\"", remedy: "give a number", at: place)
    }
    if let least = rules["MinValue"]?.numberText, number.double < least.double {
      throw InputError(
        "\(name) is \(text), less than its MinValue", remedy: "give at least \(least.text)",
        at: place)
    }
    if let most = rules["MaxValue"]?.numberText, number.double > most.double {
      throw InputError(
        "\(name) is \(text), more than its MaxValue", remedy: "give at most \(most.text)", at: place
      )
    }
  }

  private func checkLength(
    _ text: String, of name: String, rules: DocumentMap, at place: Place
  ) throws(InputError) {
    let length = Int64(text.unicodeScalars.count)
    if let least = rules["MinLength"]?.numberText?.integer, length < least {
      throw InputError(
        "\(name) has \(length) characters, fewer than its MinLength",
        remedy: "give at least \(least)", at: place)
    }
    if let most = rules["MaxLength"]?.numberText?.integer, length > most {
      throw InputError(
        "\(name) has \(length) characters, more than its MaxLength",
        remedy: "give at most \(most)", at: place)
    }
  }

  private static func elements(of text: String) -> [String] {
    if text.isEmpty { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { element in
      let start = element.drop { $0 == " " }
      return String(
        start.prefix(
          (start.lastIndex { $0 != " " }).map { last in
            start.distance(from: start.startIndex, to: last) + 1
          } ?? 0))
    }
  }
}

extension Document {
  /// The number, also where it is written as a text.
  fileprivate var numberText: NumberText? { scalarText.flatMap { NumberText($0) } }
}
