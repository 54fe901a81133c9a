import Kernel

/// Makes episodes out of single occurrences, or of a condition that comes and goes.
///
/// An episode begins with the first occurrence and lasts until none has followed for the quiet gap;
/// its end is the last occurrence. No event is scheduled: the end is found when the next occurrence
/// comes, or when the run ends. The episode's value is the number of occurrences.
///
///     var throttling = EpisodeDetector(.throttling, node: 7, quietGap: .seconds(10))
///     throttling.happened(at: now, in: log)
public struct EpisodeDetector: Sendable {
  /// What its episodes are called.
  public let kind: Episode.Kind
  /// The number of the node they happen at.
  public let node: UInt32
  /// The number of the edge they happen on, where they are about one.
  public let edge: UInt32?
  /// How long nothing may happen within one episode.
  public let quietGap: TimeSpan

  private var place: Int?
  private var last = Instant.start
  private var occurrences: Int64 = 0
  private var holds = false

  /// A detector that has seen nothing yet.
  public init(_ kind: Episode.Kind, node: UInt32, edge: UInt32? = nil, quietGap: TimeSpan) {
    self.kind = kind
    self.node = node
    self.edge = edge
    self.quietGap = quietGap
  }

  /// Whether an episode lasted at the last occurrence seen.
  public var isOpen: Bool { place != nil }

  /// It happened at an instant that must not lie in the past.
  public mutating func happened(at now: Instant, in log: EpisodeLog) {
    precondition(now >= last, "\(kind.name) at \(now), after \(last)")
    // Neither is negative, so the difference fits; no more than 2^63 things happen in a run.
    let silence = now.nanoseconds &- last.nanoseconds
    if place == nil || (silence >= quietGap.nanoseconds && !holds) { begin(at: now, in: log) }
    last = now
    occurrences &+= 1
  }

  /// A condition came true; an episode lasts at least until it is false again.
  public mutating func began(at now: Instant, in log: EpisodeLog) {
    happened(at: now, in: log)
    holds = true
  }

  /// The condition is false again; the episode ends here unless it soon returns.
  public mutating func ended(at now: Instant) {
    precondition(holds && now >= last, "\(kind.name) ended at \(now), after \(last)")
    holds = false
    last = now
  }

  /// Closes an episode whose quiet gap is over; at the end of a run one that lasts stays open.
  public mutating func settle(at now: Instant, in log: EpisodeLog) {
    guard let place else { return }
    if !holds && now - last >= quietGap {
      log.close(place, at: last, value: occurrences)
      self.place = nil
    } else {
      log.update(place, value: occurrences)
    }
  }

  @inline(never)
  private mutating func begin(at now: Instant, in log: EpisodeLog) {
    if let place { log.close(place, at: last, value: occurrences) }
    place = log.note(Episode(kind, node: node, edge: edge, from: now))
    occurrences = 0
  }
}
