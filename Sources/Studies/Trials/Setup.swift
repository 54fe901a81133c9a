import Documents
import Scenarios

/// A scenario as it is at a point of a study, and the design that is run there.
package struct Setup: Sendable {
  /// The scenario, with the settings of the point in it.
  package let scenario: Scenario
  /// The design.
  package let design: Design

  /// A design of a scenario.
  package init(_ scenario: Scenario, _ design: Design) {
    self.scenario = scenario
    self.design = design
  }
}
