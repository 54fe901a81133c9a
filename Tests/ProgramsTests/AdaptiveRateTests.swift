import Kernel
import Testing

@testable import Programs

/// The rate of an adaptive client, against values worked out by hand.
@Suite struct AdaptiveRateTests {
  private static func at(_ seconds: Double) -> Instant {
    Instant(nanoseconds: Int64(seconds * 1e9))
  }

  private static func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 * max(1, b) }

  /// A client that got 20 answers in 1.5 s, the last of them a throttle: it measures
  /// 0.8 × 13⅓ = 10⅔ a second, so the curve needs ∛(10⅔ × 0.3 / 0.4) = 2 s to be there again.
  private static var throttled: AdaptiveRate {
    var rate = AdaptiveRate(from: .start)
    for _ in 0..<19 { rate.hear(throttled: false, at: .start) }
    rate.hear(throttled: true, at: at(1.5))
    return rate
  }

  @Test func `nothing is held back before the first throttle`() {
    var rate = AdaptiveRate(from: .start)
    for _ in 0..<1_000 {
      let wait = rate.wait(at: .start)
      #expect(wait == .zero)
      rate.take()
      rate.hear(throttled: false, at: .start)
    }
    #expect(!rate.isOn)
  }

  @Test func `answers are counted by half seconds, and the newest weighs 0.8`() {
    var rate = AdaptiveRate(from: .start)
    for _ in 0..<5 { rate.hear(throttled: false, at: Self.at(0.4)) }
    #expect(rate.measured == 0)
    // 6 answers in half a second are 12 a second.
    rate.hear(throttled: false, at: Self.at(0.5))
    #expect(Self.isNear(rate.measured, 0.8 * 12))
    // 1 answer in a whole second.
    rate.hear(throttled: false, at: Self.at(1.7))
    #expect(Self.isNear(rate.measured, 0.8 * 1 + 0.2 * 9.6))
  }

  @Test func `a throttle takes the rate to 0.7 of what was measured`() {
    let rate = Self.throttled
    #expect(rate.isOn)
    #expect(Self.isNear(rate.measured, 32.0 / 3))
    #expect(Self.isNear(rate.allowed, 0.7 * 32 / 3))
  }

  @Test func `a second throttle takes it to 0.7 of what was allowed, if that is less`() {
    var rate = Self.throttled
    rate.hear(throttled: true, at: Self.at(1.6))
    #expect(Self.isNear(rate.allowed, 0.7 * 0.7 * 32 / 3))
  }

  @Test func `the rate climbs by the cubic curve, back to where it was after K seconds`() {
    var rate = Self.throttled
    // Enough answers that twice the measured rate is no bound.
    for _ in 0..<30 { rate.hear(throttled: false, at: Self.at(2)) }
    rate.hear(throttled: false, at: Self.at(2.5))
    #expect(Self.isNear(rate.allowed, 32.0 / 3 - 0.4))
    rate.hear(throttled: false, at: Self.at(3.5))
    #expect(Self.isNear(rate.allowed, 32.0 / 3))
    for _ in 0..<59 { rate.hear(throttled: false, at: Self.at(3.5)) }
    rate.hear(throttled: false, at: Self.at(5.5))
    #expect(Self.isNear(rate.allowed, 32.0 / 3 + 0.4 * 8))
  }

  @Test func `no more than twice the measured rate is allowed`() {
    var rate = Self.throttled
    // One answer in a second: 0.8 × 1 + 0.2 × 10⅔ are measured.
    rate.hear(throttled: false, at: Self.at(2.5))
    #expect(Self.isNear(rate.allowed, 2 * (0.8 + 0.2 * 32 / 3)))
  }

  @Test func `an attempt every two seconds is allowed at least`() {
    var rate = AdaptiveRate(from: .start)
    rate.hear(throttled: true, at: .start)
    #expect(rate.isOn && rate.allowed == 0.5)
    let wait = rate.wait(at: .start)
    #expect(wait == .seconds(2) + TimeSpan(nanoseconds: 1))
    rate.hear(throttled: true, at: .start + .milliseconds(100))
    #expect(rate.allowed == 0.5)
  }

  @Test func `each attempt waits for a token of its own`() {
    var rate = AdaptiveRate(from: .start)
    rate.hear(throttled: true, at: .start)
    let first = Instant.start + rate.wait(at: .start)
    let none = rate.wait(at: first)
    #expect(none == .zero)
    rate.take()
    let left = rate.wait(at: first)
    #expect(left > .milliseconds(1_999) && left <= .milliseconds(2_001))
  }

  @Test func `as many tokens are kept as one second brings, and one at least`() {
    var slow = AdaptiveRate(from: .start)
    slow.hear(throttled: true, at: .start)
    let first = slow.wait(at: Self.at(1_000))
    slow.take()
    let second = slow.wait(at: Self.at(1_000))
    #expect(first == .zero && second > .zero)
    var fast = Self.throttled
    var taken = 0
    while fast.wait(at: Self.at(1_000)) == .zero {
      fast.take()
      taken += 1
    }
    // The capacity is 0.7 × 10⅔ = 7.47.
    #expect(taken == 7)
  }
}
