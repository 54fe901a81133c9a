/// The numbers between two bounds, each of which may belong to them.
struct NumberRange: Hashable {
  var low: Double
  var includesLow: Bool
  var high: Double
  var includesHigh: Bool

  /// The numbers on one side of a bound.
  static func below(_ high: Double, including: Bool) -> NumberRange {
    NumberRange(low: -.infinity, includesLow: true, high: high, includesHigh: including)
  }

  /// The numbers on the other side.
  static func above(_ low: Double, including: Bool) -> NumberRange {
    NumberRange(low: low, includesLow: including, high: .infinity, includesHigh: true)
  }

  /// A number lies in it.
  func contains(_ number: Double) -> Bool {
    (includesLow ? number >= low : number > low) && (includesHigh ? number <= high : number < high)
  }
}
