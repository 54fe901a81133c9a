import Blueprints
import Documents
import Templates

/// One way to build it: a template, and what the scenario says of what is in it.
package struct Design: Sendable {
  /// An entry of the scenario under a name.
  package struct Entry: Sendable {
    /// The name; of behavior the logical id of the resource.
    package let name: String
    /// Where the name stands.
    package let place: Place
    /// What stands behind it.
    package let document: Document
  }

  /// The name under `designs`; empty where the scenario has one template.
  package let name: String
  /// The template, with everything in it resolved.
  package let template: Template
  /// The template's resources by whatever names them.
  package let directory: Directory
  /// Who sends.
  package let traffic: [Entry]
  /// What the code of the resources does.
  package let behavior: [Entry]
  /// The endpoints that no template has.
  package let outside: [Entry]
  /// What breaks.
  package let faults: [PlannedFault]
  /// What happens to it and ends by itself, by its begin; measures of cascades go by it.
  package let triggers: [Trigger]
  /// What an operator does.
  package let actions: [PlannedAction]
  /// What is asked of it.
  package internal(set) var goals: [Goal] = []
  /// What a study asks of it beside the goals, as goals that every value meets.
  package internal(set) var figures: [Goal] = []
  /// What it says that is not modelled.
  package internal(set) var notes: [Note] = []
  /// Messages that clients send in a second when nothing special happens.
  package let baseRate: Double
}
