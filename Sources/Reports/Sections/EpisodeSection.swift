import Kernel
import Measures

/// The rare facts of the first replication, in the order in which they began.
enum EpisodeSection {
  /// What begins or ends as the scenario says.
  private static let moments: [Episode.Kind] = [
    .faultBegan, .faultEnded, .replayBegan, .redriveBegan, .purgeBegan, .enabled, .disabled,
  ]
  /// More are in `report.json`.
  private static let most = 12

  static func section(of subject: Subject) -> Section? {
    let episodes = subject.first.episodes
    guard !episodes.isEmpty else { return nil }
    let lines = episodes.prefix(most).map { episode in
      Table.Line(
        "\(subject.first.label(of: episode.node)) \(episode.kind.name.inWords)",
        [
          TimeText.text(episode.begin - .start),
          isMoment(episode)
            ? "" : episode.end.map { TimeText.text($0 - episode.begin) } ?? "to the end",
          isMoment(episode) ? "" : NumberText.grouped(episode.value),
        ])
    }
    let table = Table("", ["from", "for", "times"], Array(lines)).omitting(["0", ""])
    let hidden = episodes.count - lines.count
    return Section(
      "Course", remark: subject.runs.count > 1 ? "of the first replication" : "",
      [.table(table)] + (hidden > 0 ? [.remark("\(hidden) more in report.json.")] : []))
  }

  /// Whether it is the begin or the end of something of the scenario; its value is its place there.
  private static func isMoment(_ episode: Episode) -> Bool {
    moments.contains(episode.kind)
  }
}
