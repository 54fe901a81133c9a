import Blueprints
import Kernel

/// How many traces X-Ray records of what a function runs: one in each second, and 5 % of the rest.
///
/// Each function with active tracing counts its own runs; of a trace through several AWS records
/// one.
struct FunctionTraces {
  static let price = Price(
    "X-Ray traces recorded", microdollars: 5_000_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/xray/pricing/")
  ).free(100_000)

  /// One of so many of those past the first in a second is recorded.
  private static let others: Int64 = 20

  private var second: Int64 = -1
  private var firsts: Int64 = 0
  private var rest: Int64 = 0

  /// The traces recorded so far; of the rest the share that is expected.
  var recorded: Int64 { firsts + (rest + Self.others / 2) / Self.others }

  /// A run begins.
  mutating func began(at now: Instant) {
    let second = now.nanoseconds / 1_000_000_000
    guard second != self.second else {
      rest += 1
      return
    }
    self.second = second
    firsts += 1
  }
}
