import Measures
import Scenarios
import Studies

extension Verdict {
  /// How the runs of a design were judged by a goal.
  package init(_ verdict: GoalVerdict) {
    let goal = verdict.goal
    let known = verdict.figures.compactMap { $0 }
    let isFinite = known.allSatisfy { $0.isFinite }
    let figure = Figure(isFinite ? known.map { .real($0) } : [], goal.figureUnit)
    let mark: Row.Mark =
      switch verdict.outcome {
      case .met: .met
      case .missed: .missed
      case .undecided: .undecided
      }
    self.init(
      mark, goal.text,
      figure: known.isEmpty ? "nothing measured" : isFinite ? figure.text : "never",
      note: verdict.decidingReplications.map {
        "\(NumberText.grouped($0)) replications would decide"
      } ?? "", fact: figure.fact, limit: .real(goal.figureBound))
  }
}
