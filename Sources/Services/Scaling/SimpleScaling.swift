/// Changes the capacity by the same amount each time, and not again before a pause is over.
struct SimpleScaling: Equatable, Sendable {
  let adjustment: CapacityAdjustment
  let amount: Int64

  /// The capacity that follows; what warms up makes no difference.
  func desired(_ capacity: Capacity) -> Int64 {
    capacity.bounds.clamp(
      adjustment.capacity(after: capacity.desired, adjustedBy: amount))
  }
}
