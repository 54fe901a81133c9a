/// Between which numbers of machines a group is kept.
struct CapacityBounds: Equatable, Sendable {
  var minimum: Int64
  var maximum: Int64

  /// The nearest number that is allowed.
  func clamp(_ capacity: Int64) -> Int64 { max(minimum, min(maximum, capacity)) }
}
