import Blueprints
import Documents
import Kernel

/// Reads the list of faults; names are looked up in the design.
struct FaultReader {
  private static let kinds = Fault.Kind.allCases.map { $0.rawValue }
  private static let later = ["drop", "terminate"]

  let names: DesignNames
  let diagnostics: Diagnostics
  private(set) var notes: [Note] = []

  init(_ names: DesignNames, reporting diagnostics: Diagnostics) {
    self.names = names
    self.diagnostics = diagnostics
  }

  /// The faults of a list that can be read; the others are reported.
  mutating func read(_ document: Document?) -> [PlannedFault] {
    guard let document else { return [] }
    guard let list = document.list else {
      diagnostics.report(
        InputError(
          "faults are a list, and not \(document.kindName)", remedy: "begin each with a dash",
          at: document.place))
      return []
    }
    var faults: [PlannedFault] = []
    for entry in list {
      do throws(InputError) {
        if let fault = try fault(entry) { faults.append(fault) }
      } catch {
        diagnostics.report(error)
      }
    }
    return faults
  }

  private mutating func fault(_ document: Document) throws(InputError) -> PlannedFault? {
    guard let map = document.map else {
      throw InputError(
        "a fault is a map, and not \(document.kindName)",
        remedy: "for example {at: 10 min, for: 1 min, fail: Orders, share: 50 %}",
        at: document.place)
    }
    let words = map.entries.filter { Self.kinds.contains($0.key) || Self.later.contains($0.key) }
    guard let word = words.first else {
      throw stray(map)
        ?? InputError(
          "this fault does not say what breaks",
          remedy: "name it with \(Self.kinds.joined(separator: ", "))", at: document.place)
    }
    guard words.count == 1 else {
      throw InputError(
        "this fault is two: \(words[0].key) and \(words[1].key)", remedy: "list them one by one",
        at: words[1].keyPlace)
    }
    if Self.later.contains(word.key) {
      notes.append(Note(at: word.keyPlace, "the fault \(word.key) is not modelled yet"))
      return nil
    }
    guard let kind = Fault.Kind(rawValue: word.key) else { return nil }
    return try fault(kind, word, in: map, document)
  }

  private func fault(
    _ kind: Fault.Kind, _ word: DocumentMap.Entry, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> PlannedFault {
    let amount = kind == .slow ? ["by"] : kind == .stop ? [] : ["share"]
    let known = ["at", "for", kind.rawValue] + amount
    for entry in map.entries where !known.contains(entry.key) {
      throw InputError.stray(entry, among: known, of: "the fault \(kind.rawValue)")
    }
    guard let at = map["at"] else {
      throw InputError(
        "this fault does not say when it begins", remedy: "for example at: 10 min",
        at: document.place)
    }
    let begin = Instant.start + (try at.duration())
    let length = try map["for"]?.duration() ?? .forever
    guard length > .zero else {
      throw InputError(
        "this fault takes no time", remedy: "leave out for, or give a length", at: map["for"]?.place
      )
    }
    return PlannedFault(
      kind: kind, target: try names.label(word.value, of: "the fault \(kind.rawValue)"),
      amount: try self.amount(of: kind, in: map, document), begin: begin, end: begin + length,
      place: word.keyPlace)
  }

  private func amount(
    of kind: Fault.Kind, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> Double {
    guard kind == .slow else { return try map["share"]?.share() ?? 1 }
    guard let by = map["by"] else {
      throw InputError(
        "this fault does not say how slow", remedy: "for example by: 10x", at: document.place)
    }
    let factor = try by.factor()
    guard factor > 0 else {
      throw InputError("a factor is above 0", remedy: "for example by: 10x", at: by.place)
    }
    return factor
  }

  /// The slip of a key that was meant for the kind of a fault.
  private func stray(_ map: DocumentMap) -> InputError? {
    for entry in map.entries where !["at", "for", "by", "share"].contains(entry.key) {
      let near = Suggestion.nearest(to: entry.key, among: Self.kinds)
      return InputError(
        "\(entry.key) is no kind of fault",
        remedy: near.map { "did you mean \($0)?" }
          ?? "known are \(Self.kinds.joined(separator: ", "))", at: entry.keyPlace)
    }
    return nil
  }
}
