import Kernel

/// The rare facts of a run in the order in which they began.
public final class EpisodeLog {
  /// All facts so far; of those that began at one instant, the first reported comes first.
  public private(set) var episodes: ContiguousArray<Episode> = []

  /// A log without facts.
  public init() {}

  /// Notes a fact, which must not begin before the last one noted; its place in the log.
  @discardableResult
  public func note(_ episode: Episode) -> Int {
    let latest = episodes.last?.begin ?? .start
    precondition(
      episode.begin >= latest, "\(episode.kind.name) at \(episode.begin), after \(latest)")
    if let end = episode.end {
      precondition(end >= episode.begin, "\(episode.kind.name) ends before \(episode.begin)")
    }
    episodes.append(episode)
    return episodes.count - 1
  }

  /// Notes the end of a fact that lasted, and how much it was.
  public func close(_ place: Int, at end: Instant, value: Int64) {
    precondition(
      episodes[place].end == nil && end >= episodes[place].begin,
      "\(episodes[place].kind.name) from \(episodes[place].begin) closed at \(end)")
    episodes[place].end = end
    episodes[place].value = value
  }

  /// Notes how much a fact amounts to that still lasts.
  public func update(_ place: Int, value: Int64) { episodes[place].value = value }
}
