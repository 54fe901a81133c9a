import Blueprints
import Kernel
import Measures
import Scenarios

/// What one run of steady traffic says of mean latencies, and whether that may be relied upon.
package struct LongRun: Equatable, Sendable {
  /// The latencies of the messages of a client at a consumer.
  package struct Journey: Equatable, Sendable {
    /// The client.
    package let client: String
    /// The consumer.
    package let consumer: String
    /// How long the run was still marked by its empty begin, by MSER-5 over its intervals.
    package let warmUp: TimeSpan
    /// What came of the rest.
    package let finding: Finding
  }

  /// What the rest of a run after its warm-up is good for.
  package enum Finding: Equatable, Sendable {
    /// The mean with its 95 % interval by batch means [ns].
    case mean(ConfidenceInterval)
    /// Too few intervals are left to cut into batches: so many, each so long.
    case brief(intervals: Int, of: TimeSpan)
    /// The latencies still change in the second half of the run.
    case unsettled
    /// Neighbouring batches are so alike that the interval would be too narrow.
    case dependent
  }

  /// How many batches the rest of a run is cut into.
  package static let batches = 32
  /// How many intervals of time the rest of a run needs: two in each batch.
  package static let fewestIntervals = 2 * batches
  /// What 32 independent batches stay below with 95 %: 1.645 / √32.
  private static let mostAutocorrelation = 0.29

  /// The journeys that had messages, by consumer and client.
  package let journeys: [Journey]
  /// The nodes whose backlog grew until the traffic ended.
  package let growing: [String]
  /// Whether nothing was left to do at the end.
  package let isDrained: Bool

  /// What the run of a design says; nil where its traffic is not steady.
  ///
  /// It is where nothing breaks, nobody intervenes, and every client keeps its pace to the end.
  package init?(_ result: RunResult, of design: Design) {
    guard Self.isSteady(design, until: result.trafficEnd) else { return nil }
    journeys = result.consumers.flatMap { consumer in
      result.clients.enumerated().compactMap { index, client in
        consumer.latency(from: index).flatMap { $0.series }.flatMap { series in
          Self.journey(client, consumer.label, series, until: result.trafficEnd)
        }
      }
    }
    guard !journeys.isEmpty else { return nil }
    let abandoned = Set(result.edges.filter { $0.to.isEmpty }.map { $0.from })
    growing = result.nodes.filter { node in
      !abandoned.contains(node.label)
        && node.instruments.contains {
          $0.measure.role == .waiting && Self.grows($0.keeper, until: result.trafficEnd)
        }
    }.map { $0.label }
    isDrained = result.drained != nil
  }

  private static func isSteady(_ design: Design, until end: Instant) -> Bool {
    let changing = ["spikes", "ramps", "daily"]
    return design.faults.isEmpty && design.triggers.isEmpty && design.actions.isEmpty
      && !design.traffic.isEmpty
      && design.traffic.allSatisfy { client in
        let until = try? client.document["until"]?.duration()
        return changing.allSatisfy { client.document[$0] == nil }
          && until.map { .start + $0 >= end } ?? true
          && client.document["arrivals"]?["trace"] == nil
      }
  }

  static func journey(
    _ client: String, _ consumer: String, _ series: CellSeries, until end: Instant
  ) -> Journey? {
    let points = series.points.filter { $0.end <= end && $0.cell.sampleCount > 0 }
    guard let first = points.first else { return nil }
    guard points.count >= fewestIntervals else {
      return Journey(
        client: client, consumer: consumer, warmUp: .zero,
        finding: .brief(intervals: points.count, of: series.grid.length))
    }
    guard let warmUp = WarmUp(of: points.compactMap { $0.cell.average }), warmUp.isSettled else {
      return Journey(client: client, consumer: consumer, warmUp: .zero, finding: .unsettled)
    }
    let cut = points[warmUp.length].begin - first.begin
    return Journey(
      client: client, consumer: consumer, warmUp: cut,
      finding: finding(points[warmUp.length...].map { $0.cell }, each: series.grid.length))
  }

  /// Batches of intervals, which differ in how many messages they have.
  ///
  /// Latencies grow where messages are many, so the mean of batches' means would be too small. It
  /// is the ratio of sums, and what each batch has beyond it tells how sure that is (A. M. Law,
  /// Simulation Modeling and Analysis, 2015, section 9.5.3, the regenerative method).
  private static func finding(_ cells: [Cell], each length: TimeSpan) -> Finding {
    guard cells.count >= fewestIntervals else {
      return .brief(intervals: cells.count, of: length)
    }
    let size = cells.count / batches
    let sums = (0..<batches).map { batch in
      cells[batch * size..<(batch + 1) * size].reduce(into: Cell.empty) { $0.merge($1) }
    }
    let all = sums.reduce(into: Cell.empty) { $0.merge($1) }
    guard let mean = all.average else { return .unsettled }
    let usual = Double(all.sampleCount) / Double(batches)
    let values = sums.map { batch in
      mean + ((batch.average ?? mean) - mean) * Double(batch.sampleCount) / usual
    }
    if let likeness = BatchMeans.lagOneAutocorrelation(of: values), likeness > mostAutocorrelation {
      return .dependent
    }
    return ConfidenceInterval(of: values).map { .mean($0) } ?? .unsettled
  }

  /// Whether a level grew on through the last three quarters of the traffic, beyond mere chance.
  ///
  /// What grows evenly has means of 3, 5 and 7 parts in them.
  private static func grows(_ keeper: Instrument.Keeper, until end: Instant) -> Bool {
    let points = (keeper.gauge?.series?.points ?? []).filter { $0.end <= end }
    guard points.count >= 8 else { return false }
    let quarters = (1..<4).map { quarter in
      var all = Cell.empty
      for point in points[quarter * points.count / 4..<(quarter + 1) * points.count / 4] {
        all.merge(point.cell)
      }
      return all.average ?? 0
    }
    return quarters[1] > 1.2 * quarters[0] && quarters[2] > 1.2 * quarters[1]
      && quarters[2] >= 10
  }
}
