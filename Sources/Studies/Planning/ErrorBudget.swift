import Kernel

/// How the error that a question allows is spent: in parts that add up to it, so that everything
/// that is said to be proven is true together (Bonferroni).
///
/// A plan spends half of it on goals and a quarter each on comparisons and selections; what
/// compares nothing spends all of it on goals. Where some goals are of means and some of every run,
/// each kind has half of what goals have.
struct ErrorBudget: Sendable {
  /// Runs of which none breaks a goal of every run, and what they show of it.
  struct Confirmation: Sendable {
    /// With what probability it errs.
    let error: Double
    /// How many runs there have to be.
    let runs: Int

    /// The share of runs that may break the goal at most, after so many runs that did not.
    ///
    /// No broken run of n: (1 − p)ⁿ is no less than the error only up to this p.
    func mostBroken(after count: Int) -> Double {
      1 - Arithmetic.pow(error, 1 / Double(max(min(count, runs), 1)))
    }
  }

  /// With what probability the test of one mean at one point may err.
  let test: Double
  /// With what probability one comparison of two points may err, to one side.
  let comparison: Double
  private let selections: Double
  /// What all confirmations of one goal of every run may err together.
  private let confirmations: Double
  private let indifference: Double
  private let firstStage: Int

  /// The error of a question whose goals are judged at so many points at most.
  init(_ question: PlanQuestion, looks: Int) {
    let whole = 1 - question.confidence
    let ofEveryRun = question.goals.filter { question.isOfEveryRun(question.figures[$0]) }.count
    let ofMeans = question.goals.count - ofEveryRun
    let kinds = (ofEveryRun > 0 ? 1 : 0) + (ofMeans > 0 ? 1 : 0)
    let kind = whole / (question.aim == nil ? 1 : 2) / Double(max(kinds, 1))
    test = kind / Double(looks * max(ofMeans, 1))
    confirmations = kind / Double(max(ofEveryRun, 1))
    comparison = whole / 4 / Double(max(looks * (looks - 1), 1))
    selections = whole / 4
    indifference = question.indifference
    firstStage = question.firstStage
  }

  /// What the selection of a number, from 1, may err.
  func selection(_ number: Int) -> Double { selections * Self.part(number) }

  /// How the confirmation of a number, from 1, shows that no more than the indifference of all runs
  /// breaks a goal.
  func confirmation(_ number: Int) -> Confirmation {
    let error = confirmations * Self.part(number)
    var (runs, chance) = (0, 1.0)
    while chance > error, runs < 10_000 {
      chance *= 1 - indifference
      runs += 1
    }
    return Confirmation(error: error, runs: max(runs, firstStage))
  }

  /// The parts of a whole of which nobody knows how many there will be: ½ + ⅙ + ¹⁄₁₂ … = 1.
  private static func part(_ number: Int) -> Double { 1 / Double(number * (number + 1)) }
}
