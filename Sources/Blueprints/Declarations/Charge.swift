/// A number of units that a resource used, at their price.
public struct Charge: Sendable {
  /// The price of a lot.
  public let price: Price
  /// How many units were used.
  public let units: Int64

  /// Units at a price.
  public init(price: Price, units: Int64) {
    self.price = price
    self.units = units
  }

  /// What they cost [micro-USD].
  public var microdollars: Int64 { price.cost(of: units) }
}
