import Documents
import Kernel

/// Reads the resolved properties of a resource into its settings, and reports everything that
/// does not fit.
public struct SettingReader: SettingVisitor {
  private let entries: DocumentMap
  private let path: String
  private let diagnostics: Diagnostics
  private var known: [String] = []
  private var notes: [Note] = []

  private init(_ entries: DocumentMap, path: String, diagnostics: Diagnostics) {
    self.entries = entries
    self.path = path
    self.diagnostics = diagnostics
  }

  /// Reads settings from a document; what it leaves out keeps its default.
  ///
  /// - Parameters:
  ///   - document: The properties, a map without intrinsic functions.
  ///   - owner: The name that errors use for the resource.
  ///   - diagnostics: Where every error goes, so that all of them are seen at once.
  /// - Returns: The settings, and what the document says that is not modelled.
  public static func read<Group: Settings>(
    _ document: Document, of owner: String, reporting diagnostics: Diagnostics
  ) -> (settings: Group, notes: [Note]) {
    var settings = Group()
    guard let entries = document.map ?? EmbeddedMap.read(document) else {
      if !document.isNull { diagnostics.report(EmbeddedMap.slip(of: document, as: owner)) }
      return (settings, [])
    }
    var reader = SettingReader(entries, path: owner, diagnostics: diagnostics)
    do throws(InputError) {
      try settings.walk(&reader)
    } catch {
      diagnostics.report(error)
    }
    reader.reportStrays()
    return (settings, reader.notes)
  }

  private mutating func given(_ name: String) -> Document? {
    known.append(name)
    return entries[name]
  }

  private func refuse(_ name: String, _ document: Document, expected: String, remedy: String) {
    diagnostics.report(
      InputError(
        "expected \(expected) as \(name) of \(path), found \(found(document))",
        remedy: remedy, at: document.place))
  }

  private func found(_ document: Document) -> String {
    document.text.map { "\"\($0)\"" } ?? document.scalarText ?? document.kindName
  }

  private mutating func whole(
    _ name: String, in range: ClosedRange<Int64>
  ) -> Int64? {
    guard let document = given(name) else { return nil }
    let remedy = "choose from \(range.lowerBound) to \(range.upperBound)"
    let given = document.number ?? document.text.flatMap { NumberText($0) }
    guard let number = given?.integer else {
      refuse(name, document, expected: "a whole number", remedy: remedy)
      return nil
    }
    guard range.contains(number) else {
      diagnostics.report(
        InputError(
          "\(name) of \(path) is \(number), out of range", remedy: remedy, at: document.place))
      return nil
    }
    return number
  }

  private mutating func reportStrays() {
    for entry in entries.entries where !known.contains(entry.key) {
      if let nearest = Suggestion.nearest(to: entry.key, among: known) {
        diagnostics.report(
          InputError(
            "\(path) has no property \(entry.key)", remedy: "did you mean \(nearest)?",
            at: entry.keyPlace))
      } else {
        notes.append(Note(at: entry.keyPlace, "\(entry.key) of \(path) is not modelled"))
      }
    }
  }

  /// Takes a whole number in its range.
  public mutating func visit(
    _ name: String, _ value: inout Int64, in range: ClosedRange<Int64>, _ summary: String
  ) {
    if let number = whole(name, in: range) { value = number }
  }

  /// Takes a whole number in its range, if there is one.
  public mutating func visit(
    _ name: String, _ value: inout Int64?, in range: ClosedRange<Int64>, _ summary: String
  ) {
    if let number = whole(name, in: range) { value = number }
  }

  /// Takes whole seconds in their range.
  public mutating func seconds(
    _ name: String, _ value: inout TimeSpan, in range: ClosedRange<Int64>, _ summary: String
  ) {
    if let number = whole(name, in: range) { value = .seconds(number) }
  }

  /// Takes true or false, also as a text.
  public mutating func visit(_ name: String, _ value: inout Bool, _ summary: String) {
    guard let document = given(name) else { return }
    if let flag = document.flag {
      value = flag
    } else if document.text == "true" || document.text == "false" {
      value = document.text == "true"
    } else {
      refuse(name, document, expected: "true or false", remedy: "write true or false")
    }
  }

  /// Takes a text; numbers and flags keep their spelling.
  public mutating func visit(_ name: String, _ value: inout String?, _ summary: String) {
    guard let document = given(name) else { return }
    guard let text = document.scalarText else {
      return refuse(name, document, expected: "a text", remedy: "give one text")
    }
    value = text
  }

  /// Takes one of the words.
  public mutating func choice(
    _ name: String, _ value: inout String, among words: [String], _ summary: String
  ) {
    guard let document = given(name) else { return }
    if let text = document.scalarText, words.contains(text) {
      value = text
    } else {
      let remedy = "choose \(Self.alternatives(words))"
      refuse(name, document, expected: "one of \(words.count) words", remedy: remedy)
    }
  }

  /// Takes a text that names a resource, with its place.
  public mutating func reference(_ name: String, _ value: inout Reference?, _ summary: String) {
    guard let document = given(name) else { return }
    guard let text = document.text else {
      return refuse(
        name, document, expected: "a name, an ARN or a URL",
        remedy: "name the resource with Ref or Fn::GetAtt")
    }
    value = Reference(text: text, place: document.place)
  }

  /// Takes a map, and reads it in turn.
  public mutating func group<Group: Settings>(
    _ name: String, _ value: inout Group?, _ summary: String
  ) {
    guard let document = given(name) else { return }
    value = read(document, named: name)
  }

  /// Takes a list of maps, and reads each in turn.
  public mutating func list<Element: Settings>(
    _ name: String, _ value: inout [Element], _ summary: String
  ) {
    guard let document = given(name) else { return }
    guard let elements = document.list else {
      return refuse(name, document, expected: "a list", remedy: "give a list of maps")
    }
    value = []
    for (index, element) in elements.enumerated() {
      value.append(read(element, named: "\(name)[\(index)]"))
    }
  }

  /// Takes a list of texts.
  public mutating func words(_ name: String, _ value: inout [String], _ summary: String) {
    guard let document = given(name) else { return }
    guard let elements = document.list else {
      return refuse(name, document, expected: "a list of texts", remedy: "give a list")
    }
    var words: [String] = []
    for element in elements {
      guard let text = element.scalarText else {
        return refuse(name, element, expected: "a list of texts", remedy: "give texts only")
      }
      words.append(text)
    }
    value = words
  }

  /// Takes anything.
  public mutating func document(_ name: String, _ value: inout Document?, _ summary: String) {
    if let document = given(name) { value = document }
  }

  /// Notes that the property is there and what happens instead of what it asks for.
  public mutating func notYet(_ name: String, _ instead: String) {
    guard let document = given(name) else { return }
    notes.append(Note(at: document.place, "\(name) of \(path) is not modelled yet: \(instead)"))
  }

  /// Knows the names, so that they are no remark.
  public mutating func ignored(_ names: String...) {
    known += names
  }

  private mutating func read<Group: Settings>(_ document: Document, named name: String) -> Group {
    let inner: (settings: Group, notes: [Note]) = Self.read(
      document, of: "\(path).\(name)", reporting: diagnostics)
    notes += inner.notes
    return inner.settings
  }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
