import Blueprints
import Documents
import Kernel

/// A fault of the scenario: what breaks, how, when and for how long.
package struct PlannedFault: Sendable {
  /// The kind, as a declaration lists it.
  package let kind: Fault.Kind
  /// The label of the node that takes it.
  package let target: String
  /// How much: the factor of `slow`, else a share from 0 to 1.
  package let amount: Double
  /// When it begins.
  package let begin: Instant
  /// When it ends; `never` where it lasts.
  package let end: Instant
  /// Where the kind stands in the scenario.
  package let place: Place
}
