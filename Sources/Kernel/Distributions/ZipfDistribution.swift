/// Ranks of popularity: the second is chosen 2^exponent times less often than the first, and so on.
public struct ZipfDistribution: Equatable, Sendable {
  /// The greatest number of ranks there may be.
  public static let greatestCount = 1_000_000

  /// How fast popularity falls with the rank; at 0 all ranks are alike.
  public let exponent: Double
  /// The choice among the ranks.
  private let choice: DiscreteChoice

  /// The distribution over the ranks from 1 to a count of at most a million.
  ///
  /// - Complexity: O(*n*) in the count, in time and memory.
  public init(count: Int, exponent: Double) {
    precondition(
      count >= 1 && count <= Self.greatestCount && exponent >= 0 && exponent < .infinity,
      "a Zipf distribution over \(count) ranks with exponent \(exponent)")
    self.exponent = exponent
    choice = DiscreteChoice(
      weights: (1...count).map { Arithmetic.exp(-exponent * Arithmetic.log(Double($0))) })
  }

  /// How many ranks there are.
  public var count: Int { choice.count }

  /// The rank that a random word stands for, from 1.
  ///
  /// - Complexity: O(log *n*) in the count.
  public func rank(at word: UInt64) -> Int { choice.index(at: word) + 1 }
}
