import Blueprints
import Kernel

/// The tracks on which the spans of traces are drawn: no two on one track overlap.
struct TraceTracks {
  /// One track.
  struct Track {
    /// Its number; tracks of one node stand together.
    let thread: Int
    /// The label of its node, with a number where that has several.
    let name: String
  }

  /// The tracks that are used, in the order of their numbers.
  let all: [Track]
  /// The number of the track of each span of each trace.
  let threads: [[Int]]

  private static let lanesOfNode = 10_000

  /// Each span on the first track of its node that is free by then.
  init(of reading: TraceReading) {
    let nodes = reading.run.nodes.map { $0.label }
    let places = Dictionary(
      nodes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var spans: [(begin: Int64, end: Int64, trace: Int, span: Int, node: Int)] = []
    for (number, trace) in reading.traces.enumerated() {
      for (place, span) in trace.spans.enumerated() {
        // Spans of no length follow each other all the same.
        let (begin, end) = (span.begin.nanoseconds, reading.end(of: span).nanoseconds)
        let node = places[reading.label(of: span)] ?? nodes.count
        spans.append((begin, max(end, begin + 1), number, place, node))
      }
    }
    spans.sort { ($0.begin, $0.trace, $0.span) < ($1.begin, $1.trace, $1.span) }
    var threads = reading.traces.map { [Int](repeating: 0, count: $0.spans.count) }
    var lanes = [[Int64]](repeating: [], count: nodes.count + 1)
    for span in spans {
      let lane = lanes[span.node].firstIndex { $0 <= span.begin } ?? lanes[span.node].count
      if lane == lanes[span.node].count { lanes[span.node].append(0) }
      lanes[span.node][lane] = span.end
      threads[span.trace][span.span] = span.node * Self.lanesOfNode + lane
    }
    self.threads = threads
    all = lanes.enumerated().flatMap { node, lanes in
      lanes.indices.map { lane in
        let label = node < nodes.count ? nodes[node] : "elsewhere"
        return Track(
          thread: node * Self.lanesOfNode + lane,
          name: lane == 0 ? label : "\(label) \(lane + 1)")
      }
    }
  }
}
