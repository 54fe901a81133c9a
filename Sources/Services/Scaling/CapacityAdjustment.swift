/// How the amount that a policy names changes a capacity.
struct CapacityAdjustment: Equatable, Sendable {
  /// What the amount means.
  enum Kind: String, CaseIterable, Sendable {
    case change = "ChangeInCapacity"
    case exact = "ExactCapacity"
    case percent = "PercentChangeInCapacity"
  }

  let kind: Kind
  /// The least change that a percentage makes.
  var leastChange: Int64 = 0

  /// The capacity that an amount asks for, whatever the bounds of the group.
  ///
  /// Changes of less than one machine count as one, others lose their fraction.
  func capacity(after current: Int64, adjustedBy amount: Int64) -> Int64 {
    switch kind {
    case .exact: return amount
    case .change: return current + amount
    case .percent:
      let hundredths = current * amount
      let change = max(abs(hundredths) / 100, hundredths == 0 ? 0 : 1)
      return current + amount.signum() * max(change, leastChange)
    }
  }
}
