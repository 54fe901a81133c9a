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
    /// What somebody who sends of his own accord means to send, whatever becomes of it.
    case offered
    /// How long the answer took to a request that was answered well.
    case response
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
    /// How much is sent, read and written.
    case volume
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
  /// When CloudWatch has a value of it.
  public private(set) var presence: Presence
  /// How many nanoseconds CloudWatch takes for one, where it is a length of time.
  public private(set) var nanosecondsInUnit: Int64 = 1_000_000

  /// In which minutes CloudWatch has a value; in others its data is missing.
  public enum Presence: Equatable, Sendable {
    /// In those in which something came in, or the level was above zero.
    case whereAny
    /// In every one, zero where nothing came in.
    case always
    /// In those in which another measure of the resource has one, zero where nothing came in.
    case with(String)
  }

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
    presence = shape == .gauge ? .always : .whereAny
  }

  /// The same measure with CloudWatch's own rule for minutes in which nothing came in.
  public func present(_ presence: Presence) -> Measure {
    var measure = self
    measure.presence = presence
    return measure
  }

  /// What one of CloudWatch's units is here.
  var unitOfConsole: Double { unit == .nanoseconds ? Double(nanosecondsInUnit) : 1 }

  /// The same length of time, which CloudWatch has in seconds instead of milliseconds.
  public var inSeconds: Measure {
    var measure = self
    measure.nanosecondsInUnit = 1_000_000_000
    return measure
  }
}
