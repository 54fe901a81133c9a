import Blueprints
import Scenarios

/// What is read of the courses of a run over time, other than to draw them.
package struct CourseReadings {
  /// The figures of goals, by their sentences.
  let figures: [String: Double?]
  /// What came of each trigger.
  let cascades: [Cascade]
}

extension RunResult {
  /// Reads what goals and cascades ask of the courses over time, and lets these go.
  ///
  /// They are most of what a run leaves behind, and a report draws those of the first replication
  /// alone.
  mutating func forgetCourses(of scenario: Scenario, _ design: Design) {
    let figures = GoalFigures(self, scenario, design)
    let goals = (design.goals + design.figures).map { ($0.text, figures.figure(of: $0)) }
    courseReadings = CourseReadings(
      figures: Dictionary(goals) { first, _ in first }, cascades: cascades)
    for instrument in nodes.flatMap({ $0.instruments }) { instrument.keeper.forgetCourse() }
    for edge in edges { edge.hop.forgetCourse() }
    for consumer in consumers {
      for client in clients.indices { consumer.latency(from: client)?.forgetCourse() }
    }
  }
}
