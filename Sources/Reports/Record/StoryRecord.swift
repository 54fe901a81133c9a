import Measures
import Studies

/// What happened in the first replication and why, line by line.
enum StoryRecord {
  static func fact(of subject: Subject) -> Fact {
    let story = subject.story
    let words = StoryWords(story)
    return .list(
      story.lines.map { line in
        .object([
          ("node", .text(line.node)), ("begin", .moment(line.begin)), ("end", .moment(line.end)),
          ("cause", line.cause.map { .whole(Int64($0)) } ?? .none),
          ("sentence", .text(words.sentence(of: line))),
        ])
      })
  }
}
