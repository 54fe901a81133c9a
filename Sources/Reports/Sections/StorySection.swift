import Studies

/// What happened and why: the story of the first replication, a sentence for each fact.
enum StorySection {
  /// Its heading, by which others find it.
  static let heading = "What happened"

  static func section(of subject: Subject) -> Section? {
    let story = subject.story
    let words = StoryWords(story)
    let rows = story.lines.map { Row(words.time(of: $0), "", note: words.sentence(of: $0)) }
    guard !rows.isEmpty else { return nil }
    return Section(
      heading, remark: subject.runs.count > 1 ? "in the first replication" : "", [.rows(rows)])
  }
}

extension Report {
  /// The report with nothing but what happened and why; programs read of it what they always do.
  package var explained: Report {
    Report(
      title: title, subtitle: subtitle,
      sections: sections.filter { $0.heading == StorySection.heading }, record: record,
      series: series)
  }
}
