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
    self.init(
      verdict.outcome.mark, goal.text,
      figure: known.isEmpty ? "nothing measured" : isFinite ? figure.text : "never",
      note: [Self.metText(of: verdict), Self.decidingText(of: verdict)].compactMap { $0 }
        .joined(separator: "; "),
      fact: figure.fact, limit: .real(goal.figureBound))
    met = verdict.metShare.map { share in
      .object([
        ("replications", .whole(Self.met(in: verdict))), ("low", .real(share.low)),
        ("high", .real(share.high)),
      ])
    }
  }

  private static func met(in verdict: GoalVerdict) -> Int64 {
    Int64(verdict.figures.filter { $0.map { verdict.goal.isMet(by: $0) } ?? false }.count)
  }

  /// How often it was met, and how often that may be: `met in 18 of 20 replications, 70–97 %`.
  private static func metText(of verdict: GoalVerdict) -> String? {
    verdict.metShare.map { share in
      let (low, high) = (Int((share.low * 100).rounded()), Int((share.high * 100).rounded()))
      return "met in \(met(in: verdict)) of \(verdict.figures.count) replications, \(low)–\(high) %"
    }
  }

  private static func decidingText(of verdict: GoalVerdict) -> String? {
    verdict.decidingReplications.map { "\(NumberText.grouped($0)) replications would decide" }
  }
}

extension GoalVerdict.Outcome {
  /// How rows say it.
  var mark: Row.Mark {
    switch self {
    case .met: .met
    case .missed: .missed
    case .undecided: .undecided
    }
  }
}
