import Blueprints
import Kernel
import Measures

/// What a client gets in time of what it wants, before something happened to the design, and after.
///
/// Of a client that goes on whatever it hears it is the share of what it offers; of users, who
/// offer less while they wait, it is what they get in a second.
package struct Goodput: Sendable {
  /// How it goes on when what happened is over.
  package enum Aftermath: Equatable, Sendable {
    /// It never fell below 90 % of its level.
    case unharmed
    /// So long after the end it was back, for good.
    case back(after: TimeSpan)
    /// It stayed below for longer than it was given, for so long.
    case metastable(TimeSpan)
    /// Traffic ended before it had the time that it was given.
    case undecided
  }

  /// Below this share of the level before, it has fallen.
  package static let tolerance = 0.9
  /// It is back when it stays so long.
  private static let hold = TimeSpan.minutes(1)
  /// The level before is that of so much time.
  private static let memory = TimeSpan.minutes(5)
  /// So much is offered in a step, so that chance is no fall: as a share, and by the second.
  private static let (loadOfShares, loadOfRates): (Int64, Int64) = (100, 2_000)

  /// The client.
  package let client: String
  /// Whether it is counted by the second, else as a share of what was offered.
  package let isRate: Bool
  /// The level before: the median of its steps.
  package let before: Double
  /// The levels from the begin of what happened to the end of traffic.
  private let after: [(step: ServiceCourse.Step, level: Double)]
  private let trafficEnd: Instant

  /// The goodput of a client around a moment; nil where the node is none, or got nothing before.
  init?(
    of node: RunResult.NodeResult, around moment: Instant, in result: RunResult
  ) {
    guard node.instruments.contains(where: { $0.measure.role == .offered }),
      let course = ServiceCourse(node)
    else { return nil }
    let isRate = result.arrivals.contains { $0.client == node.label && $0.waitsForAnswers }
    let first = max(.start, moment - Self.memory)
    let load = isRate ? Self.loadOfRates : Self.loadOfShares
    guard let count = course.intervals(for: load, from: first, until: moment) else { return nil }
    func levels(_ steps: [ServiceCourse.Step]) -> [(step: ServiceCourse.Step, level: Double)] {
      // What was asked earlier and is answered now makes no more than all of it.
      steps.compactMap { step in
        (isRate ? step.rate : step.share.map { min(1, $0) }).map { (step, $0) }
      }
    }
    let usual = levels(course.steps(of: count, from: first, until: moment)).map { $0.level }
    guard let before = Quantiles.quantile(0.5, ofSorted: usual.sorted()), before > 0 else {
      return nil
    }
    client = node.label
    self.isRate = isRate
    self.before = before
    trafficEnd = result.trafficEnd
    after = levels(course.steps(of: count, from: moment, until: result.trafficEnd))
  }

  /// Whether a level is no fall.
  private func isSound(_ level: Double) -> Bool { level >= before * Self.tolerance }

  /// The lowest level after the moment; that before where there is none.
  package var lowest: Double { after.map { $0.level }.min() ?? before }

  /// The level in the last minute of traffic; nil where nothing was offered in it.
  package var last: Double? {
    let levels = after.filter { $0.step.end > trafficEnd - Self.hold }.map { $0.level }
    return levels.isEmpty ? nil : levels.reduce(0, +) / Double(levels.count)
  }

  /// How long after a moment it is back and stays for a minute, or to the end of traffic; nil where
  /// that never was.
  func recovery(after moment: Instant) -> TimeSpan? {
    var since: Instant?
    for (step, level) in after where step.begin >= moment {
      guard isSound(level) else {
        since = nil
        continue
      }
      let begin = since ?? step.begin
      since = begin
      if step.end - begin >= Self.hold { return begin - moment }
    }
    return since.map { $0 - moment }
  }

  /// How it goes on after the end of what happened, if it is given so long.
  func aftermath(of end: Instant, within limit: TimeSpan) -> Aftermath {
    guard !after.isEmpty else { return .undecided }
    guard after.contains(where: { !isSound($0.level) }) else { return .unharmed }
    if let time = recovery(after: end) {
      return time <= limit ? .back(after: time) : .metastable(time)
    }
    let rest = max(.zero, trafficEnd - end)
    return rest > limit ? .metastable(rest) : .undecided
  }
}
