import Testing

@testable import Services

/// Steps, percentages and pauses: AWS's own examples, cell by cell.
@Suite struct StepScalingTests {
  typealias Step = StepScaling.Step

  private static let percent = CapacityAdjustment(kind: .percent)
  /// AWS's example, for alarms with a threshold of 50.
  static let out = StepScaling(
    adjustment: percent,
    steps: [
      Step(lower: 0, upper: 10, amount: 0), Step(lower: 10, upper: 20, amount: 10),
      Step(lower: 20, upper: nil, amount: 30),
    ])
  static let back = StepScaling(
    adjustment: percent,
    steps: [
      Step(lower: -10, upper: 0, amount: 0), Step(lower: -20, upper: -10, amount: -10),
      Step(lower: nil, upper: -20, amount: -30),
    ])

  private static func group(
    _ desired: Int64, warming: Int64 = 0, _ bounds: ClosedRange<Int64> = 0...100
  ) -> Capacity {
    Capacity(
      desired: desired, warming: warming,
      bounds: CapacityBounds(minimum: bounds.lowerBound, maximum: bounds.upperBound))
  }

  @Test(
    arguments: [
      (50.0, 0), (59.9, 0), (60, 10), (69.9, 10), (70, 30), (100, 30),
    ] as [(Double, Int64)])
  func `rule 7: above the threshold a step contains its lower bound and not its upper`(
    metric: Double, amount: Int64
  ) {
    #expect(Self.out.amount(at: metric - 50) == amount)
  }

  @Test(
    arguments: [
      (50.0, 0), (40.1, 0), (40, -10), (30.1, -10), (30, -30), (0, -30),
    ] as [(Double, Int64)])
  func `rule 7: below the threshold a step contains its upper bound and not its lower`(
    metric: Double, amount: Int64
  ) {
    #expect(Self.back.amount(at: metric - 50) == amount)
  }

  @Test func `rule 7: a policy has no steps for the other side of its threshold`() {
    #expect(Self.out.amount(at: -0.1) == nil)
    #expect(Self.back.amount(at: 0.1) == nil)
    #expect(Self.out.desired(Self.group(10), at: -5) == 10)
  }

  @Test func `rule 7: steps leave no gap, do not overlap, and end nowhere`() {
    func objection(_ bounds: (Double?, Double?)...) -> String? {
      StepScaling.objection(to: bounds.map { Step(lower: $0.0, upper: $0.1, amount: 1) })
    }
    #expect(StepScaling.objection(to: Self.out.steps) == nil)
    #expect(StepScaling.objection(to: Self.back.steps) == nil)
    #expect(objection((10, nil), (0, 10)) == nil)
    #expect(objection() == "has no StepAdjustments")
    #expect(objection((nil, nil)) == "has a step without any bound")
    #expect(objection((10, 10)) == "has a step that ends where it begins, or before")
    #expect(objection((0, 10), (12, nil)) == "has a gap between its steps")
    #expect(objection((0, 10), (8, nil)) == "has steps that overlap")
    #expect(objection((0, nil), (8, nil)) == "has steps that overlap")
    #expect(
      objection((-10, 0)) == "has a step below the threshold, and none without a lower bound")
    #expect(
      objection((0, 10)) == "has a step above the threshold, and none without an upper bound")
  }

  /// The metric, the capacity that AWS's example has then, and the one that follows.
  @Test(
    arguments: [
      (60.0, 10, 11), (70, 11, 14), (40, 14, 13), (30, 13, 10),
    ] as [(Double, Int64, Int64)])
  func `rule 8, cell by cell: AWS's example goes from 10 to 11, 14, 13 and 10 machines`(
    metric: Double, before: Int64, after: Int64
  ) {
    let policy = metric > 50 ? Self.out : Self.back
    #expect(policy.desired(Self.group(before), at: metric - 50) == after)
  }

  @Test(
    arguments: [
      (10, 67, 16), (10, 4, 11), (10, -4, 9), (10, -67, 4), (10, 10, 11), (10, 0, 10), (3, 50, 4),
      (0, 50, 0), (1, 199, 2),
    ] as [(Int64, Int64, Int64)])
  func `rule 8: a percentage loses its fraction, and is one machine at least`(
    current: Int64, amount: Int64, after: Int64
  ) {
    #expect(Self.percent.capacity(after: current, adjustedBy: amount) == after)
  }

  @Test func `rule 8: a percentage changes by MinAdjustmentMagnitude at least`() {
    let adjustment = CapacityAdjustment(kind: .percent, leastChange: 2)
    #expect(adjustment.capacity(after: 4, adjustedBy: 25) == 6)
    #expect(adjustment.capacity(after: 4, adjustedBy: -25) == 2)
    #expect(adjustment.capacity(after: 40, adjustedBy: 25) == 50)
    #expect(adjustment.capacity(after: 40, adjustedBy: 0) == 40)
    #expect(CapacityAdjustment(kind: .change).capacity(after: 3, adjustedBy: -1) == 2)
    #expect(CapacityAdjustment(kind: .exact).capacity(after: 3, adjustedBy: 7) == 7)
  }

  @Test func `rule 8: what follows stays between minimum and maximum`() {
    #expect(Self.out.desired(Self.group(11, 4...12), at: 20) == 12)
    #expect(Self.back.desired(Self.group(5, 5...12), at: -20) == 5)
    let simple = SimpleScaling(adjustment: CapacityAdjustment(kind: .change), amount: 5)
    #expect(simple.desired(Self.group(9, 4...12)) == 12)
  }

  @Test func `rule 9: what warms up counts towards what a further step asks for`() {
    // AWS's example: at 62 one is asked for again, at 70 three, all of ten.
    #expect(Self.out.desired(Self.group(11, warming: 1), at: 12) == 11)
    #expect(Self.out.desired(Self.group(11, warming: 1), at: 20) == 13)
  }

  @Test func `rule 9: nothing is taken away while anything warms up`() {
    #expect(Self.back.desired(Self.group(14, warming: 1), at: -20) == 14)
    #expect(Self.back.desired(Self.group(14), at: -20) == 10)
  }
}
