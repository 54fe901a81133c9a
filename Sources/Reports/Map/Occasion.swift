import Blueprints
import Kernel
import Measures

/// Something that went on for a while and is named while its time is shown.
struct Occasion: Equatable {
  let begin: Instant
  /// Nil where it lasted to the end.
  let end: Instant?
  /// What went on: `spike of Shop to 2000/s`.
  let words: String

  /// Whether it goes on within a step.
  func isWithin(_ frame: Int, of frames: Frames) -> Bool {
    let from = frames.begin(of: frame)
    let to = min(from + frames.length, frames.end)
    return begin < to && (end.map { $0 > from || $0 == begin && $0 >= from } ?? true)
  }

  /// What has no length of its own, or only says that something is over.
  private static let silent: [Episode.Kind] = [
    .faultBegan, .faultEnded, .replayEnded, .redriveEnded, .purgeEnded,
  ]

  /// What the scenario lets happen, then what the run noted, both by their begin.
  static func all(of subject: Subject) -> [Occasion] {
    let disturbances = subject.first.disturbances.map {
      Occasion(begin: $0.begin, end: $0.end == .never ? nil : $0.end, words: $0.name)
    }
    let episodes = subject.first.episodes.filter { !silent.contains($0.kind) }.map { episode in
      Occasion(
        begin: episode.begin, end: episode.end,
        words: "\(subject.first.label(of: episode.node)) \(episode.kind.name.inWords)")
    }
    return disturbances + episodes
  }
}
