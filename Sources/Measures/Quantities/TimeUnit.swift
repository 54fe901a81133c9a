import Kernel

/// A unit of time that a table may be written in.
public enum TimeUnit: CaseIterable, Sendable {
  /// Billionths of a second.
  case nanoseconds
  /// Millionths of a second.
  case microseconds
  /// Thousandths of a second.
  case milliseconds
  /// Seconds.
  case seconds
  /// Sixty seconds each.
  case minutes
  /// Sixty minutes each.
  case hours

  /// How long one is [ns].
  public var length: UInt64 {
    switch self {
    case .nanoseconds: 1
    case .microseconds: 1_000
    case .milliseconds: 1_000_000
    case .seconds: 1_000_000_000
    case .minutes: 60_000_000_000
    case .hours: 3_600_000_000_000
    }
  }

  /// What stands behind a number or in a column's head.
  public var symbol: String {
    switch self {
    case .nanoseconds: "ns"
    case .microseconds: "µs"
    case .milliseconds: "ms"
    case .seconds: "s"
    case .minutes: "min"
    case .hours: "h"
    }
  }

  /// The largest unit of which a length is at least one; nanoseconds where there is none.
  public init(fitting length: TimeSpan) {
    self = .nanoseconds
    for unit in TimeUnit.allCases where length.nanoseconds.magnitude >= unit.length {
      self = unit
    }
  }
}

/// One unit and one number of decimals for all lengths of time of a table.
public struct TimeColumn: Equatable, Sendable {
  /// The unit, chosen by the largest length.
  public let unit: TimeUnit
  /// How many decimals every length is written with, at most three.
  public let decimals: Int

  /// The unit in which the largest is at least one, and decimals enough for the others.
  ///
  /// The largest gets three digits that count; of the smallest that is not zero two are seen, if
  /// three decimals can show them.
  public init(fitting lengths: [TimeSpan]) {
    let magnitudes = lengths.map { $0.nanoseconds.magnitude }
    let largest = magnitudes.max() ?? 0
    let smallest = magnitudes.filter { $0 > 0 }.min() ?? 0
    unit = TimeUnit(fitting: TimeSpan(nanoseconds: Int64(clamping: largest)))
    guard unit != .nanoseconds else {
      decimals = 0
      return
    }
    var decimals = NumberText.significant(largest, by: unit.length).decimals
    while decimals < 3
      && NumberText.quotient(smallest, by: unit.length, decimals: decimals) < 10
    { decimals += 1 }
    self.decimals = smallest == 0 ? 0 : decimals
  }

  /// A length in the column's unit, without the unit: `0.042`.
  ///
  /// What is not zero but too short to be seen is said to be less than the last decimal.
  public func text(_ length: TimeSpan) -> String {
    let magnitude = length.nanoseconds.magnitude
    let scaled = NumberText.quotient(magnitude, by: unit.length, decimals: decimals)
    let sign = length < .zero ? "-" : ""
    if scaled == 0 && magnitude > 0 {
      return (sign == "" ? "< " : "> -") + NumberText.fixed(1, decimals: decimals)
    }
    return sign + NumberText.fixed(scaled, decimals: decimals)
  }
}
