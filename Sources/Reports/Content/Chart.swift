/// The course of a number over time, to be drawn in one line.
package struct Chart: Equatable, Sendable {
  /// What is drawn.
  package let name: String
  /// The values, at equal distances over the time that all charts of a block share.
  package let values: [Int64]
  /// What the greatest value is, in words.
  package let peak: String

  /// A course and its greatest value in words.
  package init(_ name: String, _ values: [Int64], peak: String) {
    self.name = name
    self.values = values
    self.peak = peak
  }
}
