import Blueprints
import Measures
import Studies
import Testing

@testable import Services

extension RunResult {
  private struct Missing: Error { var name: String }

  /// The total of a measure that counts.
  func count(_ name: String, at label: String) throws -> Int64 {
    if case .count(let count) = try keeper(name, at: label) { return count.total }
    throw Missing(name: name)
  }

  /// A level over the run.
  func gauge(_ name: String, at label: String) throws -> Gauge {
    if case .gauge(let gauge) = try keeper(name, at: label) { return gauge.gauge }
    throw Missing(name: name)
  }

  /// Values of the run.
  func samples(_ name: String, at label: String) throws -> Histogram {
    if case .samples(let samples) = try keeper(name, at: label) { return samples.histogram }
    throw Missing(name: name)
  }

  /// All that a node costs, in the units of a price.
  func units(_ price: String, at label: String) throws -> Int64 {
    let node = try #require(nodes.first { $0.label == label })
    return node.charges.filter { $0.price.item == price }.reduce(0) { $0 + $1.units }
  }

  private func keeper(_ name: String, at label: String) throws -> Instrument.Keeper {
    let node = try #require(nodes.first { $0.label == label })
    return try #require(node.instruments.first { $0.measure.name == name }).keeper
  }
}
