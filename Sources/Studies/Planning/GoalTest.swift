import Measures

/// Decides from values that come one by one whether a figure's mean keeps the bound of a goal, or
/// lies so close to it that the two cannot be told apart.
///
/// Two tests share the tolerance: one of a bound that is half of it stricter, one of a bound that
/// is half of it laxer. A mean proven to keep the stricter bound keeps the true one for certain up
/// to the error, a mean proven to miss the laxer one misses it; where neither is so, the mean lies
/// within the tolerance. Only one of the two tests can lead astray: what the laxer one finds to
/// miss, the stricter one has found so before. So they spend the error of one.
///
/// A goal that no mean can say, as `lost = 0`, has to hold in every run.
package struct GoalTest: Sendable {
  /// What was found.
  package enum Finding: String, Equatable, Sendable {
    /// The mean keeps the bound.
    case meets
    /// The mean misses the bound.
    case misses
    /// The mean is no further from the bound than the tolerance.
    case close
    /// It held in every run, as it has to.
    case held
    /// One run broke what has to hold in every run, or measured nothing, or never got there.
    case broken
  }

  /// What the goal asks.
  package let bound: AskedFigure.Bound
  /// How far from the bound the mean may be and still pass for being at it.
  package let tolerance: Double
  /// What was found, nil while it goes on; what held in every run may still break.
  package private(set) var finding: Finding?
  /// Whether every run has to hold, whatever the mean.
  package var isOfEveryRun: Bool { strict == nil }

  /// The part of the error that means far from the bound are decided with; the less, the fewer runs
  /// those near to it take.
  private static let partOfFar = 0.25

  private let firstStage: Int
  private var far: DoublingTest?
  private var strict: FeasibilityTest?
  private var lax: FeasibilityTest?
  private var first: Double?
  private var isSteady = true
  private var count = 0

  /// A test that errs with a probability of at most the error.
  package init(
    _ bound: AskedFigure.Bound, tolerance: Double, error: Double, firstStage: Int
  ) {
    self.bound = bound
    self.tolerance = tolerance
    self.firstStage = firstStage
    guard !Self.isOfEveryRun(bound, tolerance), let wantsLess = bound.wantsLess else { return }
    func test(_ shift: Double) -> FeasibilityTest {
      let value = bound.value + (wantsLess ? shift : -shift)
      return FeasibilityTest(
        wantsLess ? .atMost(value) : .atLeast(value), tolerance: tolerance / 2,
        error: error * (1 - Self.partOfFar), firstStage: firstStage)
    }
    far = DoublingTest(bound.value, error: error * Self.partOfFar, firstLook: firstStage)
    strict = test(-tolerance / 2)
    lax = test(tolerance / 2)
  }

  /// Whether no mean can say a bound: it is zero, or one value alone will do.
  static func isOfEveryRun(_ bound: AskedFigure.Bound, _ tolerance: Double) -> Bool {
    bound.wantsLess == nil || bound.value == 0 || tolerance <= 0
  }

  /// Takes the figure of the next run: nil where nothing was measured, infinite where it never
  /// happened.
  package mutating func record(_ value: Double?) {
    count += 1
    guard let value, value.isFinite || bound.wantsLess == false else {
      finding = .broken
      return
    }
    guard strict != nil else { return recordOfEveryRun(value) }
    guard finding == nil else { return }
    let figure = value.isFinite ? value : bound.value + tolerance
    if let first { isSteady = isSteady && figure == first } else { first = figure }
    far?.record(figure)
    strict?.record(figure)
    lax?.record(figure)
    guard count >= firstStage else { return }
    if isSteady, count == firstStage {
      finding = bound.isMet(by: figure) ? .meets : .misses
    } else if let side = far?.side {
      finding = (side == .below) == bound.wantsLess ? .meets : .misses
    } else if strict?.decision == .meets {
      finding = .meets
    } else if lax?.decision == .misses {
      finding = .misses
    } else if strict?.decision != nil, lax?.decision != nil {
      finding = .close
    }
  }

  private mutating func recordOfEveryRun(_ value: Double) {
    if finding == .broken || !bound.isMet(by: value) {
      finding = .broken
    } else if count >= firstStage {
      finding = .held
    }
  }
}
