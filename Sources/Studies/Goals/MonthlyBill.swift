import Blueprints
import Kernel
import Measures
import Scenarios

/// What a month costs in which a run happens some times.
///
/// What time alone runs up, as kept capacity and polls of idle queues, is charged for the whole
/// month as it was for the run. The rest is charged for the runs as they are, and for the other
/// time at the base rate of the clients, each message of which uses what one of the run did. What
/// is stored is charged for one month. Volumes of the month decide about tiers and about what is
/// free; both are those of an account that has nothing else.
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
    let runs = Int128(month.runs)
    let rest = max(0, Self.month.seconds - scenario.duration.seconds * Double(month.runs))
    let others = Int128(rest * baseRate + 0.5)
    let messages = Int128(result.messages)
    let length = Int128((result.end - .start).nanoseconds)
    func units(_ charge: Charge) -> Int128 {
      if let monthly = charge.monthlyUnits { return Int128(monthly) }
      if charge.isByTime {
        return length > 0
          ? Self.ratio(Int128(charge.units), Int128(Self.month.nanoseconds), length) : 0
      }
      let used = Int128(charge.units) + Int128(charge.laterUnits)
      return messages > 0
        ? Self.ratio(used, runs * messages + others, messages) : used * runs
    }
    var prices: [Price] = []
    for node in result.nodes {
      for charge in node.charges {
        if !prices.contains(charge.price) { prices.append(charge.price) }
        let all = units(charge)
        guard all > 0 else { continue }
        add(Line(label: node.label, item: charge.price.item, units: all, microdollars: 0))
      }
    }
    settle(prices, free: scenario.hasFreeTier)
  }

  /// A number times a ratio, halves up.
  private static func ratio(_ number: Int128, _ factor: Int128, _ divisor: Int128) -> Int128 {
    let (whole, part) = number.quotientAndRemainder(dividingBy: divisor)
    // No bill has so much in it, and any price of it still fits.
    return min(
      whole * factor + (part * factor + divisor / 2) / divisor,
      1_000_000_000_000_000_000_000_000_000)
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
