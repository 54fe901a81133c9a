/// A share of its calls that a caller may try again: every call pays in, every retry takes one out.
///
/// However long the callee fails, retries are then no more than that share of the calls, beside
/// what was saved up before. Tokens are counted in billionths, so that no deposit is rounded on
/// the way.
public struct RetryBudget: Sendable, BitwiseCopyable, Equatable {
  private static var token: Int64 { 1_000_000_000 }

  private let deposit: Int64
  private let capacity: Int64
  private var units: Int64

  /// A full budget: what each call pays in, from 0 to 100, and the most that is saved, from 1 to a
  /// million.
  public init(deposit: Double, capacity: Double) {
    precondition(
      0...100 ~= deposit && 1...1e6 ~= capacity, "a budget of \(deposit) a call up to \(capacity)")
    self.deposit = Int64(deposit * Double(Self.token) + 0.5)
    self.capacity = Int64(capacity * Double(Self.token) + 0.5)
    units = self.capacity
  }

  /// Whole retries that it would pay now.
  public var retries: Int64 { units / Self.token }

  /// A call is made for the first time.
  public mutating func earn() { units = min(units + deposit, capacity) }

  /// Pays for a retry; false where too little is left, and then nothing is taken.
  public mutating func spend() -> Bool {
    guard units >= Self.token else { return false }
    units -= Self.token
    return true
  }
}
