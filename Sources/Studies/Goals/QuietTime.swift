import Blueprints
import Kernel
import Measures
import Scenarios

/// What is used where nothing special happens: no spike, no ramp, no fault and no action.
///
/// The hours of a month outside of its runs are taken to be like it. So neither what a run adds nor
/// what it loses changes them.
package struct QuietTime: Sendable {
  /// From where it was taken.
  package enum Origin: Sendable {
    /// The whole run, in which nothing special happens.
    case run
    /// The second half of what went before the first disturbance; the first half fills the design.
    case part
    /// A run of its own, without all disturbances, as the first of them comes too soon.
    case apart
  }

  /// A part of a run tells enough from so many messages on, and lasts that long.
  private static let leastMessages: Int64 = 100
  private static let leastLength = TimeSpan.minutes(1)
  /// Kept capacity is charged by started stretches, of which whole ones are taken where they can.
  private static let stretch = TimeSpan.minutes(5)

  /// From where it was taken.
  package let origin: Origin
  /// What had been used when it began.
  package let begin: Usage
  /// What had been used when it ended.
  package let end: Usage
  /// What had been used in the middle of what is known, from where on it is seen how storage grows:
  /// who writes the same items over and over has stored them all by then.
  let later: Usage

  // MARK: Where it is

  /// The moments at which a run is to be read: the beginning and the end of its quiet part, or its
  /// middle where it is quiet as a whole; none where its quiet part is too short.
  static func moments(of design: Design, _ scenario: Scenario) -> [Instant] {
    let begin = Instant.start + scenario.warmUp
    func middle(until end: Instant) -> Instant {
      begin + TimeSpan(nanoseconds: (end - begin).nanoseconds / 2)
    }
    guard let first = design.firstDisturbance else {
      return [middle(until: .start + scenario.duration)]
    }
    let before = min(first, .start + scenario.duration) - .start
    let whole = TimeSpan(
      nanoseconds: before.nanoseconds / stretch.nanoseconds * stretch.nanoseconds)
    let end = [whole, before].map { Instant.start + $0 }.first { $0 - begin >= leastLength }
    return end.map { [middle(until: $0), $0] } ?? []
  }

  /// The quiet time of a run that was read at its moments; nil where it does not tell enough.
  init?(_ readings: [Usage], of result: RunResult, baseRate: Double) {
    switch readings.count {
    case 1:
      (origin, begin, later, end) = (.run, .nothing, readings[0], Usage(of: result))
    case 2:
      let sent = readings[1].messages - readings[0].messages
      guard baseRate == 0 || sent >= Self.leastMessages else { return nil }
      (origin, begin, later, end) = (.part, readings[0], readings[0], readings[1])
    default: return nil
    }
  }

  private init(apart other: QuietTime) {
    (origin, begin, later, end) = (.apart, other.begin, other.later, other.end)
  }

  /// The quiet time of a run of its own.
  ///
  /// - Returns: Nothing where the design cannot be run so, or the run is cancelled.
  static func apart(
    from design: Design, _ scenario: Scenario, replication: UInt32, _ catalogue: Catalogue,
    _ watch: Watch
  ) -> QuietTime? {
    let result = try? Simulation.run(
      scenario, design.calm, replication: replication, catalogue: catalogue,
      watch: Watch(isCancelled: watch.isCancelled), tracing: .nothing)
    return result?.quiet.map { QuietTime(apart: $0) }
  }

  // MARK: What it tells

  /// What so many messages use of something, or so much time where nobody sends.
  func use(of item: Usage.Item, by messages: Int128, in time: Int128) -> Int128 {
    use(of: item, since: begin, by: messages, in: time)
  }

  /// What so many messages add to something that is stored, or so much time.
  func growth(of item: Usage.Item, by messages: Int128, in time: Int128) -> Int128 {
    use(of: item, since: later, by: messages, in: time)
  }

  private func use(
    of item: Usage.Item, since begin: Usage, by messages: Int128, in time: Int128
  ) -> Int128 {
    let used = max(0, end[item].units - begin[item].units)
    let sent = Int128(end.messages - begin.messages)
    if sent > 0 { return used.times(messages, by: sent) }
    let length = Int128((end.end - begin.end).nanoseconds)
    return length > 0 ? used.times(time, by: length) : 0
  }

  /// What time alone runs up of something in so many nanoseconds.
  ///
  /// A stretch that has just begun is charged whole. Where the quiet part may end within one, it is
  /// not taken to use more than its run did on average.
  func keeping(of item: Usage.Item, for time: Int128, in run: Usage) -> Int128 {
    let quiet = rate(of: item, in: end, for: time)
    let isWhole = end.end.nanoseconds % Self.stretch.nanoseconds == 0
    return origin != .part || isWhole ? quiet : min(quiet, rate(of: item, in: run, for: time))
  }

  private func rate(of item: Usage.Item, in usage: Usage, for time: Int128) -> Int128 {
    let length = Int128((usage.end - .start).nanoseconds)
    return length > 0 ? usage[item].units.times(time, by: length) : 0
  }
}

extension QuietTime {
  /// What a bill says of the hours outside of its runs.
  package var words: String {
    switch origin {
    case .run: return "The other hours are like the run, in which nothing special happens."
    case .part:
      let (from, to) = (begin.end - .start, end.end - .start)
      return "The other hours are like the time from "
        + "\(Quantity(from.nanoseconds, .nanoseconds).text) to "
        + "\(Quantity(to.nanoseconds, .nanoseconds).text), before anything special happens."
    case .apart:
      return "The other hours are like a second run, without spikes, ramps, faults and actions."
    }
  }

  /// What a bill says where nothing is known of them.
  package static let unknown =
    "Of the other hours nothing is known but what time alone runs up, and nothing else is in it."
}

extension Int128 {
  /// This times a ratio, halves up.
  func times(_ factor: Int128, by divisor: Int128) -> Int128 {
    let (whole, part) = quotientAndRemainder(dividingBy: divisor)
    // No bill has so much in it, and any price of it still fits.
    return Swift.min(
      whole * factor + (part * factor + divisor / 2) / divisor,
      1_000_000_000_000_000_000_000_000_000)
  }
}
