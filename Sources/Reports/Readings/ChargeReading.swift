import Blueprints
import Measures

/// What a node used of one thing that is sold, in every replication.
package struct ChargeReading: Sendable {
  /// What it costs.
  package let price: Price
  /// How much was used, in the order of the replications.
  package let units: [Int64]

  /// What it costs [micro-USD], in the order of the replications.
  package let costs: [Int64]
  /// How much was used.
  package var used: Figure { Figure(whole: units, .count) }
  /// What it costs.
  package var cost: Figure { Figure(whole: costs, .microUSD) }
}
