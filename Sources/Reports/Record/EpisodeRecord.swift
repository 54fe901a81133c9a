/// The rare facts of the first replication, in the order in which they began.
enum EpisodeRecord {
  /// Enough to tell any story, and few enough for a file that people may open.
  private static let most = 200

  static func fact(of subject: Subject) -> Fact {
    .list(
      subject.first.episodes.prefix(most).map { episode in
        .object([
          ("kind", .text(episode.kind.name)),
          ("node", .text(subject.first.label(of: episode.node))),
          ("edge", edge(episode.edge, in: subject)), ("begin", .moment(episode.begin)),
          ("end", .moment(episode.end)), ("value", .whole(episode.value)),
        ])
      })
  }

  private static func edge(_ number: UInt32?, in subject: Subject) -> Fact {
    guard let number, subject.edges.indices.contains(Int(number)) else { return .none }
    return .text(subject.edges[Int(number)].name)
  }
}
