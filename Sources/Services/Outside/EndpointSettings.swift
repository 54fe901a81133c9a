import Blueprints
import Documents
import Kernel

/// What a scenario says of an endpoint under `outside`.
struct EndpointSettings {
  static let known = ["latency", "fails", "rejects", "limit", "rejectsWith", "retryAfter"]

  /// How long an answer takes [ns].
  var latency = Distribution.constant(0)
  /// The share of requests that fail at the server, as HTTP's 5xx; trying again may help.
  var fails = 0.0
  /// The share of requests that are refused for good, as HTTP's 4xx but 429.
  var rejects = 0.0
  /// How many requests are taken in a time; nil takes any number.
  var limit: Rate?
  /// The HTTP status of refusals.
  var rejectsWith: Int64 = 400
  /// What `Retry-After` asks for in answers that say that it failed, or that there were too many
  /// requests; `forever` is a negative value, after which nobody should come again.
  var retryAfter = TimeSpan.zero

  init() {}

  /// Reads an entry; what it leaves out is nothing: no latency, no failures, no limit.
  ///
  /// - Parameter others: Keys that somebody else reads.
  init(
    _ document: Document, of label: String, beside others: [String] = []
  ) throws(InputError) {
    guard let map = document.map else {
      guard !document.isNull else { return }
      throw InputError(
        "\(label) must say how the endpoint answers, and is \(document.kindName)",
        remedy: "for example {latency: 80 ms, fails: 0.2 %, limit: 500/s}", at: document.place)
    }
    let known = Self.known + others
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: label)
    }
    if let latency = map["latency"] { self.latency = try DistributionReader.time(latency) }
    if let fails = map["fails"] { self.fails = try fails.share() }
    if let rejects = map["rejects"] { self.rejects = try rejects.share() }
    if let status = map["rejectsWith"] { rejectsWith = try Self.status(status) }
    if let pause = map["retryAfter"] {
      retryAfter = pause.text == "never" ? .forever : try pause.duration()
    }
    guard let limit = map["limit"] else { return }
    let rate = try limit.rate()
    guard RateLimit(rate) != nil else {
      throw InputError(
        "a limit of \(limit.scalarText ?? "") cannot be kept",
        remedy: "give one from 1/day to 1000000000/s", at: limit.place)
    }
    self.limit = rate
  }

  private static func status(_ document: Document) throws(InputError) -> Int64 {
    let status = try document.count()
    guard (400...499).contains(status), status != 429 else {
      throw InputError(
        "rejectsWith is \(status), which is no refusal",
        remedy: "give a status from 400 to 499; 429 is what limit answers with",
        at: document.place)
    }
    return status
  }
}
