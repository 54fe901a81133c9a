import Kernel

/// Decides from values that come one by one whether their mean keeps a bound.
///
/// It goes on while the sum of all distances from the bound stays within a triangle that narrows
/// with every value. Where the true mean is at least the tolerance away from the bound, it decides
/// rightly with a probability of at least 1 − β; nearer to the bound both answers pass for right.
/// That holds for independent normal values; means over a run come close to that.
///
/// D. Batur, S.-H. Kim, Finding feasible systems in the presence of constraints on multiple
/// performance measures, ACM TOMACS 20(3), 2010, procedure FB with c = 1, for one system and one
/// constraint; several decisions are right together where they share β.
public struct FeasibilityTest: Equatable, Sendable {
  /// What the mean has to keep.
  public enum Bound: Equatable, Sendable {
    case atMost(Double)
    case atLeast(Double)
  }

  /// What was decided.
  public enum Decision: Equatable, Sendable {
    case meets, misses
  }

  /// How many values there are before the first decision, where nobody says it.
  public static let usualFirstStage = 10

  /// What the mean has to keep.
  public let bound: Bound
  /// The distance from the bound within which both answers pass for right.
  public let tolerance: Double
  /// How many values the spread is taken from, before the first decision.
  public let firstStage: Int
  /// What was decided; nil while it goes on.
  public private(set) var decision: Decision?
  /// How many values it took in.
  public private(set) var count = 0

  /// h² = 2η(n₀ − 1), by which the triangle grows with the variance.
  private let growth: Double
  /// The sum of distances beyond the bound: negative ones keep it.
  private var sum = 0.0
  private var mean = 0.0
  private var squares = 0.0

  /// A test of one mean that errs with a probability of at most β, below one half.
  public init(
    _ bound: Bound, tolerance: Double, error: Double, firstStage: Int = usualFirstStage
  ) {
    precondition(
      tolerance > 0 && error > 0 && error < 0.5 && firstStage >= 2,
      "a test with tolerance \(tolerance), error \(error), \(firstStage) values at first")
    self.bound = bound
    self.tolerance = tolerance
    self.firstStage = firstStage
    growth = SelectionOfBest.growth(error: error, firstStage: firstStage)
  }

  /// Takes the next value and says what is decided then; values after the decision change nothing.
  @discardableResult
  public mutating func record(_ value: Double) -> Decision? {
    precondition(value.isFinite, "value \(value) has no distance from a bound")
    guard decision == nil else { return decision }
    count += 1
    let excess: Double =
      switch bound {
      case .atMost(let most): value - most
      case .atLeast(let least): least - value
      }
    sum += excess
    if count <= firstStage {
      let distance = excess - mean
      mean += distance / Double(count)
      squares += distance * (excess - mean)
    }
    if count >= firstStage { decision = judged() }
    return decision
  }

  /// The decision by where the sum lies; values that all equal the bound meet it.
  private func judged() -> Decision? {
    let variance = squares / Double(firstStage - 1)
    let reach = max(0, growth * variance / (2 * tolerance) - tolerance * Double(count) / 2)
    if sum <= -reach { return .meets }
    return sum >= reach ? .misses : nil
  }
}
