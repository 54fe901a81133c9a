import Kernel
import Testing

@testable import Blueprints
@testable import Services

@Suite struct DeliveryRetriesTests {
  private let retries = DeliveryRetries.managed

  @Test func `three retries come at once, two after a second`() {
    #expect((1...3).allSatisfy { retries.delay(before: $0) == .zero })
    #expect((4...5).allSatisfy { retries.delay(before: $0) == .seconds(1) })
  }

  @Test func `ten retries grow from one second to twenty, 68 s in all`() {
    let delays = (6...15).compactMap { retries.delay(before: $0)?.seconds }
    #expect(delays.count == 10)
    #expect(delays.first == 1 && abs((delays.last ?? 0) - 20) < 1e-6)
    #expect(zip(delays, delays.dropFirst()).allSatisfy { $0 < $1 })
    #expect(abs(delays.reduce(0, +) - 68) < 1)
  }

  @Test func `a hundred thousand retries at twenty seconds end after 100,015`() {
    #expect(retries.delay(before: 16) == .seconds(20))
    #expect(retries.delay(before: 100_015) == .seconds(20))
    #expect(retries.delay(before: 100_016) == nil)
  }

  @Test func `endpoints of customers get fifty retries over 6.8 h`() {
    let retries = DeliveryRetries.customer
    #expect((1...2).allSatisfy { retries.delay(before: $0) == .seconds(10) })
    let growing = (3...12).compactMap { retries.delay(before: $0)?.seconds }
    #expect(growing.first == 10 && abs((growing.last ?? 0) - 600) < 1e-6)
    #expect(abs(growing.reduce(0, +) - 1_624) < 1)
    #expect((13...50).allSatisfy { retries.delay(before: $0) == .seconds(600) })
    #expect(retries.delay(before: 51) == nil)
    #expect(abs(retries.total.seconds / 3_600 - 6.79) < 0.01)
  }

  @Test func `a web endpoint gets three retries, twenty seconds apart`() {
    let retries = HealthyRetryPolicy().retries
    #expect((1...3).allSatisfy { retries.delay(before: $0) == .seconds(20) })
    #expect(retries.delay(before: 4) == nil)
  }

  @Test(arguments: [
    (DeliveryRetries.Growth.linear, [10.0, 20, 30, 40]),
    (.arithmetic, [10, 15, 25, 40]),
    (.geometric, [10, 15.874, 25.198, 40]),
    (.exponential, [10, 15.874, 25.198, 40]),
  ])
  func `the backoff phase grows from the least to the greatest delay`(
    growth: DeliveryRetries.Growth, expected: [Double]
  ) {
    let retries = DeliveryRetries(
      immediate: 0, preBackoff: 0, backoff: 4, postBackoff: 0, least: .seconds(10),
      greatest: .seconds(40), growth: growth)
    let delays = (1...4).compactMap { retries.delay(before: $0)?.seconds }
    #expect(zip(delays, expected).allSatisfy { abs($0 - $1) < 1e-3 }, "\(delays)")
  }

  @Test func `a pace lets one second's worth through at once, the rest one by one`() {
    var pace = Pace(perSecond: 3)
    let places = (0..<6).map { _ in pace.place(at: .start).nanoseconds }
    #expect(places == [0, 0, 0, 333_333_334, 666_666_667, 1_000_000_000])
    let later = Instant(nanoseconds: 60_000_000_000)
    #expect((0..<3).allSatisfy { _ in pace.place(at: later) == later })
    #expect(pace.place(at: later) > later)
  }
}
