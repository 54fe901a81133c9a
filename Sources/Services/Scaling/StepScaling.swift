/// Changes the capacity the more, the further the metric is beyond the threshold of its alarm.
struct StepScaling: Equatable, Sendable {
  /// What is done within a stretch of distances from the threshold.
  struct Step: Equatable, Sendable {
    /// Where it begins; nil where it has no end below.
    var lower: Double?
    /// Where it ends; nil where it has no end above.
    var upper: Double?
    /// What is done.
    var amount: Int64

    /// Whether it holds so far above the threshold.
    fileprivate func holds(above distance: Double) -> Bool {
      (lower ?? -.infinity) <= distance && distance < (upper ?? .infinity)
    }

    /// Whether it holds so far below the threshold.
    fileprivate func holds(below distance: Double) -> Bool {
      (lower ?? -.infinity) < distance && distance <= (upper ?? .infinity)
    }
  }

  let adjustment: CapacityAdjustment
  let steps: [Step]

  /// What is done so far from the threshold; nil where no step holds.
  ///
  /// A step contains the bound that is nearer to the threshold, and not the farther one.
  func amount(at distance: Double) -> Int64? {
    let above = distance >= 0 ? steps.first { $0.holds(above: distance) } : nil
    let step = above ?? (distance <= 0 ? steps.first { $0.holds(below: distance) } : nil)
    return step?.amount
  }

  /// The capacity that follows so far from the threshold.
  func desired(_ capacity: Capacity, at distance: Double) -> Int64 {
    guard let amount = amount(at: distance) else { return capacity.desired }
    return capacity.moving(
      to: adjustment.capacity(after: capacity.settled, adjustedBy: amount))
  }
}

extension StepScaling {
  /// What AWS refuses a list of steps for; nil where it takes them.
  static func objection(to steps: [Step]) -> String? {
    guard !steps.isEmpty else { return "has no StepAdjustments" }
    for step in steps {
      if step.lower == nil, step.upper == nil { return "has a step without any bound" }
      if let lower = step.lower, let upper = step.upper, lower >= upper {
        return "has a step that ends where it begins, or before"
      }
    }
    let sorted = steps.sorted { ($0.lower ?? -.infinity) < ($1.lower ?? -.infinity) }
    for (step, next) in zip(sorted, sorted.dropFirst()) {
      guard let upper = step.upper, let lower = next.lower, upper <= lower else {
        return "has steps that overlap"
      }
      if upper < lower { return "has a gap between its steps" }
    }
    if let lower = sorted[0].lower, lower < 0 {
      return "has a step below the threshold, and none without a lower bound"
    }
    if let upper = sorted[sorted.count - 1].upper, upper > 0 {
      return "has a step above the threshold, and none without an upper bound"
    }
    return nil
  }
}
