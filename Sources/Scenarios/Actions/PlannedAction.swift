import Blueprints
import Documents
import Kernel

/// An action of the scenario: what an operator does, to what and when.
package struct PlannedAction: Sendable {
  /// The kind, as a declaration lists it.
  package let kind: Action.Kind
  /// The label of the node that does it.
  package let target: String
  /// What it is asked to do.
  package let order: Order
  /// When it is asked.
  package let moment: Instant
  /// Where the kind stands in the scenario.
  package let place: Place
}
