import Measures

/// Something that a service counts or gauges, under CloudWatch's own name where CloudWatch has one.
public struct Measure: Sendable {
  /// The three shapes of a measure.
  public enum Shape: Sendable {
    /// How often something happened.
    case count
    /// A level that rises and falls.
    case gauge
    /// Values, one at a time.
    case samples
  }

  /// The name: `NumberOfMessagesSent`.
  public let name: String
  /// Whether it counts, gauges or samples.
  public let shape: Shape
  /// The unit of its values.
  public let unit: UnitOfMeasure
  /// What it says, in one sentence.
  public let summary: String

  /// A measure of the given shape and unit.
  public init(_ name: String, _ shape: Shape, in unit: UnitOfMeasure, _ summary: String) {
    self.name = name
    self.shape = shape
    self.unit = unit
    self.summary = summary
  }
}
