import Blueprints
import Kernel
import Scenarios

/// What a run costs.
package struct RunCost {
  /// What the run itself costs, at the prices of the first tier [micro-USD].
  package let microdollars: Int64
  private let messages: Int64

  /// The cost of everything that a run used.
  package init(_ result: RunResult) {
    microdollars = result.nodes.flatMap { $0.charges }.reduce(0) { $0 + $1.microdollars }
    messages = result.messages
  }

  /// What a million messages cost at this rate [micro-USD]; nil where none was sent.
  package var perMillionMessages: Double? {
    messages > 0 ? Double(microdollars) / Double(messages) * 1e6 : nil
  }
}
