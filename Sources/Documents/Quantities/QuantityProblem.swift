/// What is wrong with a quantity, before it is known where the quantity stands.
public struct QuantityProblem: Error, Sendable, Hashable {
  /// What is wrong, in the author's words.
  public let problem: String
  /// The way out, as an imperative.
  public let remedy: String?

  /// A problem and the way out of it.
  public init(_ problem: String, remedy: String?) {
    self.problem = problem
    self.remedy = remedy
  }

  /// The error at the place where the quantity was written.
  public func at(_ place: Place?) -> InputError {
    InputError(problem, remedy: remedy, at: place)
  }
}
