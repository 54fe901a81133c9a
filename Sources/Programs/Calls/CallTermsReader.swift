import Blueprints
import Documents
import Kernel

/// Reads what a scenario says of calls beside a step, of a behavior or of a client.
public struct CallTermsReader {
  /// The keys that say it, for code.
  public static let keys = ["retries", "timeout", "budget", "breaker", "bulkhead", "deadline"]
  /// The most attempts of a loop.
  private static var mostAttempts: Int64 { 100 }

  /// Takes over what a map says, on top of what was said for all calls.
  public static func read(
    _ map: DocumentMap, into terms: inout CallTerms
  ) throws(InputError) {
    for key in keys {
      if let document = map[key] { try read(key, document, into: &terms) }
    }
  }

  /// Takes over what one of the keys says.
  static func read(
    _ key: String, _ document: Document, into terms: inout CallTerms
  ) throws(InputError) {
    let place = document.place
    switch key {
    case "retries": terms.retries = try retries(document)
    case "timeout": terms.timeout = try span(document, "a timeout")
    case "budget": terms.budget = CallTerms.Said(value: try budget(document), place: place)
    case "breaker": terms.breaker = CallTerms.Said(value: try breaker(document), place: place)
    case "bulkhead": terms.bulkhead = CallTerms.Said(value: try bulkhead(document), place: place)
    case "deadline": terms.propagatesDeadline = try deadline(document)
    default: preconditionFailure("\(key) says nothing of calls")
    }
  }

  /// How a caller tries again: the name of a profile, or a loop of its own.
  public static func retries(_ document: Document) throws(InputError) -> CallTerms.Retries {
    guard document.map != nil else {
      let name = document.scalarText ?? document.kindName
      guard RetryPolicy.names.contains(name) else {
        let near = Suggestion.nearest(to: name, among: RetryPolicy.names)
        throw InputError(
          "\(name) is no retry profile",
          remedy: near.map { "did you mean \($0)?" }
            ?? "choose one of \(RetryPolicy.names.joined(separator: ", ")), or give {attempts: 3}",
          at: document.place)
      }
      return .profile(name)
    }
    let map = try entries(of: document, "retries", ["attempts", "base", "cap", "jitter"])
    let attempts = try required("attempts", of: "retries", "3", in: map, document)
      .count(in: 1...mostAttempts, as: "attempts of retries")
    return .own(
      .own(
        attempts: UInt32(attempts), base: try map["base"]?.duration() ?? .milliseconds(100),
        cap: try map["cap"]?.duration() ?? .seconds(20), jitter: try jitter(map)))
  }

  private static func jitter(_ map: DocumentMap) throws(InputError) -> RetryPolicy.Jitter {
    guard let document = map["jitter"] else { return .full }
    let name = document.scalarText ?? document.kindName
    let words = RetryPolicy.Jitter.allCases.map { $0.word }
    guard let jitter = RetryPolicy.Jitter.allCases.first(where: { $0.word == name }) else {
      let near = Suggestion.nearest(to: name, among: words)
      throw InputError(
        "\(name) is no kind of jitter",
        remedy: near.map { "did you mean \($0)?" } ?? "choose \(words.joined(separator: ", "))",
        at: document.place)
    }
    return jitter
  }

  private static func budget(_ document: Document) throws(InputError) -> RetryBudget {
    let map = try entries(of: document, "a budget", ["deposit", "capacity"])
    let deposit = try required("deposit", of: "a budget", "0.1", in: map, document)
    let capacity = try required("capacity", of: "a budget", "10", in: map, document)
    return RetryBudget(
      deposit: try number(deposit, in: 0...100, "the deposit of a budget"),
      capacity: try number(capacity, in: 1...1e6, "the capacity of a budget"))
  }

  private static func number(
    _ document: Document, in range: ClosedRange<Double>, _ what: String
  ) throws(InputError) -> Double {
    guard let number = document.number?.double, range.contains(number) else {
      throw InputError(
        "\(what) is a number from \(Int64(range.lowerBound)) to \(Int64(range.upperBound))",
        remedy: nil, at: document.place)
    }
    return number
  }

  private static func bulkhead(_ document: Document) throws(InputError) -> Bulkhead.Terms {
    let range = Int64(1)...1_000_000
    guard document.map != nil else {
      let calls = try document.count(in: range, as: "bulkhead")
      return Bulkhead.Terms(calls: Int(calls), wait: .zero)
    }
    let map = try entries(of: document, "a bulkhead", ["calls", "wait"])
    let calls = try required("calls", of: "a bulkhead", "10", in: map, document)
      .count(in: range, as: "calls of a bulkhead")
    return Bulkhead.Terms(
      calls: Int(calls), wait: try map["wait"]?.duration() ?? .zero)
  }

  private static func deadline(_ document: Document) throws(InputError) -> Bool {
    guard document.text == "propagate" else {
      throw InputError(
        "a deadline is propagated or left alone",
        remedy: "write deadline: propagate, or leave it out", at: document.place)
    }
    return true
  }
}

// MARK: Reading

extension CallTermsReader {
  /// A length of time that is not nothing.
  static func span(_ document: Document, _ what: String) throws(InputError) -> TimeSpan {
    let span = try document.duration()
    guard span > .zero else {
      throw InputError("\(what) must take time", remedy: "give 1 ms or more", at: document.place)
    }
    return span
  }

  static func entries(
    of document: Document, _ owner: String, _ known: [String]
  ) throws(InputError) -> DocumentMap {
    guard let map = document.map else {
      throw InputError(
        "\(owner) is a map with \(known.joined(separator: ", ")), and not \(document.kindName)",
        remedy: nil, at: document.place)
    }
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: owner)
    }
    return map
  }

  static func required(
    _ key: String, of owner: String, _ example: String, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> Document {
    guard let value = map[key] else {
      throw InputError(
        "\(owner) needs \(key)", remedy: "for example \(key): \(example)", at: document.place)
    }
    return value
  }
}
