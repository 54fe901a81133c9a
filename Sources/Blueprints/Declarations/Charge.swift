/// A number of units that a resource used, at their price.
public struct Charge: Sendable {
  /// The price of a lot.
  public let price: Price
  /// How many units were used.
  public let units: Int64
  /// Whether time alone runs them up, as capacity that is kept does, and not what is done.
  public let isByTime: Bool
  /// The units that what the run stored uses up afterwards, until it has been kept for a month.
  public let laterUnits: Int64
  /// The units of a whole month, where these are no multiple of those of the run; else nil.
  public let monthlyUnits: Int64?

  /// Units at a price.
  public init(
    price: Price, units: Int64, isByTime: Bool = false, laterUnits: Int64 = 0,
    monthlyUnits: Int64? = nil
  ) {
    precondition(units >= 0 && laterUnits >= 0, "\(price.item): \(units) and \(laterUnits) units")
    self.price = price
    self.units = units
    self.isByTime = isByTime
    self.laterUnits = laterUnits
    self.monthlyUnits = monthlyUnits
  }

  /// What they cost [micro-USD].
  public var microdollars: Int64 { price.cost(of: units) }

  /// The same units at another price.
  public func at(_ price: Price) -> Charge {
    Charge(
      price: price, units: units, isByTime: isByTime, laterUnits: laterUnits,
      monthlyUnits: monthlyUnits)
  }
}
