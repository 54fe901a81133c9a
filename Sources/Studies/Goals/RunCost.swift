import Kernel
import Scenarios

/// What a run costs, and what a month of it would.
package struct RunCost {
  /// AWS reckons with 730 hours in a month.
  private static let month = TimeSpan.hours(730)

  /// What the run itself costs [micro-USD].
  package let microdollars: Int64
  /// Of it, what time alone ran up [micro-USD].
  private let standing: Int64
  private let length: TimeSpan
  private let messages: Int64

  /// The cost of everything that a run used.
  package init(_ result: RunResult) {
    let charges = result.nodes.flatMap { $0.charges }
    microdollars = charges.reduce(0) { $0 + $1.microdollars }
    standing = charges.reduce(0) { $1.isByTime ? $0 + $1.microdollars : $0 }
    length = result.end - .start
    messages = result.messages
  }

  /// What a million messages cost at this rate [micro-USD]; nil where none was sent.
  package var perMillionMessages: Double? {
    messages > 0 ? Double(microdollars) / Double(messages) * 1e6 : nil
  }

  /// What a month costs [micro-USD].
  ///
  /// What time alone runs up, as kept capacity and polls of idle queues, is charged for the whole
  /// month as it was for the run. The rest is charged for the runs as they are, and for the other
  /// time at the base rate of the clients, each message of which costs what one of the run did.
  package func perMonth(
    _ month: Scenario.Month, of scenario: Scenario, baseRate: Double
  ) -> Double {
    let runs = scenario.duration.seconds * Double(month.runs)
    let rest = max(0, Self.month.seconds - runs)
    let used = Double(microdollars - standing)
    let perMessage = messages > 0 ? used / Double(messages) : 0
    let kept = length > .zero ? Double(standing) * Self.month.seconds / length.seconds : 0
    return kept + used * Double(month.runs) + rest * baseRate * perMessage
  }
}
