import Kernel
import Scenarios

/// What a run costs, and what a month of it would.
package struct RunCost {
  /// AWS reckons with 730 hours in a month.
  private static let month = TimeSpan.hours(730)

  /// What the run itself costs [micro-USD].
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

  /// What a month costs [micro-USD]: the runs as they are, and the rest of the time at the base
  /// rate of the clients, each message of
  /// which costs what one of the run did.
  package func perMonth(
    _ month: Scenario.Month, of scenario: Scenario, baseRate: Double
  ) -> Double {
    let runs = scenario.duration.seconds * Double(month.runs)
    let rest = max(0, Self.month.seconds - runs)
    let perMessage = messages > 0 ? Double(microdollars) / Double(messages) : 0
    return Double(microdollars) * Double(month.runs) + rest * baseRate * perMessage
  }
}
