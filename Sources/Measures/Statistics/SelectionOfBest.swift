import Kernel

/// Finds the alternative with the best mean from rows of values, dropping those that fall behind.
///
/// A row has one value for each alternative that is left, from one replication; that they share
/// their draws makes it faster and not less right. Where the best is better than every other by at
/// least the indifference δ, it is the one selected with a probability of at least 1 − α. That
/// holds for normal values, independent from row to row.
///
/// S.-H. Kim, B. L. Nelson, A fully sequential procedure for indifference-zone selection in
/// simulation, ACM TOMACS 11(3), 2001, procedure KN with c = 1.
public struct SelectionOfBest: Equatable, Sendable {
  /// Which means are good ones.
  public enum Aim: Equatable, Sendable {
    case least, greatest
  }

  /// How many rows there are before the first alternative is dropped, where nobody says it.
  public static let usualFirstStage = 10

  /// How much better is worth finding.
  public let indifference: Double
  /// How many rows the spread is taken from.
  public let firstStage: Int
  /// The alternatives that are left, by index, ascending.
  public private(set) var survivors: [Int]
  /// How many rows it took in.
  public private(set) var rows = 0
  /// The alternative selected; nil while it goes on.
  public private(set) var best: Int?

  /// h² = 2η(n₀ − 1), by which the reach of chance grows with the variance.
  private let growth: Double
  private let sign: Double
  /// The sums of each alternative, of which less is better.
  private var sums: [Double]
  /// The first rows, until the spread is known.
  private var first: [[Double]] = []
  /// The variance of the difference of two alternatives, the lower index before the higher.
  private var variances: [Double] = []

  /// A selection among alternatives that errs with a probability of at most α.
  public init(
    _ aim: Aim, among alternatives: Int, indifference: Double, error: Double,
    firstStage: Int = usualFirstStage
  ) {
    precondition(
      alternatives > 0 && indifference > 0 && error > 0 && error < 0.5 && firstStage >= 2,
      """
      \(alternatives) alternatives, indifference \(indifference), error \(error), \
      \(firstStage) rows at first
      """)
    self.indifference = indifference
    self.firstStage = firstStage
    sign = aim == .least ? 1 : -1
    growth = SelectionOfBest.growth(
      error: error / Double(max(alternatives - 1, 1)), firstStage: firstStage)
    survivors = Array(0..<alternatives)
    sums = Array(repeating: 0, count: alternatives)
    if alternatives == 1 { best = 0 }
  }

  /// h² = 2η(n₀ − 1) with η = ½((2β)^(−2/(n₀ − 1)) − 1), for one comparison that may err by β.
  static func growth(error: Double, firstStage: Int) -> Double {
    let degrees = Double(firstStage - 1)
    return (Arithmetic.pow(2 * error, -2 / degrees) - 1) * degrees
  }

  /// Takes the values of the next replication, one for each survivor in their order, and says which
  /// alternative is the best, once that is decided.
  @discardableResult
  public mutating func record(_ row: [Double]) -> Int? {
    precondition(
      row.count == survivors.count, "\(row.count) values for \(survivors.count) alternatives")
    guard best == nil else { return best }
    rows += 1
    for (place, alternative) in survivors.enumerated() {
      precondition(row[place].isFinite, "value \(row[place]) of alternative \(alternative)")
      sums[alternative] += sign * row[place]
    }
    if rows <= firstStage { first.append(row) }
    if rows == firstStage { takeVariances() }
    if rows >= firstStage { screen() }
    return best
  }

  private mutating func takeVariances() {
    let count = sums.count
    variances = Array(repeating: 0, count: count * count)
    for lower in 0..<count {
      for higher in lower + 1..<count {
        var mean = 0.0
        var squares = 0.0
        for (index, row) in first.enumerated() {
          let difference = row[lower] - row[higher]
          let distance = difference - mean
          mean += distance / Double(index + 1)
          squares += distance * (difference - mean)
        }
        variances[lower * count + higher] = squares / Double(firstStage - 1)
      }
    }
    first = []
  }

  /// How far chance alone may carry the sums of two alternatives apart.
  private func reach(_ one: Int, _ other: Int) -> Double {
    let variance = variances[min(one, other) * sums.count + max(one, other)]
    return max(
      0, growth * variance / (2 * indifference) - indifference * Double(rows) / 2)
  }

  private mutating func screen() {
    let rivals = survivors
    survivors = rivals.filter { one in
      rivals.allSatisfy { $0 == one || sums[one] <= sums[$0] + reach(one, $0) }
    }
    let isOver = survivors.allSatisfy { one in
      survivors.allSatisfy { $0 == one || reach(one, $0) == 0 }
    }
    // Where no reach is left, several survive only with the same sum.
    if isOver { best = survivors.first }
  }
}
