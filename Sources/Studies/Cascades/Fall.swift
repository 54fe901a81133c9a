import Blueprints
import Kernel
import Measures

/// That a node fell below its own level: it served less of what it was asked, or took longer.
package struct Fall: Sendable {
  /// The two ends of an edge.
  package struct Way: Equatable, Sendable {
    /// Who calls, or sends.
    package let from: String
    /// Who is called, or gets what is sent.
    package let to: String
  }

  /// It serves less than so much of the share that it served before.
  private static let tolerance = 0.9
  /// Its answers take more than so many times as long as before.
  private static let slowdown = 2.0
  /// Its answers take longer than in the worst step before, with so much to spare.
  private static let margin = 1.25
  /// So much is asked in a step, so that chance is no fall.
  private static let load: Int64 = 50

  /// The node.
  package let label: String
  /// When it fell.
  package let begin: Instant
  /// When it was back; nil where it was not, to the end of traffic.
  package let end: Instant?
  /// The least share that it served meanwhile.
  package let share: Double
  /// How many times as long its answers took at worst; nil where it gave none.
  package let slowness: Double?
  /// By which edge it came here; nil at the nodes that the trigger hit, and where no edge leads.
  package internal(set) var way: Way?
  /// Whether the trigger hit it itself.
  package internal(set) var isHit = false

  /// The fall of a node around a moment, if it fell up to another one.
  init?(
    of node: RunResult.NodeResult, around moment: Instant, until limit: Instant,
    in result: RunResult
  ) {
    let first = max(.start, moment - .minutes(5))
    guard let course = ServiceCourse(node),
      let count = course.intervals(for: Self.load, from: first, until: moment)
    else { return nil }
    let before = course.steps(of: count, from: first, until: moment)
    let after = course.steps(of: count, from: moment, until: result.trafficEnd)
    let level = Level(of: before)
    guard let begin = after.indices.first(where: { level.isFall($0, in: after) }),
      after[begin].begin <= limit
    else { return nil }
    let sound = after.indices.first { $0 > begin && level.isSound($0, in: after) }
    let fallen = after[begin..<(sound ?? after.endIndex)]
    label = node.label
    self.begin = after[begin].begin
    end = sound.map { after[$0].begin }
    share = fallen.compactMap { $0.share }.min() ?? 1
    slowness = level.time.flatMap { usual in
      fallen.compactMap { $0.meanTime }.max().map { $0 / max(usual, 1) }
    }
  }

  /// How a node served before, and what is no fall from it.
  private struct Level {
    /// The share that was served.
    var share = 1.0
    /// The mean length of an answer [ns]; nil where none was given.
    var time: Double?
    /// More than this is slow [ns].
    var slow = Double.infinity

    init(of steps: [ServiceCourse.Step]) {
      let asked = steps.reduce(0) { $0 + $1.asked }
      let served = steps.reduce(0) { $0 + $1.served }
      if asked > 0 { share = min(1, Double(served) / Double(asked)) }
      guard served > 0 else { return }
      let usual = Double(steps.reduce(0) { $0 + $1.time }) / Double(served)
      let worst = steps.compactMap { $0.meanTime }.max() ?? usual
      time = usual
      // Below a millisecond nobody waits.
      slow = max(usual * Fall.slowdown, worst * Fall.margin, 1e6)
    }

    /// Whether a step is below the level; nil where nothing is asked in it.
    func isBelow(_ step: ServiceCourse.Step) -> Bool? {
      guard let served = step.share else { return nil }
      return served < share * Fall.tolerance || step.meanTime ?? 0 > slow
    }

    /// Whether a node falls in a step: in that and in the next one it is below.
    func isFall(_ index: Int, in steps: [ServiceCourse.Step]) -> Bool {
      isBelow(steps[index]) == true
        && (index + 1 == steps.count || isBelow(steps[index + 1]) != false)
    }

    /// Whether it is back in a step: in that and in the next one it is not below.
    func isSound(_ index: Int, in steps: [ServiceCourse.Step]) -> Bool {
      isBelow(steps[index]) == false
        && (index + 1 == steps.count || isBelow(steps[index + 1]) != true)
    }
  }
}
