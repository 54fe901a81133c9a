import Blueprints
import Kernel
import Measures

/// When a run is over what happened to it.
struct Recovery {
  /// Latency is back where it was when it is at most so many times that.
  private static let tolerance = 2.0
  /// So long it has to stay there.
  private static let hold = TimeSpan.minutes(1)

  private let result: RunResult

  init(_ result: RunResult) {
    self.result = result
  }

  /// How long after a moment no queue that is read has messages waiting [ns]; infinite where that
  /// never was.
  ///
  /// Where no queue is read, the end of everything counts, of which nothing is known before traffic
  /// is over: nil.
  ///
  /// It is read off the series: by the end of the first interval in which every backlog was empty
  /// at some moment.
  func drained(after moment: Instant) -> Double? {
    let abandoned = Set(result.edges.filter { $0.to.isEmpty }.map { $0.from })
    let backlogs = result.nodes.filter { !abandoned.contains($0.label) }
      .flatMap { $0.instruments }.filter { $0.measure.role == .waiting }
      .compactMap { $0.keeper.gauge?.series?.points }
    // What was over before the moment has nothing waiting at it.
    if moment > result.end, result.drained != nil { return 0 }
    guard let first = backlogs.first else {
      guard moment >= result.trafficEnd else { return nil }
      return result.drained.map { Double(max(.zero, $0 - moment).nanoseconds) } ?? .infinity
    }
    for (index, point) in first.enumerated() where point.begin >= moment {
      if backlogs.allSatisfy({ ($0.indices.contains(index) ? $0[index].cell.minimum : 0) == 0 }) {
        return Double((point.end - moment).nanoseconds)
      }
    }
    return .infinity
  }

  /// How long after a moment mean latency and the goodput of every client are back where they were
  /// [ns]; infinite where that never was, nil where nothing came before.
  ///
  /// Where they were is the median over the intervals before the moment, or before the trigger that
  /// it belongs to, so that a short disturbance in them does not count.
  func recovered(after moment: Instant) -> Double? {
    let begin = result.triggers.last { $0.begin <= moment }?.begin ?? moment
    let goodputs = result.nodes.compactMap { Goodput(of: $0, around: begin, in: result) }
    let times = goodputs.map { goodput in
      goodput.recovery(after: moment).map { Double($0.nanoseconds) } ?? .infinity
    }
    return ([latencyRecovered(after: moment)] + times).compactMap { $0 }.max()
  }

  private func latencyRecovered(after moment: Instant) -> Double? {
    let points = latencies()
    let before = points.filter { $0.end <= moment }.compactMap { $0.cell.average }.sorted()
    guard let usual = Quantiles.quantile(0.5, ofSorted: before) else { return nil }
    var since: Instant?
    for point in points where point.begin >= moment {
      guard let mean = point.cell.average else { continue }
      guard mean <= usual * Self.tolerance else {
        since = nil
        continue
      }
      let begin = since ?? point.end
      since = begin
      if point.end - begin >= Self.hold || point.end >= result.trafficEnd {
        return Double((begin - moment).nanoseconds)
      }
    }
    return .infinity
  }

  /// The latencies of all consumers together, interval by interval.
  private func latencies() -> [(begin: Instant, end: Instant, cell: Cell)] {
    var merged: [(begin: Instant, end: Instant, cell: Cell)] = []
    for consumer in result.consumers {
      for client in result.clients.indices {
        let points = consumer.latency(from: client)?.series?.points ?? []
        for (index, point) in points.enumerated() {
          if index < merged.count {
            merged[index].cell.merge(point.cell)
          } else {
            merged.append((point.begin, point.end, point.cell))
          }
        }
      }
    }
    return merged
  }
}
