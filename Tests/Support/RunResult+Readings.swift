import Blueprints
import Measures
import Studies

/// What a test asks of a run, by the names that a report uses.
extension RunResult {
  /// A node, measure or edge that the run does not have.
  private struct Missing: Error { var name: String }

  /// The total of a measure that counts.
  package func count(_ name: String, at label: String) throws -> Int64 {
    if case .count(let count) = try keeper(name, at: label) { return count.total }
    throw Missing(name: name)
  }

  /// The sums of a measure that counts, interval by interval.
  package func counts(_ name: String, at label: String) throws -> [Int64] {
    if case .count(let count) = try keeper(name, at: label), let series = count.series {
      return series.points.map { $0.sum }
    }
    throw Missing(name: name)
  }

  /// A level over the run.
  package func gauge(_ name: String, at label: String) throws -> Gauge {
    if case .gauge(let gauge) = try keeper(name, at: label) { return gauge.gauge }
    throw Missing(name: name)
  }

  /// Values of the run.
  package func samples(_ name: String, at label: String) throws -> Histogram {
    if case .samples(let samples) = try keeper(name, at: label) { return samples.histogram }
    throw Missing(name: name)
  }

  /// How many values there were, interval by interval.
  package func sampleCounts(_ name: String, at label: String) throws -> [Int64] {
    if case .samples(let samples) = try keeper(name, at: label), let series = samples.series {
      return series.points.map { $0.cell.sampleCount }
    }
    throw Missing(name: name)
  }

  /// The edge from one node to another.
  package func edge(from: String, to: String) throws -> Edge {
    guard let edge = edges.first(where: { $0.from == from && $0.to == to }) else {
      throw Missing(name: "\(from) to \(to)")
    }
    return edge
  }

  /// All that a node costs, in the units of a price.
  package func units(_ price: String, at label: String) throws -> Int64 {
    let charges = try node(label).charges
    return charges.filter { $0.price.item == price }.reduce(0) { $0 + $1.units }
  }

  private func keeper(_ name: String, at label: String) throws -> Instrument.Keeper {
    let instruments = try node(label).instruments
    guard let instrument = instruments.first(where: { $0.measure.name == name }) else {
      throw Missing(name: "\(name) at \(label)")
    }
    return instrument.keeper
  }

  private func node(_ label: String) throws -> NodeResult {
    guard let node = nodes.first(where: { $0.label == label }) else { throw Missing(name: label) }
    return node
  }
}
