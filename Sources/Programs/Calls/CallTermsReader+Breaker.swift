import Blueprints
import Documents
import Kernel

extension CallTermsReader {
  private static var mostCalls: Int64 { 1_000_000 }

  /// When a circuit breaker opens and closes.
  static func breaker(_ document: Document) throws(InputError) -> CircuitBreaker.Terms {
    let known = ["failures", "over", "minimum", "open", "probes", "only"]
    let map = try entries(of: document, "a breaker", known)
    let failures = try required("failures", of: "a breaker", "50 %", in: map, document)
    let share = try failures.share()
    let millionths = Int64(share * 1e6 + 0.5)
    guard millionths > 0 else {
      throw InputError(
        "a breaker that opens at no failures is never closed", remedy: "for example failures: 50 %",
        at: failures.place)
    }
    let window = try window(required("over", of: "a breaker", "20 calls", in: map, document))
    let open = try required("open", of: "a breaker", "5 s", in: map, document)
    return CircuitBreaker.Terms(
      failures: millionths, window: window, minimum: try minimum(map, window),
      open: try span(open, "the open time of a breaker"),
      probes: Int(
        try map["probes"]?.count(in: 1...mostCalls, as: "probes of a breaker") ?? 3),
      breaksRetriesOnly: try only(map))
  }

  /// The latest calls: `20 calls`, or those of `10 s`.
  private static func window(_ document: Document) throws(InputError) -> OutcomeWindow.Length {
    let words = (document.text ?? "").split(separator: " ")
    guard words.count == 2, words[1] == "calls" || words[1] == "call" else {
      guard document.number == nil else {
        throw InputError(
          "a breaker looks at calls or at a time", remedy: "for example over: 20 calls, or 10 s",
          at: document.place)
      }
      return .time(try span(document, "the window of a breaker"))
    }
    guard let calls = Int64(words[0]), 1...mostCalls ~= calls else {
      throw InputError(
        "\(words[0]) calls are no window of a breaker", remedy: "choose from 1 to 1000000 calls",
        at: document.place)
    }
    return .calls(Int(calls))
  }

  /// How many calls are enough: 10, or all of a shorter window.
  private static func minimum(
    _ map: DocumentMap, _ window: OutcomeWindow.Length
  ) throws(InputError) -> Int {
    var most = Int(mostCalls)
    if case .calls(let calls) = window { most = calls }
    guard let document = map["minimum"] else { return min(10, most) }
    return Int(try document.count(in: 1...Int64(most), as: "minimum of a breaker"))
  }

  private static func only(_ map: DocumentMap) throws(InputError) -> Bool {
    guard let document = map["only"] else { return false }
    guard document.text == "retries" else {
      throw InputError(
        "a breaker keeps back all calls, or only retries",
        remedy: "write only: retries, or leave it out", at: document.place)
    }
    return true
  }
}
