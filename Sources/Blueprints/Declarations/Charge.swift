/// A number of units that a resource used, at their price.
public struct Charge: Sendable {
  /// The price of a lot.
  public let price: Price
  /// How many units were used.
  public let units: Int64
  /// Whether time alone runs them up, as capacity that is kept does, and not what is done.
  public let isByTime: Bool

  /// Units at a price.
  public init(price: Price, units: Int64, isByTime: Bool = false) {
    self.price = price
    self.units = units
    self.isByTime = isByTime
  }

  /// What they cost [micro-USD].
  public var microdollars: Int64 { price.cost(of: units) }
}
