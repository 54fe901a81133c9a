import Blueprints
import Documents
import Kernel

/// Reads the list of faults; names are looked up in the design.
struct FaultReader {
  private static let kinds = Fault.Kind.allCases.map { $0.rawValue }
  /// The keys of all kinds, none of which names one.
  private static let besides = ["at", "for", "by", "share", "count", "of", "trigger"]

  let names: DesignNames
  let diagnostics: Diagnostics

  init(_ names: DesignNames, reporting diagnostics: Diagnostics) {
    self.names = names
    self.diagnostics = diagnostics
  }

  /// The faults of a list that can be read; the others are reported.
  func read(_ document: Document?) -> [PlannedFault] {
    guard let document else { return [] }
    guard let list = document.list else {
      diagnostics.report(
        InputError(
          "faults are a list, and not \(document.kindName)", remedy: "begin each with a dash",
          at: document.place))
      return []
    }
    return list.compactMap { entry in
      diagnostics.attempt { () throws(InputError) in try fault(entry) }
    }
  }

  private func fault(_ document: Document) throws(InputError) -> PlannedFault {
    guard let map = document.map else {
      throw InputError(
        "a fault is a map, and not \(document.kindName)",
        remedy: "for example {at: 10 min, for: 1 min, fail: Orders, share: 50 %}",
        at: document.place)
    }
    let words = map.entries.filter { Self.kinds.contains($0.key) }
    guard let word = words.first, let kind = Fault.Kind(rawValue: word.key) else {
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
    return try fault(kind, word, in: map, document)
  }

  private func fault(
    _ kind: Fault.Kind, _ word: DocumentMap.Entry, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> PlannedFault {
    let known = kind.keys
    for entry in map.entries where !known.contains(entry.key) {
      throw InputError.stray(entry, among: known, of: "the fault \(kind.rawValue)")
    }
    guard let at = map["at"] else {
      throw InputError(
        "this fault does not say when it begins", remedy: "for example at: 10 min",
        at: document.place)
    }
    let begin = Instant.start + (try at.duration())
    let length = try kind.isMomentary ? .zero : map["for"]?.duration() ?? .forever
    guard length > .zero || kind.isMomentary else {
      throw InputError(
        "this fault takes no time", remedy: "leave out for, or give a length", at: map["for"]?.place
      )
    }
    let (caller, target) = try parties(of: kind, word.value, in: map, document)
    let trigger = try TriggerName(map)
    if let trigger, length == .forever {
      throw InputError(
        "\(trigger.name) never ends by itself",
        remedy: "say how long it lasts, for example for: 1 min",
        at: map["trigger"]?.place)
    }
    return PlannedFault(
      kind: kind, target: target, caller: caller, amount: try amount(of: kind, in: map, document),
      begin: begin, end: begin + length, trigger: trigger, place: word.keyPlace)
  }

  /// Who breaks, and whose calls it concerns where that is not everybody's.
  private func parties(
    of kind: Fault.Kind, _ value: Document, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> (caller: String?, target: String) {
    let owner = "the fault \(kind.rawValue)"
    if kind == .loseZone {
      guard let fleet = map["of"] else {
        throw InputError(
          "this fault does not say whose zone is lost", remedy: "for example of: Fleet",
          at: document.place)
      }
      return (nil, try names.label(fleet, of: owner))
    }
    guard kind.isOfCalls, let text = value.text, let arrow = Arrow(text) else {
      return (nil, try names.label(value, of: owner))
    }
    guard !arrow.from.isEmpty, !arrow.to.isEmpty else {
      throw InputError(
        "\(owner) names one thing, or two with an arrow between them",
        remedy: "for example \(kind.rawValue): Shop -> Payment", at: value.place)
    }
    return (
      try names.label(arrow.from, of: owner, at: value.place),
      try names.label(arrow.to, of: owner, at: value.place)
    )
  }

  private func amount(
    of kind: Fault.Kind, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> Double {
    switch kind {
    case .slow: return try factor(in: map, document)
    case .terminate:
      return Double(try map["count"]?.count(in: 1...1_000_000, as: "count") ?? 1)
    case .loseZone: return Double(try zone(map["lose"]))
    case .fail, .stop, .throttle, .partition, .drop, .emptyCredits:
      return try map["share"]?.share() ?? 1
    }
  }

  private func factor(in map: DocumentMap, _ document: Document) throws(InputError) -> Double {
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

  /// The number from 0 of the zone that `zone` or `zone 2` means.
  private func zone(_ document: Document?) throws(InputError) -> Int64 {
    let words = (document?.scalarText ?? "").split(separator: " ")
    if words.first == "zone", words.count == 1 { return 0 }
    if words.first == "zone", words.count == 2, let number = Int64(words[1]), 1...26 ~= number {
      return number - 1
    }
    throw InputError(
      "what is lost is a zone, and not \(document?.scalarText ?? "nothing")",
      remedy: "write lose: zone, or lose: zone 2", at: document?.place)
  }

  /// The slip of a key that was meant for the kind of a fault.
  private func stray(_ map: DocumentMap) -> InputError? {
    for entry in map.entries where !Self.besides.contains(entry.key) {
      let near = Suggestion.nearest(to: entry.key, among: Self.kinds)
      return InputError(
        "\(entry.key) is no kind of fault",
        remedy: near.map { "did you mean \($0)?" }
          ?? "known are \(Self.kinds.joined(separator: ", "))", at: entry.keyPlace)
    }
    return nil
  }
}

extension Fault.Kind {
  /// The keys that a fault of the kind takes, its own name among them.
  fileprivate var keys: [String] {
    let amount: [String] =
      switch self {
      case .slow: ["by"]
      case .fail, .throttle, .drop: ["share"]
      case .terminate: ["count"]
      case .loseZone: ["of"]
      case .stop, .partition, .emptyCredits: []
      }
    return ["at"] + (isMomentary ? [] : ["for"]) + [rawValue] + amount + ["trigger"]
  }
}

/// Two names with an arrow between them: `Shop -> Payment`.
struct Arrow {
  /// What stands before it.
  let from: String
  /// What stands behind it.
  let to: String

  /// The names of a text; nil where it has no arrow.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard
      let at = bytes.indices.dropLast().first(where: {
        bytes[$0] == UInt8(ascii: "-") && bytes[$0 + 1] == UInt8(ascii: ">")
      })
    else { return nil }
    from = Self.trimmed(bytes[..<at])
    to = Self.trimmed(bytes[(at + 2)...])
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let space = UInt8(ascii: " ")
    let rest = bytes.drop { $0 == space }
    let end = rest.lastIndex { $0 != space }.map { $0 + 1 } ?? rest.startIndex
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}
