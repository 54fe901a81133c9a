import Blueprints
import Kernel
import Measures

/// Something that went on for a while, to be named while its time is shown.
struct Occasion: Equatable {
  let begin: Instant
  /// Nil where it lasted to the end.
  let end: Instant?
  /// What went on: `Shop sends 40 times as much as usual`.
  let words: String

  /// Whether it goes on within a step.
  func isWithin(_ frame: Int, of frames: Frames) -> Bool {
    let from = frames.begin(of: frame)
    let to = min(from + frames.length, frames.end)
    return begin < to && (end.map { $0 > from || $0 == begin && $0 >= from } ?? true)
  }

  /// So many times its median rate is worth a word, if chance alone hardly ever gives as much: the
  /// number of independent messages in a step strays by the root of its mean.
  private static let rush = (times: 2.0, deviations: 6.0)
  /// What has no length of its own, or only says that something is over.
  private static let silent: [Episode.Kind] = [
    .faultBegan, .faultEnded, .freed, .drained, .replayEnded, .redriveEnded, .purgeEnded,
  ]

  /// Triggers and faults of the scenario, rushes of clients, what the run noted, by their begin.
  static func all(of subject: Subject, _ frames: Frames) -> [Occasion] {
    let triggers = subject.first.triggers.map {
      Occasion(begin: $0.begin, end: $0.end, words: $0.name)
    }
    let clients = subject.nodes.filter { $0.declaration.type == "client" }
    let episodes = subject.first.episodes.filter { !silent.contains($0.kind) }.map { episode in
      Occasion(
        begin: episode.begin, end: episode.end,
        words: "\(subject.first.label(of: episode.node)) \(episode.kind.name.inWords)")
    }
    let all = triggers + clients.flatMap { rushes(of: $0, frames) } + faults(of: subject) + episodes
    return all.enumerated().sorted {
      ($0.element.begin, $0.offset) < ($1.element.begin, $1.offset)
    }.map { $0.element }
  }

  /// Faults that no trigger names: from where they set in to where they are over.
  private static func faults(of subject: Subject) -> [Occasion] {
    let episodes = subject.first.episodes
    return episodes.filter { $0.kind == .faultBegan }.compactMap { fault in
      let end = episodes.first {
        $0.kind == .faultEnded && $0.node == fault.node && $0.value == fault.value
          && $0.begin >= fault.begin
      }
      let place = subject.first.label(of: fault.node)
      let isNamed = subject.first.triggers.contains {
        $0.places.contains(place) && $0.begin <= fault.begin && fault.begin <= $0.end
      }
      guard !isNamed else { return nil }
      return Occasion(begin: fault.begin, end: end?.begin, words: "a fault at \(place)")
    }
  }

  /// The stretches in which a client sends much more than its median.
  private static func rushes(of client: NodeReading, _ frames: Frames) -> [Occasion] {
    guard let sent = client.measures.first(where: { $0.measure.role == .offered && !$0.isSilent })
    else { return [] }
    let values = frames.sums(sent.datedCourse)
    let sending = values.filter { $0 > 0 }.sorted()
    guard let median = sending.isEmpty ? nil : sending[sending.count / 2] else { return [] }
    let usual = Double(median)
    let bound = max(rush.times * usual, usual + rush.deviations * usual.squareRoot())
    let isRush = values.map { Double($0) > bound }
    return isRush.indices.filter { isRush[$0] && ($0 == 0 || !isRush[$0 - 1]) }.map { first in
      let next = isRush[first...].firstIndex(of: false) ?? values.count
      let mean = Double(values[first..<next].reduce(0, +)) / Double(next - first)
      let times = NumberText.grouped(Int64((mean / usual).rounded()))
      return Occasion(
        begin: frames.begin(of: first), end: min(frames.begin(of: next), frames.end),
        words: "\(client.label) sends \(times) times as much as usual")
    }
  }
}
