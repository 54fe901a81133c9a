import Kernel
import Testing

@testable import Programs

/// The delays of a caller's own loop, drawn often, against the published formulas.
@Suite struct BackoffTests {
  private static let purpose = Purpose(seed: 7, replication: 0, "backoff/Code/0")
  private static let draws: UInt64 = 20_000

  /// The delays before a retry for many messages [ms].
  private static func delays(_ jitter: RetryPolicy.Jitter, before retry: UInt32) -> [Double] {
    let policy = RetryPolicy.own(
      attempts: 20, base: .milliseconds(100), cap: .seconds(2), jitter: jitter)
    return (0..<draws).map { message in
      let name = Name(root: message)
      let delay = policy.delay(before: retry, throttled: false) { purpose.word(for: name, $0) }
      return delay.seconds * 1e3
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test(arguments: [(1, 100), (2, 200), (4, 800), (5, 1_600), (6, 2_000), (19, 2_000)])
  func `no jitter: base times 2 to the n, up to the cap`(retry: UInt32, milliseconds: Double) {
    #expect(Self.delays(.none, before: retry).allSatisfy { $0 == milliseconds })
  }

  @Test(arguments: [(1, 100), (3, 400), (9, 2_000)])
  func `full jitter: anything from zero to the bound`(retry: UInt32, bound: Double) throws {
    let delays = Self.delays(.full, before: retry)
    #expect(delays.allSatisfy { 0...bound ~= $0 })
    #expect(try #require(delays.min()) < bound * 0.01)
    #expect(try #require(delays.max()) > bound * 0.99)
    // Four deviations of the mean of so many draws are 0.8 % of the bound.
    #expect(abs(Self.mean(delays) - bound / 2) < bound * 0.009)
  }

  @Test(arguments: [(1, 100), (3, 400), (9, 2_000)])
  func `equal jitter: half the bound, and anything up to the other half`(
    retry: UInt32, bound: Double
  ) throws {
    let delays = Self.delays(.equal, before: retry)
    #expect(delays.allSatisfy { bound / 2...bound ~= $0 })
    #expect(try #require(delays.min()) < bound * 0.505)
    #expect(try #require(delays.max()) > bound * 0.995)
    #expect(abs(Self.mean(delays) - bound * 0.75) < bound * 0.005)
  }

  @Test func `decorrelated jitter: anything from the base to three times the delay before`() throws
  {
    let first = Self.delays(.decorrelated, before: 1)
    let second = Self.delays(.decorrelated, before: 2)
    #expect(first.allSatisfy { 100...300 ~= $0 })
    // From 100 to 300, then from 100 to 3 × that: 200 and 350 on average.
    #expect(abs(Self.mean(first) - 200) < 2)
    #expect(abs(Self.mean(second) - 350) < 6)
    for (before, after) in zip(first, second) {
      #expect(100 - 1e-6...3 * before + 1e-6 ~= after)
    }
    // Each delay uses the share of its range that its own draw says, whatever came before.
    let shares = zip(first, second).map { ($1 - 100) / (3 * $0 - 100) }
    #expect(abs(Self.mean(shares) - 0.5) < 0.009)
  }

  @Test func `decorrelated jitter is capped, and goes on from the cap`() throws {
    let delays = Self.delays(.decorrelated, before: 15)
    #expect(delays.allSatisfy { 100...2_000 ~= $0 })
    // From the cap on, anything from 100 to 6,000 is at the cap with a chance of 4,000 in 5,900.
    let capped = Double(delays.filter { $0 == 2_000 }.count) / Double(Self.draws)
    #expect(capped > 0.35 && capped < 0.7)
  }

  @Test func `rule 8: each caller, message and attempt has a draw of its own`() throws {
    let policy = RetryPolicy.own(
      attempts: 4, base: .seconds(1), cap: .seconds(1), jitter: .full)
    var delays: Set<TimeSpan> = []
    for caller in ["Shop", "Stock"] {
      let purpose = Purpose(seed: 7, replication: 0, "backoff/\(caller)/0")
      for message in UInt64(0)..<10 {
        for retry in UInt32(1)...3 {
          delays.insert(
            policy.delay(before: retry, throttled: false) {
              purpose.word(for: Name(root: message), $0)
            })
        }
      }
    }
    #expect(delays.count == 60)
  }

  @Test func `a timed out attempt costs 10 of the quota before 2026, and 14 since`() throws {
    for (profile, cost) in [("standard", 10), ("adaptive", 10), ("standard-2026", 14)] {
      let policy = try #require(RetryPolicy.named(profile, dynamoDB: false))
      #expect(policy.cost(after: .timedOut) == Int32(cost))
    }
  }
}
