import Kernel
import Testing

@testable import Programs

/// A breaker as its rules are written down, with nothing but a list of all that it ever learned.
private struct PlainBreaker {
  let terms: CircuitBreaker.Terms
  var mode = "closed"
  var changed = 0
  var since: [(end: Int, failed: Bool)] = []
  var admitted = 0
  var era = 1

  mutating func move(to mode: String, at now: Int) {
    (self.mode, changed, since, admitted) = (mode, now, [], 0)
    era += 1
  }

  mutating func admit(isRetry: Bool, at now: Int) -> Int? {
    let open = Int(terms.open.nanoseconds / 1_000_000)
    if mode == "open", now >= changed + open { move(to: "half open", at: now) }
    if terms.breaksRetriesOnly, !isRetry, mode != "closed" { return 0 }
    switch mode {
    case "closed": return era
    case "half open" where admitted < terms.probes:
      admitted += 1
      return era
    default: return nil
    }
  }

  mutating func record(failed: Bool, _ ticket: Int, at now: Int) {
    guard ticket == era, mode != "open" else { return }
    since.append((now, failed))
    let seen: [(end: Int, failed: Bool)]
    if mode == "half open" {
      guard since.count == terms.probes else { return }
      seen = since
    } else {
      switch terms.window {
      case .calls(let count): seen = since.suffix(count)
      case .time(let span):
        seen = since.filter { $0.end > now - Int(span.nanoseconds / 1_000_000) }
      }
      guard seen.count >= terms.minimum else { return }
    }
    let failures = seen.filter { $0.failed }.count
    if failures * 1_000_000 >= Int(terms.failures) * seen.count {
      move(to: "open", at: now)
    } else if mode == "half open" {
      move(to: "closed", at: now)
    }
  }

  mutating func forget(_ ticket: Int) {
    if ticket == era, mode == "half open" { admitted -= 1 }
  }
}

@Suite struct CircuitBreakerTests {
  private static let terms = CircuitBreaker.Terms(
    failures: 500_000, window: .calls(4), minimum: 4, open: .seconds(5), probes: 2)

  private static func at(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

  /// The ticket of a first attempt that goes through.
  private static func admitted(
    at seconds: Int64, _ breaker: inout CircuitBreaker
  ) throws -> CircuitBreaker.Ticket {
    let ticket = breaker.admit(isRetry: false, at: at(seconds))
    return try #require(ticket)
  }

  /// Whether an attempt does not go through.
  private static func isKept(
    isRetry: Bool = false, at seconds: Int64, by breaker: inout CircuitBreaker
  ) -> Bool {
    breaker.admit(isRetry: isRetry, at: at(seconds)) == nil
  }

  /// Calls that go through and end at once.
  private static func play(
    _ outcomes: [Bool], at seconds: Int64, _ breaker: inout CircuitBreaker
  ) throws {
    for failed in outcomes {
      let ticket = try admitted(at: seconds, &breaker)
      breaker.record(failed: failed, ticket, at: at(seconds))
    }
  }

  @Test func `rule 5: it opens when so large a share of the window failed, not before`() throws {
    var breaker = CircuitBreaker(Self.terms)
    try Self.play([true, true, false], at: 1, &breaker)
    #expect(breaker.state == .closed)
    try Self.play([false], at: 1, &breaker)
    #expect(breaker.state == .open(until: Self.at(6)))
    let kept1 = Self.isKept(at: 5, by: &breaker)
    #expect(kept1)
  }

  @Test func `rule 5: half open it lets so many probes through, and closes if they are well`()
    throws
  {
    var breaker = CircuitBreaker(Self.terms)
    try Self.play([true, true, true, true], at: 1, &breaker)
    let first = try Self.admitted(at: 6, &breaker)
    let second = try Self.admitted(at: 6, &breaker)
    let kept2 = Self.isKept(at: 6, by: &breaker)
    #expect(kept2)
    breaker.record(failed: false, first, at: Self.at(7))
    let kept3 = Self.isKept(at: 7, by: &breaker)
    #expect(kept3)
    breaker.record(failed: false, second, at: Self.at(8))
    #expect(breaker.state == .closed)
  }

  @Test func `rule 5: probes that fail open it once more`() throws {
    var breaker = CircuitBreaker(Self.terms)
    try Self.play([true, true, true, true], at: 1, &breaker)
    try Self.play([false, true], at: 6, &breaker)
    #expect(breaker.state == .open(until: Self.at(11)))
  }

  @Test func `rule 5: a breaker of retries lets first attempts flow`() throws {
    var terms = Self.terms
    terms.breaksRetriesOnly = true
    var breaker = CircuitBreaker(terms)
    try Self.play([true, true, true, true], at: 1, &breaker)
    let kept4 = Self.isKept(isRetry: true, at: 2, by: &breaker)
    #expect(kept4)
    try Self.play([true, false], at: 2, &breaker)
    #expect(breaker.state == .open(until: Self.at(6)))
    let kept5 = Self.isKept(isRetry: true, at: 6, by: &breaker)
    #expect(!kept5)
  }

  @Test func `the end of a call from before it opened tells nothing of the probes`() throws {
    var breaker = CircuitBreaker(Self.terms)
    let old = try Self.admitted(at: 0, &breaker)
    try Self.play([true, true, true, true], at: 1, &breaker)
    let probe = try Self.admitted(at: 6, &breaker)
    breaker.record(failed: false, old, at: Self.at(7))
    breaker.record(failed: false, probe, at: Self.at(7))
    #expect(breaker.state == .halfOpen(admits: 1, awaits: 1, failed: 0))
  }

  @Test func `a probe whose end nobody sees leaves its place to another`() throws {
    var breaker = CircuitBreaker(Self.terms)
    try Self.play([true, true, true, true], at: 1, &breaker)
    let lost = try Self.admitted(at: 6, &breaker)
    breaker.forget(lost)
    try Self.play([false, false], at: 6, &breaker)
    #expect(breaker.state == .closed)
  }

  /// A reproducible stream for the choice of what happens.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % sides
    }
  }

  @Test(arguments: 0..<60)
  func `it does what its rules say, whatever is called and however that ends`(seed: UInt64) {
    var dice = Dice(state: seed &* 977 &+ 5)
    for _ in 0..<5 { _ = dice.roll(2) }
    let calls = Int(dice.roll(12)) + 1
    let terms = CircuitBreaker.Terms(
      failures: Int64(dice.roll(60) + 1) * 10_000,
      window: seed % 2 == 0 ? .calls(calls) : .time(.milliseconds(Int64(dice.roll(400)) + 200)),
      minimum: Int(dice.roll(UInt64(calls))) + 1,
      open: .milliseconds(Int64(dice.roll(100)) + 1), probes: Int(dice.roll(4)) + 1,
      breaksRetriesOnly: seed % 3 == 0)
    var breaker = CircuitBreaker(terms)
    var plain = PlainBreaker(terms: terms)
    var open: [(CircuitBreaker.Ticket, Int)] = []
    var now = 0
    var trips = 0
    for step in 0..<3_000 {
      now += Int(dice.roll(12))
      let moment = Instant.start + .milliseconds(Int64(now))
      if dice.roll(2) == 0 || open.isEmpty {
        let isRetry = dice.roll(2) == 0
        let real = breaker.admit(isRetry: isRetry, at: moment)
        let told = plain.admit(isRetry: isRetry, at: now)
        #expect((real == nil) == (told == nil), "step \(step) of seed \(seed)")
        guard let real, let told else { continue }
        open.append((real, told))
      } else {
        let (real, told) = open.remove(at: Int(dice.roll(UInt64(open.count))))
        if dice.roll(20) == 0 {
          breaker.forget(real)
          plain.forget(told)
        } else {
          // Good and bad times take turns, so that it closes too.
          let failed = dice.roll(10) < (step / 300 % 2 == 0 ? 7 : 1)
          breaker.record(failed: failed, real, at: moment)
          plain.record(failed: failed, told, at: now)
        }
      }
      let mode =
        switch breaker.state {
        case .closed: "closed"
        case .open: "open"
        case .halfOpen: "half open"
        }
      if mode != plain.mode {
        Issue.record("\(mode) and not \(plain.mode) after step \(step) of seed \(seed)")
        return
      }
      if mode != "closed" { trips += 1 }
    }
    #expect(trips > 0)
  }
}
