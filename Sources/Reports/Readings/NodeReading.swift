import Blueprints
import Studies

/// A node, in every replication.
package struct NodeReading {
  /// The node, in the order of the replications.
  package let runs: [RunResult.NodeResult]
  /// Its measures, in the order of declaration.
  package let measures: [MeasureReading]

  /// Pairs the instruments of the replications by measure and detail.
  ///
  /// One that the first replication had no use for comes after those that it had.
  package init(_ runs: [RunResult.NodeResult]) {
    self.runs = runs
    var known: [(measure: Measure, detail: String)] = []
    for instrument in runs.flatMap({ $0.instruments })
    where !known.contains(where: {
      $0.measure.name == instrument.measure.name && $0.detail == instrument.detail
    }) {
      known.append((instrument.measure, instrument.detail))
    }
    measures = known.map { measure, detail in
      MeasureReading(
        measure: measure, label: runs[0].label, detail: detail,
        keepers: runs.compactMap { run in
          run.instruments.first { $0.measure.name == measure.name && $0.detail == detail }?.keeper
        })
    }
  }

  /// The logical id, or the name of a pool or a client.
  package var label: String { runs[0].label }
  /// What its service says of itself.
  package var declaration: Declaration { runs[0].declaration }
  /// Whether it is a client of the scenario; schedules send too, and have a type of AWS.
  package var isClient: Bool { declaration.type == "client" }

  /// The measure of a name, if the node keeps one.
  package func measure(_ name: String) -> MeasureReading? {
    measures.first { $0.measure.name == name }
  }

  /// What it was charged, in the order of declaration, each price once.
  package var charges: [ChargeReading] {
    var prices: [Price] = []
    for charge in runs.flatMap({ $0.charges }) where !prices.contains(charge.price) {
      prices.append(charge.price)
    }
    return prices.map { price in
      let charges = runs.map { run in run.charges.filter { $0.price == price } }
      return ChargeReading(
        price: price, units: charges.map { $0.reduce(0) { $0 + $1.units } },
        costs: charges.map { $0.reduce(0) { $0 + $1.microdollars } })
    }
  }
}
