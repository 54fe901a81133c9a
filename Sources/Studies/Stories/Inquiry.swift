import Blueprints
import Kernel
import Measures

/// Finds out what happened in a run and what each of it follows from.
struct Inquiry {
  /// Something that happened, before it is told.
  struct Finding {
    var kind: Story.Kind
    let node: String
    var edge: Fall.Way?
    var begin: Instant
    var end: Instant?
    /// The wire along which its end came, where it is about one.
    var ending: Fall.Way?
    /// Whether the run kept when it began.
    var isDated = true
    /// How much later it may have begun.
    var slack = TimeSpan.zero
    /// The place of what it follows from.
    var cause: Int?
    /// Whether nothing came of it.
    var isHarmless = false
    /// Who else did what its cause did, and so led to it too.
    var partners: [String] = []

    /// Whether both are about the same bound of a node.
    func isLike(_ other: Finding) -> Bool {
      guard case .limitReached(let bound, _, _) = kind,
        case .limitReached(let others, _, _) = other.kind
      else { return false }
      return node == other.node && bound == others
    }
  }

  /// Throttles, timeouts and limits that come again within this are one.
  static let gap = TimeSpan.minutes(1)

  let result: RunResult
  let wiring: Wiring
  /// What was found, in the order of search.
  var findings: [Finding] = []
  private let labels: [UInt32: String]

  init(_ result: RunResult) {
    self.result = result
    wiring = Wiring(result.edges, result.levers)
    var labels: [UInt32: String] = [:]
    for node in result.nodes { labels[node.number] = node.label }
    self.labels = labels
    interval = result.edges.lazy.map { Course([$0.hop]).interval }.first { $0 > .zero } ?? .zero
    tolerance = max(interval * 2, .seconds(2))
  }

  /// Looks for everything.
  mutating func collect() {
    findFaults()
    for node in result.nodes {
      findLoad(of: node)
      findLimits(of: node)
      findSlowness(of: node)
      findThrottles(of: node)
      findFailures(of: node)
      findBacklogs(of: node)
      findFlights(of: node)
      findStarvation(of: node)
      findRepeats(of: node)
      findAlarms(of: node)
    }
    // Whoever grew did so because of an alarm, at whichever node.
    for node in result.nodes { findGrowth(of: node) }
    findBlockages()
    for edge in result.edges { findEnds(of: edge) }
    for consumer in result.consumers { findRepetitions(at: consumer) }
  }

  // MARK: Reading

  /// The label of a node by its number; nil where no node that is shown has it.
  func label(of number: UInt32) -> String? { labels[number] }

  /// A node by its label.
  func node(_ label: String) -> RunResult.NodeResult? {
    result.nodes.first { $0.label == label }
  }

  /// The length of the intervals of the series.
  let interval: TimeSpan

  /// What two moments may differ by and still be one: two intervals of the series.
  let tolerance: TimeSpan

  /// Whether a node is a client.
  func isClient(_ label: String) -> Bool {
    node(label).map { !$0.counts(of: .offered).isEmpty } ?? false
  }

  /// Stretches of an episode's kind at a node, those that follow soon made one.
  func stretches(
    of kind: Episode.Kind, at number: UInt32
  ) -> [(begin: Instant, end: Instant?, value: Int64)] {
    var found: [(begin: Instant, end: Instant?, value: Int64)] = []
    for episode in result.episodes
    where episode.kind == kind && episode.node == number {
      if let last = found.last, last.end.map({ episode.begin - $0 <= Self.gap }) ?? true {
        // What has not ended lasts, whatever shorter one comes after it.
        found[found.count - 1].end = last.end.flatMap { end in
          episode.end.map { max(end, $0) }
        }
        found[found.count - 1].value += episode.value
      } else {
        found.append((episode.begin, episode.end, episode.value))
      }
    }
    return found
  }
}

extension RunResult.NodeResult {
  /// The counts of a role, each with its measure.
  func counts(of role: Measure.Role) -> [(measure: Measure, count: CountMeasure)] {
    instruments.compactMap { instrument in
      guard instrument.measure.role == role, case .count(let count) = instrument.keeper else {
        return nil
      }
      return (instrument.measure, count)
    }
  }

  /// The samples of a role, those with a detail too.
  func samples(of role: Measure.Role) -> [SampleMeasure] {
    instruments.compactMap { instrument in
      guard instrument.measure.role == role else { return nil }
      return instrument.keeper.samples
    }
  }

  /// The level of a measure of a name.
  func gauge(_ name: String, detail: String = "") -> GaugeMeasure? {
    instruments.first { $0.measure.name == name && $0.detail == detail }?.keeper.gauge
  }

  /// The count of a measure of a name.
  func count(_ name: String) -> CountMeasure? {
    instruments.first { $0.measure.name == name }?.keeper.count
  }
}
