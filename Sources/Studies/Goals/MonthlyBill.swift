import Blueprints
import Kernel
import Measures
import Scenarios

/// What a month costs in which a run happens some times.
///
/// The runs are charged as they are, and the other hours as quiet time uses: by the messages that
/// clients send at their base rates, and by time where time alone runs something up. What is stored
/// is charged for one month: what the first run leaves, and what further messages add once whoever
/// writes the same items over and over has written them. Volumes of the month decide about tiers
/// and about what is free; both are those of an account that has nothing else.
package struct MonthlyBill: Sendable {
  /// AWS reckons with 730 hours in a month.
  private static let month = StorageTime.month

  /// What one resource is charged for one thing.
  package struct Line: Sendable {
    /// The resource.
    package let label: String
    /// What is sold.
    package let item: String
    /// How much of it.
    package let units: Int128
    /// What it costs: its part of what the account pays for all of the item [micro-USD].
    package internal(set) var microdollars: Int64

    /// A line with its cost.
    package init(label: String, item: String, units: Int128, microdollars: Int64) {
      self.label = label
      self.item = item
      self.units = units
      self.microdollars = microdollars
    }
  }

  /// The charges, by resources in the order of the run.
  package private(set) var lines: [Line] = []
  /// What the free tier took off [micro-USD].
  package private(set) var freed: Int64 = 0

  /// A bill whose lines are known.
  package init(_ lines: [Line], freed: Int64 = 0) {
    self.lines = lines
    self.freed = freed
  }

  /// The month of a run of a scenario, outside of which clients send at their base rate [1/s].
  package init(
    of result: RunResult, _ month: Scenario.Month, of scenario: Scenario, baseRate: Double
  ) {
    let used = Usage(of: result)
    let hours = Hours(of: used, month, of: scenario, baseRate: baseRate)
    for item in used.items {
      let all = hours.units(of: item, in: used, quiet: result.quiet)
      guard all > 0 else { continue }
      add(Line(label: item.label, item: item.name, units: all, microdollars: 0))
    }
    var prices: [Price] = []
    for charge in result.nodes.flatMap({ $0.charges }) where !prices.contains(charge.price) {
      prices.append(charge.price)
    }
    settle(prices, free: scenario.hasFreeTier)
  }

  /// How a month falls into runs and other hours.
  private struct Hours {
    /// How often the run happens.
    let runs: Int128
    /// What clients send in one run, and in the other hours.
    let messages: (ofRun: Int128, others: Int128)
    /// How long one run takes with all that comes after it, and all of them within the month [ns].
    let length: (ofRun: Int128, ofRuns: Int128)
    /// For how long clients send at their base rates alone [ns].
    let rest: Int128
    private let month = Int128(MonthlyBill.month.nanoseconds)

    init(of run: Usage, _ month: Scenario.Month, of scenario: Scenario, baseRate: Double) {
      runs = Int128(month.runs)
      rest = max(0, self.month - runs * Int128(scenario.duration.nanoseconds))
      messages = (Int128(run.messages), Int128(Double(rest) / 1e9 * baseRate + 0.5))
      let ofRun = Int128((run.end - .start).nanoseconds)
      length = (ofRun, min(self.month, runs * ofRun))
    }

    /// What the month uses of something.
    func units(of item: Usage.Item, in run: Usage, quiet: QuietTime?) -> Int128 {
      let used = run[item]
      if let monthly = used.monthly { return monthly }
      if item.isByTime {
        guard length.ofRun > 0 else { return 0 }
        guard let quiet else { return used.units.times(month, by: length.ofRun) }
        return used.units.times(length.ofRuns, by: length.ofRun)
          + quiet.keeping(of: item, for: month - length.ofRuns, in: run)
      }
      guard let quiet else { return used.units * runs }
      guard used.isStored else {
        return used.units * runs + quiet.use(of: item, by: messages.others, in: rest)
      }
      return used.units
        + quiet.growth(
          of: item, by: messages.ofRun * (runs - 1) + messages.others, in: month - length.ofRun)
    }
  }

  private mutating func add(_ line: Line) {
    guard let known = lines.firstIndex(where: { $0.label == line.label && $0.item == line.item })
    else { return lines.append(line) }
    lines[known] = Line(
      label: line.label, item: line.item, units: lines[known].units + line.units, microdollars: 0)
  }

  /// Reckons what the account pays for each thing, and what of it each resource bears.
  private mutating func settle(_ prices: [Price], free: Bool) {
    var taken: [String: Int128] = [:]
    for price in prices {
      let places = lines.indices.filter { lines[$0].item == price.item }
      let all = places.reduce(Int128(0)) { $0 + lines[$1].units }
      guard all > 0 else { continue }
      var given: Int128 = 0
      if free, let allowance = price.allowance {
        given = min(all, max(0, Int128(allowance.units) - taken[allowance.name, default: 0]))
        taken[allowance.name, default: 0] += given
      }
      let cost = price.monthlyCost(of: all, free: given)
      freed += price.monthlyCost(of: all) - cost
      var (before, paid): (Int128, Int64) = (0, 0)
      for place in places {
        before += lines[place].units
        let due = Self.part(cost, before, of: all)
        lines[place].microdollars = due - paid
        paid = due
      }
    }
  }

  private static func part(_ cost: Int64, _ units: Int128, of all: Int128) -> Int64 {
    guard units < all else { return cost }
    // Billions of dollars for a sextillion of units still fit when both lose their last digits.
    var (units, all) = (units, all)
    while all > Int128(Int64.max) {
      units /= 2
      all /= 2
    }
    return Int64(Int128(cost) * units / all)
  }

  /// What the month costs [micro-USD].
  package var microdollars: Int64 { lines.reduce(0) { $0 + $1.microdollars } }

  /// What a resource pays for one thing, or for all; 0 where it is nothing [micro-USD].
  package func microdollars(of label: String, for item: String? = nil) -> Int64 {
    lines.reduce(0) {
      $1.label == label && (item == nil || $1.item == item) ? $0 + $1.microdollars : $0
    }
  }
}
