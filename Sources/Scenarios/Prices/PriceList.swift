import Blueprints

/// The prices of a scenario that are not those of AWS.
package struct PriceList: Sendable, Equatable {
  /// The prices, by what is sold.
  package let prices: [Price]

  /// Other prices for some of what is sold.
  package init(_ prices: [Price] = []) { self.prices = prices }

  /// A charge at the price that holds in the scenario.
  package func applied(to charge: Charge) -> Charge {
    guard !prices.isEmpty, let price = prices.first(where: { $0.item == charge.price.item })
    else { return charge }
    return charge.at(price)
  }
}

extension Price {
  /// The date of the price list whose prices are taken, and the region.
  package static let edition = "us-east-1, 2026-11"
}
