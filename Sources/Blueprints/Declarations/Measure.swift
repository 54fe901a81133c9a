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

  /// What a measure is told for, by which reports and goals find it.
  public enum Role: CaseIterable, Sendable {
    /// How many messages wait for a receiver.
    case waiting
    /// What else is taken in and not done with.
    case unfinished
    /// How long what is taken in has waited.
    case age
    /// How much goes on at once, what bounds it, and what it takes to let more go on.
    case concurrency
    /// What was turned away because too much went on.
    case throttling
    /// What was tried again.
    case retry
    /// What went wrong.
    case failure
    /// What came in and was wanted by nobody.
    case unwanted
    /// Everything else.
    case other
  }

  /// The name: `NumberOfMessagesSent`.
  public let name: String
  /// Whether it counts, gauges or samples.
  public let shape: Shape
  /// The unit of its values.
  public let unit: UnitOfMeasure
  /// What it is told for.
  public let role: Role
  /// What it says, in one sentence.
  public let summary: String

  /// A measure of the given shape, unit and role.
  public init(
    _ name: String, _ shape: Shape, in unit: UnitOfMeasure, role: Role = .other,
    _ summary: String
  ) {
    self.name = name
    self.shape = shape
    self.unit = unit
    self.role = role
    self.summary = summary
  }
}
