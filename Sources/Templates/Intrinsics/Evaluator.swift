import Blueprints
import Documents

/// Gives every function in a template its value, once it has been told what the names mean.
final class Evaluator {
  /// What is known of a value that is worked out when first asked for.
  enum Progress<Value> {
    /// It is being worked out; asking for it now closes a circle.
    case working
    /// It is known.
    case done(Value)
    /// It has no value, and the reason was reported.
    case failed
  }

  /// A reference from one resource to another, as CloudFormation orders their creation by.
  struct Use {
    /// The resource that refers.
    let user: Int
    /// The resource referred to.
    let used: Int
    /// Where it does.
    let place: Place
  }

  /// Where the template is deployed, and with which values.
  let circumstances: Circumstances
  /// Where errors go.
  let diagnostics: Diagnostics
  /// The values of parameters.
  var parameters: [String: Document] = [:]
  /// The tables of `Mappings`.
  var mappings = DocumentMap()
  /// The documents of `Conditions`.
  var conditions = DocumentMap()
  /// What is known of each condition.
  var verdicts: [String: Progress<Bool>] = [:]
  /// The resources; nil as long as conditions are read, which cannot refer to any.
  var registry: Registry?
  /// What is known of each resource's texts, by index and field.
  var fields: [String: Progress<String>] = [:]
  /// The resource whose properties are being resolved.
  var user: Int?
  /// Who refers to whom, in the order in which it was met.
  private(set) var uses: [Use] = []
  /// What is not modelled, as met.
  private(set) var notes: [Note] = []
  private var notedPlaces: Set<Place> = []
  /// How many conditions wait for another one's value.
  var openVerdicts = 0
  /// How long a chain of conditions may be; each link takes room on the stack.
  static let deepest = 200
  private static let mostText = 16_000_000
  private var openCalls = 0
  private var textGiven = 0

  /// An evaluator that knows no names yet.
  init(_ circumstances: Circumstances, reporting diagnostics: Diagnostics) {
    self.circumstances = circumstances
    self.diagnostics = diagnostics
  }

  /// Keeps a remark; the same one at the same place is kept once.
  func note(_ note: Note) {
    if !notedPlaces.insert(note.place).inserted, notes.contains(note) { return }
    notes.append(note)
  }

  /// Keeps that the resource being resolved refers to another.
  func use(_ index: Int, at place: Place) {
    if let user { uses.append(Use(user: user, used: index, place: place)) }
  }

  /// A document with every call in it replaced by its value; nil for `AWS::NoValue`.
  ///
  /// Outside calls an error costs only the value that it is in, so that all of them are reported.
  func resolve(_ document: Document) throws(InputError) -> Document? {
    switch document.value {
    case .null, .flag, .number, .text:
      return document
    case .list(let items):
      var resolved: [Document] = []
      for item in items {
        if let value = try part(item) { resolved.append(value) }
      }
      return Document(.list(resolved), at: document.place)
    case .map(let map):
      guard let call = try Call(map) else { return try entries(of: map, at: document.place) }
      if isExhausted { return Document(.text(""), at: call.place) }
      openCalls += 1
      defer { openCalls -= 1 }
      let value = try value(of: call)
      charge(value?.text ?? "", at: call.place)
      return value
    }
  }

  /// The calls gave too much text, which was reported; what is left of them gives nothing.
  var isExhausted: Bool { textGiven > Self.mostText }

  /// Counts a text that a call gives: names made from names could double with each.
  func charge(_ text: String, at place: Place) {
    if isExhausted { return }
    textGiven += text.utf8.count
    guard isExhausted else { return }
    diagnostics.report(
      InputError(
        "the functions of the template give more than \(Self.mostText) bytes of text",
        remedy: "make names and parameters shorter", at: place))
  }

  /// The same, with an error reported where it would be thrown.
  func resolved(_ document: Document) -> Document? {
    do throws(InputError) {
      return try resolve(document)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  /// A value that is worked out apart: no reference in it counts, and its first error ends it.
  func apart(_ document: Document) throws(InputError) -> Document? {
    let before = user
    user = nil
    openCalls += 1
    defer {
      user = before
      openCalls -= 1
    }
    return try resolve(document)
  }

  /// The text of an argument, numbers in their own spelling.
  func text(_ document: Document, in call: Call) throws(InputError) -> String {
    guard let value = try resolve(document) else {
      throw call.misuse("takes a text, found AWS::NoValue")
    }
    guard let text = value.scalarText else {
      let found = InputError(
        "\(call.function.rawValue) takes a text here, found \(value.kindName)",
        remedy: call.function.usage, at: document.place)
      throw found
    }
    return text
  }

  /// The values of a list argument; nil where AWS alone knows the list.
  func list(_ document: Document, in call: Call) throws(InputError) -> [Document]? {
    let value = try resolve(document)
    if let text = value?.text, Opaque.isOpaque(text) { return nil }
    guard let list = value?.list else {
      throw InputError(
        "\(call.function.rawValue) takes a list here, found \(value?.kindName ?? "AWS::NoValue")",
        remedy: call.function.usage, at: document.place)
    }
    return list
  }

  private func part(_ document: Document) throws(InputError) -> Document? {
    openCalls > 0 ? try resolve(document) : resolved(document)
  }

  private func entries(of map: DocumentMap, at place: Place) throws(InputError) -> Document {
    var resolved = DocumentMap()
    for entry in map.entries {
      if Call.isInsertion(entry, in: map) {
        note(Note(at: entry.keyPlace, "\(entry.key) is not modelled, and left out"))
      } else if let value = try part(entry.value) {
        resolved.set(entry.key, to: value, keyPlace: entry.keyPlace)
      }
    }
    return Document(.map(resolved), at: place)
  }

  private func value(of call: Call) throws(InputError) -> Document? {
    switch call.function {
    case .ref: return try reference(call)
    case .getAtt: return try attribute(call)
    case .sub: return try substitution(call)
    case .join: return try joining(call)
    case .split: return try splitting(call)
    case .select: return try selection(call)
    case .findInMap: return try lookup(call)
    case .if: return try choice(call)
    case .base64: return try base64(call)
    case .getAZs: return try zones(call)
    case .cidr: return try blocks(call)
    case .importValue: return try importing(call)
    case .toJSONString: return try jsonText(call)
    case .length: return try length(call)
    case .transform: return macro(call)
    case .and, .or, .not, .equals, .condition:
      throw InputError(
        "\(call.function.rawValue) is a condition, and stands where a value belongs",
        remedy: "name it under Conditions and choose with Fn::If", at: call.place)
    case .forEach:
      throw InputError(
        "Fn::ForEach has no name", remedy: call.function.usage, at: call.place)
    }
  }
}
