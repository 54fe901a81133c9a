import Kernel

/// One statistic of a measure over time: the rows of `series.csv`.
package struct Curve: Sendable {
  /// The value of one interval.
  package struct Point: Sendable {
    /// When the interval begins.
    package let begin: Instant
    /// The value, in the base unit, as it is written.
    package let value: String

    /// A whole value.
    package init(_ begin: Instant, _ value: Int64) {
      self.begin = begin
      self.value = String(value)
    }

    /// A value that is written already.
    package init(_ begin: Instant, text: String) {
      self.begin = begin
      value = text
    }
  }

  /// The node's label.
  package let node: String
  /// The measure, by CloudWatch's name.
  package let measure: String
  /// What tells several of one measure at one node apart; else empty.
  package let detail: String
  /// What of it: `sum`, `mean`, `min`, `max`, `count`.
  package let statistic: String
  /// The values, in order.
  package let points: [Point]
}
