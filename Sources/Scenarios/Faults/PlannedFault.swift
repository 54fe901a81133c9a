import Blueprints
import Documents
import Kernel

/// A fault of the scenario: what breaks, how, when and for how long.
package struct PlannedFault: Sendable {
  /// The kind, as a declaration lists it.
  package let kind: Fault.Kind
  /// The label of the node that takes it; of `A -> B` that of B.
  package let target: String
  /// The label of the only node whose calls it concerns, as A of `A -> B`; nil where it is all.
  package let caller: String?
  /// How much: the factor of `slow`, the machines of `terminate`, the number of the zone that is
  /// lost, else a share from 0 to 1.
  package let amount: Double
  /// When it begins.
  package let begin: Instant
  /// When it ends; `never` where it lasts, and its begin where it has no length.
  package let end: Instant
  /// The name under which measures look for its begin and end; nil where it has none.
  package let trigger: TriggerName?
  /// Where the kind stands in the scenario.
  package let place: Place

  /// The target, and the caller where it concerns but one, as a scenario writes them.
  package var words: String { caller.map { "\($0) -> \(target)" } ?? target }
}
