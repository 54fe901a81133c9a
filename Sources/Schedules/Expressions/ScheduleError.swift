/// An expression that AWS refuses.
public struct ScheduleError: Error, Sendable, Equatable {
  /// What is wrong, as a sentence without a full stop.
  public let reason: String
  /// What AWS says, which names no reason.
  public let refusal: String

  /// A refusal by a service.
  init(_ reason: String, _ expression: String, _ dialect: ScheduleDialect) {
    self.reason = reason
    refusal =
      dialect == .scheduler
      ? "Invalid Schedule Expression \(expression)." : "Parameter ScheduleExpression is not valid."
  }

  /// What AWS says, and why.
  public var message: String { refusal + " Reason: " + reason }
}

/// What is wrong with a part of an expression.
struct ScheduleSlip: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
