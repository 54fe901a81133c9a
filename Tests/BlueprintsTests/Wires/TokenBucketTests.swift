import Kernel
import Testing

@testable import Blueprints

private func second(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }

/// A bucket that can be asked within an expectation.
private final class Bucket {
  var tokens: TokenBucket

  init(rate: Int64, capacity: Int64) { tokens = TokenBucket(rate: rate, capacity: capacity) }

  func take(_ count: Int64 = 1, at now: Instant) -> Bool { tokens.take(count, at: now) }
  func ready(_ count: Int64 = 1, at now: Instant) -> Instant { tokens.ready(count, at: now) }
  func available(at now: Instant) -> Int64 { tokens.available(at: now) }
}

@Suite struct TokenBucketTests {
  @Test func `a full bucket gives its capacity at once and no more`() {
    let bucket = Bucket(rate: 10, capacity: 3)
    #expect((0..<4).map { _ in bucket.take(at: .start) } == [true, true, true, false])
  }

  @Test func `what is refused takes nothing`() {
    let bucket = Bucket(rate: 10, capacity: 3)
    #expect(!bucket.take(4, at: .start))
    #expect(bucket.available(at: .start) == 3)
    #expect(bucket.take(3, at: .start))
  }

  @Test func `tokens come in continuously, to the nanosecond`() {
    let bucket = Bucket(rate: 3, capacity: 3)
    #expect(bucket.take(3, at: .start))
    // A third of a second is 333,333,333.3 ns.
    #expect(!bucket.take(at: Instant(nanoseconds: 333_333_333)))
    #expect(bucket.take(at: Instant(nanoseconds: 333_333_334)))
    // Nothing is lost by looking: the next two are there after exactly one second.
    #expect(!bucket.take(2, at: Instant(nanoseconds: 999_999_999)))
    #expect(bucket.take(2, at: second(1)))
    #expect(!bucket.take(at: Instant(nanoseconds: 1_333_333_333)))
  }

  @Test func `no more tokens wait than the capacity`() {
    let bucket = Bucket(rate: 1_000, capacity: 5)
    #expect(bucket.take(5, at: .start))
    #expect(bucket.available(at: second(3_600)) == 5)
    #expect(!bucket.take(6, at: second(3_600)))
  }

  @Test func `ready says when tokens will be there`() {
    let bucket = Bucket(rate: 4, capacity: 8)
    #expect(bucket.ready(8, at: .start) == .start)
    #expect(bucket.take(8, at: .start))
    #expect(bucket.ready(at: .start) == second(0.25))
    #expect(bucket.ready(3, at: second(0.5)) == second(0.75))
    let due = bucket.ready(5, at: second(0.5))
    #expect(bucket.take(5, at: due))
  }

  @Test func `what is more than the capacity, or never refilled, is never ready`() {
    let small = Bucket(rate: 4, capacity: 8)
    #expect(small.ready(9, at: .start) == .never)
    let dry = Bucket(rate: 0, capacity: 1)
    #expect(dry.take(at: .start))
    #expect(dry.ready(at: .start) == .never)
    #expect(!dry.take(at: second(1e9)))
  }

  @Test func `a higher rate counts from the next refill on`() {
    let bucket = Bucket(rate: 1, capacity: 10)
    #expect(bucket.take(10, at: .start))
    #expect(bucket.available(at: second(2)) == 2)
    bucket.tokens.rate = 3
    #expect(bucket.available(at: second(3)) == 5)
  }

  @Test func `the greatest rate and capacity do not overflow in the longest run`() {
    let bucket = Bucket(rate: .max, capacity: .max)
    #expect(bucket.take(.max, at: .start))
    #expect(bucket.available(at: .never) == .max)
  }
}

@Suite struct SharedRateTests {
  @Test func `a shared rate gives in each second what it says, to all together`() {
    let rate = SharedRate(perSecond: 100)
    #expect(rate.take(60, at: .start))
    #expect(!rate.take(41, at: .start))
    #expect(rate.take(40, at: .start))
    #expect(!rate.take(51, at: second(0.5)))
    #expect(rate.take(50, at: second(0.5)))
  }

  @Test func `those who ask for one name share one rate`() {
    let world = World(seed: 1, calibration: Calibration())
    let first = world.sharedRate("sns.publish", perSecond: 10)
    let second = world.sharedRate("sns.publish", perSecond: 10)
    #expect(first.take(10, at: .start))
    #expect(!second.take(at: .start))
    #expect(world.sharedRate("other", perSecond: 10).take(at: .start))
  }
}
