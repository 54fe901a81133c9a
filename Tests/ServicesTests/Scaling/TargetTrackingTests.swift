import Kernel
import Testing

@testable import Services

/// What target tracking makes of a metric, and the pauses of Application Auto Scaling.
@Suite struct TargetTrackingTests {
  private static let policy = TargetTracking(target: 60, lowFactor: 0.9, shrinks: true)

  private static func group(_ desired: Int64, warming: Int64 = 0) -> Capacity {
    Capacity(
      desired: desired, warming: warming, bounds: CapacityBounds(minimum: 2, maximum: 40))
  }

  @Test(
    arguments: [
      (10, 60.1, 11), (10, 66, 11), (10, 90, 15), (10, 90.1, 16), (3, 80, 4), (10, 59, 10),
      (10, 1e30, 40),
    ] as [(Int64, Double, Int64)])
  func `rule 10: adding rounds up`(before: Int64, metric: Double, after: Int64) {
    #expect(Self.policy.growing(Self.group(before), at: metric) == after)
  }

  @Test(
    arguments: [
      (10, 53.9, 9), (10, 54.1, 10), (10, 30, 5), (10, 30.1, 6), (10, 0, 2), (10, 70, 10),
    ] as [(Int64, Double, Int64)])
  func `rule 10: taking away leaves enough to stay at the target`(
    before: Int64, metric: Double, after: Int64
  ) {
    #expect(Self.policy.shrinking(Self.group(before), at: metric) == after)
    #expect(metric >= 60 || Double(before) * metric / Double(after) <= 60)
  }

  @Test func `rule 10: the low alarm lies at a part of the target`() {
    #expect(Self.policy.lowThreshold == 54)
    #expect(TargetTracking(target: 40, lowFactor: 0.7, shrinks: true).lowThreshold == 28)
  }

  @Test func `rule 10: several policies take away only where all agree, and then the least`() {
    #expect(TargetTracking.agreed([5, 7, 6]) == 7)
    #expect(TargetTracking.agreed([5, nil]) == nil)
    #expect(TargetTracking.agreed([]) == nil)
    let upward = TargetTracking(target: 60, lowFactor: 0.9, shrinks: false)
    #expect(upward.shrinking(Self.group(10), at: 1) == 10)
  }

  @Test func `rule 9: what warms up counts, and keeps all others`() {
    // The metric is that of ten.
    #expect(Self.policy.growing(Self.group(15, warming: 5), at: 90) == 15)
    #expect(Self.policy.growing(Self.group(15, warming: 5), at: 120) == 20)
    #expect(Self.policy.shrinking(Self.group(15, warming: 5), at: 10) == 15)
  }

  @Test func `rule 11: without data nothing is done`() {
    #expect(Self.policy.growing(Self.group(10), at: nil) == 10)
    #expect(Self.policy.shrinking(Self.group(10), at: nil) == 10)
  }

  @Test func `what was added counts until the pause after it is over, and only more adds more`() {
    var pauses = ScalingCooldowns()
    let lengths = ScalingCooldowns.Lengths(
      afterGrowth: .seconds(300), afterShrinking: .seconds(60))
    let now = Instant.start + .seconds(100)
    #expect(pauses.mayShrink(at: now) && pauses.warming(at: now) == 0)
    pauses.moved(from: 10, to: 12, pausing: lengths, at: now)
    #expect(pauses.warming(at: now + .seconds(299)) == 2)
    #expect(!pauses.mayShrink(at: now + .seconds(299)))
    pauses.moved(from: 12, to: 13, pausing: lengths, at: now + .seconds(100))
    #expect(pauses.warming(at: now + .seconds(399)) == 3)
    #expect(pauses.warming(at: now + .seconds(400)) == 0)
    #expect(pauses.mayShrink(at: now + .seconds(400)))
  }

  @Test func `adding ends the pause after taking away`() {
    var pauses = ScalingCooldowns()
    let lengths = ScalingCooldowns.Lengths(
      afterGrowth: .zero, afterShrinking: .seconds(300))
    let now = Instant.start + .seconds(100)
    pauses.moved(from: 10, to: 8, pausing: lengths, at: now)
    #expect(!pauses.mayShrink(at: now + .seconds(299)))
    #expect(pauses.mayShrink(at: now + .seconds(300)))
    pauses.moved(from: 8, to: 9, pausing: lengths, at: now + .seconds(10))
    #expect(pauses.mayShrink(at: now + .seconds(10)))
  }
}
