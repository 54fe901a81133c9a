/// A number of units that a resource used, at their price.
package struct Charge: Sendable {
  /// The price of a lot.
  package let price: Price
  /// How many units were used.
  package let units: Int64

  /// Units at a price.
  package init(price: Price, units: Int64) {
    self.price = price
    self.units = units
  }

  /// What they cost [micro-USD].
  package var microdollars: Int64 { price.cost(of: units) }
}
