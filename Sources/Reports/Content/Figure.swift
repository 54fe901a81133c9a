import Kernel
import Measures

/// A number of a report: its value in every replication that has one.
///
/// With one replication it is that value, exact. With several it is their mean with Student's 95 %
/// interval.
package struct Figure: Equatable, Sendable {
  /// What the numbers count.
  package let unit: UnitOfMeasure
  /// The values, in the order of the replications; those without one are left out.
  package let numbers: [Quantity.Number]

  /// The values of several replications.
  package init(_ numbers: [Quantity.Number], _ unit: UnitOfMeasure) {
    self.numbers = numbers
    self.unit = unit
  }

  /// Whole values of several replications.
  package init(whole numbers: [Int64], _ unit: UnitOfMeasure) {
    self.init(numbers.map { .whole($0) }, unit)
  }

  /// Whether no replication has a value.
  package var isMissing: Bool { numbers.isEmpty }
  /// Whether no replication has a value other than zero.
  package var isZero: Bool { reals.allSatisfy { $0 == 0 } }

  /// The values as real numbers.
  package var reals: [Double] {
    numbers.map { number in
      switch number {
      case .whole(let value): Double(value)
      case .real(let value): value
      }
    }
  }

  /// The mean over replications; nil where there is no value.
  package var mean: Double? { interval?.mean ?? reals.first }
  /// The 95 % interval of that mean; nil below two values.
  package var interval: ConfidenceInterval? { ConfidenceInterval(of: reals) }

  /// The number as people read it: `4.2 s`, or `4.2 s ± 120 ms`; a dash where there is none.
  ///
  /// Replications that all agree need no interval.
  package var text: String {
    guard let first = numbers.first else { return "–" }
    guard let interval, interval.halfWidth > 0 else { return said(first) }
    return "\(said(.real(interval.mean))) ± \(said(.real(interval.halfWidth)))"
  }

  /// The mean alone, as people read it; a dash where there is none.
  package var meanText: String {
    guard let first = numbers.first else { return "–" }
    return said(numbers.count == 1 ? first : .real(mean ?? 0))
  }

  private func said(_ number: Quantity.Number) -> String {
    switch number {
    case .whole(let value): Quantity(value, unit).text
    case .real(let value): Quantity(real: value, unit).text
    }
  }

  /// A length of time in the unit of a table; a dash where there is none.
  package func text(in column: TimeColumn) -> String {
    guard let mean else { return "–" }
    let text = column.text(TimeSpan(rounding: mean))
    guard let interval, interval.halfWidth > 0 else { return text }
    return "\(text) ±\(column.text(TimeSpan(rounding: interval.halfWidth)))"
  }

  /// What `report.json` says of it: a number, or mean and interval, or null.
  package var fact: Fact {
    guard let first = numbers.first else { return .none }
    if let interval {
      return .object([
        ("mean", .real(interval.mean)), ("low", .real(interval.low)),
        ("high", .real(interval.high)),
      ])
    }
    return Fact(first)
  }
}
