import Testing

@testable import Kernel

@Suite struct TimeTests {
  @Test func `a real length becomes whole nanoseconds, halves up`() {
    #expect(TimeSpan(rounding: 1.5).nanoseconds == 2)
    #expect(TimeSpan(rounding: 1.49).nanoseconds == 1)
    #expect(TimeSpan(rounding: -3).nanoseconds == 0)
    #expect(TimeSpan(rounding: 1e30) == .forever)
  }

  @Test func `a moment past the end of time is never`() {
    #expect(Instant(nanoseconds: 5) + .forever == .never)
    #expect(TimeSpan(nanoseconds: 5) + .forever == .forever)
    #expect(Instant.start + .seconds(2) - Instant.start == .seconds(2))
  }
}
