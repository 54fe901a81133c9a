import Kernel
import Measures
import Studies

/// What the report on a capacity is about.
package struct LoadedStudy {
  /// What was run.
  package let study: Study
  /// What came out.
  package let capacity: Capacity
  /// What happened at the least load that is not carried: moments and sentences.
  package private(set) var story: [(time: String, sentence: String)] = []
  /// The replication in which that happened.
  package private(set) var replication: UInt32 = 0
  /// The sentence on what gave out first; nil where the run does not tell.
  package private(set) var first: String?
  /// The node that gave out first.
  package private(set) var node: String?

  /// A capacity with what was run for it.
  package init(_ study: Study, _ capacity: Capacity) {
    self.study = study
    self.capacity = capacity
  }

  /// Tells what happened in a run at the least load that is not carried.
  package mutating func tell(of result: RunResult) {
    replication = result.replication
    let told = Story(of: result)
    let words = StoryWords(told)
    story = told.lines.map { (words.time(of: $0), words.sentence(of: $0)) }
    let first = Self.first(of: told)
    node = first?.node
    self.first = first.map { words.sentence(of: $0) }
  }

  /// What gave out first; where nothing is at its end for long, what came closest to it.
  static func first(of story: Story) -> Story.Line? {
    let guilty = story.lines.filter { !$0.isHarmless && !$0.kind.isInnocent }
    return guilty.first { $0.kind.isGivingOut } ?? guilty.first
  }
}

extension Story.Kind {
  /// Whether nothing came of it, as the story says itself.
  fileprivate var isInnocent: Bool { if case .innocent = self { true } else { false } }

  /// Whether something had no more to give, rather than having been asked for more.
  fileprivate var isGivingOut: Bool {
    switch self {
    case .limitReached, .poolUsedUp, .scaled, .slowed, .throttled, .failed, .timedOut,
      .backlogGrew, .fellBehind, .starved, .lost, .deadLettered:
      true
    default: false
    }
  }
}

extension Report {
  /// The version of a capacity's `report.json`.
  package static let capacityFormat: Int64 = 1

  /// The report on a capacity.
  package init(on loaded: LoadedStudy) {
    let capacity = loaded.capacity
    let design = capacity.question.design
    let parts = [
      design.isEmpty ? nil : design, capacity.path,
      "\(capacity.tried.count) loads", "\(NumberText.grouped(Int64(capacity.runs))) runs",
    ]
    self.init(
      title: "\(loaded.study.title) – capacity",
      subtitle: parts.compactMap { $0 }.joined(separator: " · "),
      sections: CapacitySections(loaded).all, record: CapacityRecord(loaded).fact, series: nil)
  }
}
