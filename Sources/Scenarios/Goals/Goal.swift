import Blueprints
import Documents
import Kernel
import Measures

/// What a scenario asks of a run: a figure and how it has to compare with a bound.
package struct Goal: Sendable {
  /// How many values become one figure.
  package enum Statistic: Sendable, Equatable {
    case mean, maximum, minimum, sum
    /// The value below which a share of all values lies, from 0 to 1.
    case quantile(Double)
    /// The share of values above a bound.
    case shareOver(Int64)
  }

  /// How a figure has to compare with the bound.
  package enum Comparison: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case equal = "="

    /// Whether a figure compares so with a bound.
    package func holds(_ figure: Double, _ bound: Double) -> Bool {
      switch self {
      case .atMost: figure <= bound
      case .atLeast: figure >= bound
      case .below: figure < bound
      case .above: figure > bound
      case .equal: figure == bound
      }
    }
  }

  /// What part of the architecture is meant, by labels.
  package enum Route: Sendable, Equatable {
    /// All of it.
    case everywhere
    /// One node.
    case at(String)
    /// A node and everything behind it.
    case from(String)
    /// The way from one node to another.
    case between(String, String)
  }

  /// A column of the ledger.
  package enum Column: String, Sendable, CaseIterable {
    /// Expired or dropped: gone for good.
    case lost
    /// Set aside in a dead-letter queue.
    case deadLettered = "dead-lettered"
    /// Retention ended.
    case expired
    /// Dropped for a reason.
    case dropped
    /// Kept back by a filter.
    case filtered
    /// Second deliveries that nobody sent.
    case duplicates
    /// Still there at the end.
    case held
    /// Done with.
    case acknowledged
    /// Came in.
    case entered
  }

  /// What a consumer did with messages, beside the ledger.
  package enum Effect: String, Sendable, CaseIterable {
    /// Runs that ended well.
    case completed
    /// Runs for a message that had its effects before.
    case repeated
    /// Messages recognised as done before.
    case suppressed
    /// Messages whose error was caught and reported as success.
    case swallowed
  }

  /// What is measured.
  package enum Subject: Sendable {
    /// From a client's send to the end of a consumer's last step, or the time on a hop.
    case latency(Route)
    /// A declared measure, at every node that has it or at one.
    case measure(String, at: [String])
    /// A column of the ledger.
    case ledger(Column, Route)
    /// What consumers did.
    case effect(Effect, at: [String])
    /// Attempts for each call from one node to another.
    case amplification(from: String, to: String)
    /// The share of what a client offers that it gets in time.
    case goodput(of: String)
    /// What the run costs.
    case cost
    /// What a month costs.
    case costPerMonth
    /// How long after a moment nothing waits any more.
    case drained(after: Instant)
    /// How long after a moment latency and goodput are back where they were.
    case recovered(after: Instant)
  }

  /// The sentence as it is written.
  package let text: String
  /// Where it stands.
  package let place: Place
  /// How values become one figure; nil where there is but one.
  package let statistic: Statistic?
  /// What is measured.
  package let subject: Subject
  /// How the figure has to compare with the bound.
  package let comparison: Comparison
  /// The bound, in the base of the unit.
  package let bound: Double
  /// The unit of figure and bound.
  package let unit: UnitOfMeasure
  /// How long the comparison has to hold without a break; nil where it is about the whole run.
  package let lasting: TimeSpan?
  /// Whether it is judged by samples of a minute, as an alarm is.
  package let asCloudWatchSees: Bool
}
