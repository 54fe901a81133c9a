/// Keeps a metric near a value by as many machines as would bring it there.
///
/// AWS publishes that it rounds up, and that it takes machines away with more care than it adds
/// them; the formula is assumed.
struct TargetTracking: Equatable, Sendable {
  let target: Double
  /// Below which part of the target machines are taken away.
  let lowFactor: Double
  /// Whether machines are ever taken away.
  let shrinks: Bool

  /// Below which value machines are taken away.
  var lowThreshold: Double { lowFactor * target }

  /// As how many machines the metric would not exceed the target.
  ///
  /// Fewer never bring it beyond the target, so the same number holds for adding and for taking
  /// away.
  private func wanted(_ capacity: Capacity, at metric: Double) -> Int64 {
    let exact = Double(capacity.settled) * metric / target
    // What no group can have need not be counted.
    guard exact < Double(capacity.bounds.maximum) else { return capacity.bounds.maximum }
    let whole = Int64(max(exact, 0))
    return Double(whole) < exact ? whole + 1 : whole
  }

  /// The capacity that follows when the metric is too high; without a value nothing does.
  func growing(_ capacity: Capacity, at metric: Double?) -> Int64 {
    guard let metric else { return capacity.desired }
    return max(capacity.desired, capacity.moving(to: wanted(capacity, at: metric)))
  }

  /// The capacity that follows when the metric is too low; without a value nothing does.
  func shrinking(_ capacity: Capacity, at metric: Double?) -> Int64 {
    guard let metric, shrinks else { return capacity.desired }
    return min(capacity.desired, capacity.moving(to: wanted(capacity, at: metric)))
  }

  /// The capacity that several policies of a group take it down to: the largest that any asks for,
  /// and none where one of those that may shrink it does not find its metric too low.
  ///
  /// - Parameter votes: What each policy that may shrink it asks for; nil where it does not.
  static func agreed(_ votes: [Int64?]) -> Int64? {
    var largest: Int64?
    for vote in votes {
      guard let vote else { return nil }
      largest = max(largest ?? vote, vote)
    }
    return largest
  }
}
