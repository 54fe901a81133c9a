import Kernel
import Testing

@testable import Services

/// What an on-demand table is ready for, minute by minute.
@Suite struct OnDemandPeakTests {
  /// A new table that serves some rates, each for some minutes.
  private func peak(_ rates: (rate: Int64, minutes: Int64)...) -> OnDemandPeak {
    var peak = OnDemandPeak(initial: 4_000, stretch: .minutes(1), growth: .minutes(30))
    var second: Int64 = 0
    for (rate, minutes) in rates {
      for _ in 0..<minutes * 60 {
        peak.use(rate, at: .start + .seconds(second))
        second += 1
      }
    }
    return peak
  }

  private func minute(_ number: Int64) -> Instant { .start + .minutes(number) }

  @Test func `a sustained rate is the new peak at once`() {
    var table = peak((3_000, 10))
    #expect(table.allowed(at: minute(10)) == 6_000)
  }

  @Test func `what was not sustained is no peak`() {
    var table = peak((1_000, 1))
    for second in 60..<90 { table.use(5_000, at: .start + .seconds(Int64(second))) }
    // 5,000 for half a minute are 2,500 of a minute.
    #expect(table.allowed(at: minute(2)) == 5_000)
  }

  @Test func `a peak past twice the one before counts half an hour after it`() {
    var table = peak((3_000, 10), (5_500, 1))
    // A new table has half of 4,000 for its peak: no more than twice that counts.
    #expect(table.allowed(at: minute(11)) == 8_000)
    #expect(table.allowed(at: minute(30)) == 8_000)
    // Half an hour after the 3,000 of the first minute the 5,500 count, which are less than twice.
    #expect(table.allowed(at: minute(31)) == 11_000)
  }

  @Test func `a table that idles keeps what it is ready for`() {
    var table = peak((10_000, 1))
    #expect(table.allowed(at: minute(600)) == 20_000)
    var idle = peak()
    #expect(idle.allowed(at: minute(600)) == 4_000)
  }
}
