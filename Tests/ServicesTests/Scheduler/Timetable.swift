import Bench
import Kernel
import Schedules

@testable import Blueprints
@testable import Documents
@testable import Services

/// A stage on a date, to which a test adds schedules.
final class Timetable {
  let stage: Stage

  /// A world that begins on Friday 2026-11-20 at noon, without lateness, jitter and quotas unless a
  /// test sets them.
  init(_ overrides: [String: Parameter.Value] = [:], calibration: String = "ideal") {
    stage = Stage(
      calibration, overrides,
      almanac: Almanac(start: Timestamp("2026-11-20T12:00:00Z"), zones: Bench.zones))
  }

  /// Adds a queue that takes what the test lets it take.
  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, takesEvents: true, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Adds a schedule.
  @discardableResult
  func schedule(
    _ label: String, _ expression: String, to target: String = "{Arn: Queue}", _ more: String = "",
    window: String = "{Mode: OFF}"
  ) throws -> Schedule {
    let site = stage.site(
      label,
      properties: """
        ScheduleExpression: \(expression)
        FlexibleTimeWindow: \(window)
        Target: \(target)
        \(more)
        """)
    let schedule = try Schedule.make(site.settings(ScheduleSettings.self), at: site)
    try site.diagnostics.throwIfAny()
    properties[label] = site.properties
    return stage.add(schedule)
  }

  private var properties: [String: Document] = [:]

  /// Draws the wires and begins.
  func begin() throws {
    stage.world.seal()
    for node in stage.world.nodes {
      let site = stage.site(node.label)
      try node.connect(
        Site(
          label: node.label, world: stage.world,
          properties: properties[node.label] ?? site.properties, behavior: nil,
          diagnostics: site.diagnostics, find: site.find))
    }
    stage.world.start()
  }

  func run(to seconds: Double) { stage.run(to: seconds) }

  /// The edge from a schedule.
  func edge(from label: String, to target: String = "Queue") -> Edge {
    guard let edge = stage.world.edges.first(where: { $0.from == label && $0.to == target }) else {
      preconditionFailure("no edge leads from \(label) to \(target)")
    }
    return edge
  }

  /// The total of a measure that counts.
  func count(_ name: String, at label: String) -> Int64 {
    for instrument in stage.world.instruments
    where instrument.label == label && instrument.measure.name == name {
      if case .count(let count) = instrument.keeper { return count.total }
    }
    preconditionFailure("\(label) has no count \(name)")
  }
}

extension Doorkeeper {
  /// When something came [s].
  var seconds: [Double] { moments.map { Double($0.nanoseconds) / 1e9 } }
}
