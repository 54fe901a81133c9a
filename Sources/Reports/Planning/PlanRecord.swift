import Measures
import Studies

/// The contents of a plan's `report.json`, key by key in their order.
struct PlanRecord {
  private let study: Study
  private let plan: Plan
  private let trying: TryingRecord

  init(_ planned: PlannedStudy) {
    study = planned.study
    plan = planned.plan
    trying = TryingRecord(planned.plan.question)
  }

  /// The whole record.
  var fact: Fact {
    .object([
      ("format", .whole(Report.planFormat)), ("study", .text("plan")),
      ("title", .text(study.title)), ("design", .text(plan.question.design)),
      ("question", trying.question),
      ("answer", plan.answer.map(trying.fact) ?? .none),
      ("provenToMeet", .flag(plan.isProvenToMeet)),
      ("provenCheapest", .flag(plan.isProvenCheapest)),
      ("provenImpossible", .flag(plan.isProvenImpossible)),
      ("complete", .flag(plan.isComplete)),
      (
        "below",
        .list(
          plan.below.map { neighbour in
            .object([
              ("path", .text(neighbour.path)),
              ("value", neighbour.value.map { .text($0) } ?? .none),
              ("tried", neighbour.trying.map { .whole(Int64($0)) } ?? .none),
            ])
          })
      ),
      ("contradictions", trying.fact(of: plan.contradictions)),
      ("left", .list(plan.left.map { .whole(Int64($0)) })),
      ("contenders", .list(plan.contenders.map { .whole(Int64($0)) })),
      ("tried", .list(plan.tried.map(trying.fact))),
      (
        "effort",
        .object([
          ("runs", .whole(Int64(plan.runs))), ("points", .whole(Int64(plan.points))),
          ("tried", .whole(Int64(plan.tried.count))), ("inferred", .whole(Int64(plan.inferred))),
          ("spared", .whole(Int64(plan.spared))), ("errorOfOne", .real(plan.error)),
        ])
      ), ("run", TryingRecord.run(of: study)),
    ])
  }
}

/// What was asked and tried, as plans and capacities write it.
struct TryingRecord {
  private let asked: PlanQuestion

  init(_ question: PlanQuestion) { asked = question }

  /// What was asked.
  var question: Fact {
    .object([
      (
        "vary",
        .object(
          asked.knobs.map { (key: $0.path, value: .list($0.values.map { .text($0) })) })
      ), ("monotone", .list(asked.monotone.map { .text($0) })),
      (
        asked.wantsMost ? "maximize" : "minimize",
        asked.aim.map { .text(asked.figures[$0].name) } ?? .none
      ),
      ("goals", .list(asked.goals.map(goal))), ("confidence", .real(asked.confidence)),
      ("indifference", .real(asked.indifference)), ("budget", .whole(Int64(asked.budget))),
    ])
  }

  private func goal(_ place: Int) -> Fact {
    let goal = asked.figures[place]
    return .object([
      ("goal", .text(goal.name)), ("unit", .text(goal.unit.name)),
      ("tolerance", .real(asked.tolerance(of: goal))),
    ])
  }

  /// A point that was run.
  func fact(_ trying: Plan.Trying) -> Fact {
    .object([
      (
        "set",
        .object(trying.point.choices.map { (key: $0.path, value: .text($0.value)) })
      ), ("standing", .text(trying.standing.rawValue)), ("runs", .whole(Int64(trying.runs))),
      ("figure", mean(trying.figure, trying.interval)),
      ("missed", names(of: trying.missed)), ("undecided", names(of: trying.undecided)),
      ("goals", .list(trying.goals.map(verdict))),
    ])
  }

  private func names(of goals: [Int]) -> Fact {
    .list(goals.map { .text(asked.figures[asked.goals[$0]].name) })
  }

  private func verdict(_ verdict: Plan.Verdict) -> Fact {
    .object([
      ("finding", verdict.finding.map { .text($0.rawValue) } ?? .none),
      ("figure", mean(verdict.mean, verdict.interval)),
      ("mostBroken", verdict.mostBroken.map { .real($0) } ?? .none),
    ])
  }

  private func mean(_ mean: Double?, _ interval: ConfidenceInterval?) -> Fact {
    guard let mean else { return .none }
    return .object([
      ("mean", .real(mean)), ("low", interval.map { .real($0.low) } ?? .none),
      ("high", interval.map { .real($0.high) } ?? .none),
    ])
  }

  /// What refutes what is declared of settings.
  func fact(of contradictions: [Plan.Contradiction]) -> Fact {
    .list(
      contradictions.map { found in
        .object([
          ("paths", .list(found.paths.map { .text($0) })), ("less", .whole(Int64(found.less))),
          ("more", .whole(Int64(found.more))),
          ("goal", found.goal.map { .text(asked.figures[asked.goals[$0]].name) } ?? .none),
        ])
      })
  }

  /// What reproduces the runs.
  static func run(of study: Study) -> Fact {
    .object([
      ("seed", .text(String(study.seed))), ("files", .text(String(study.sources, radix: 16))),
      ("changes", .list(study.changes.map { .text($0) })),
    ])
  }
}
