import Measures
import Studies

/// Plans in the words that people read.
struct PlanWords {
  let question: PlanQuestion

  init(_ question: PlanQuestion) { self.question = question }

  /// The goals, in the order of verdicts.
  var goals: [AskedFigure] { question.goals.map { question.figures[$0] } }
  /// What is to be least or greatest; nil where nothing is.
  var aim: AskedFigure? { question.aim.map { question.figures[$0] } }
  /// Whether that is money, of which people have words of their own.
  private var isCost: Bool { aim?.unit.scale == .money && !question.wantsMost }
  /// What the settings are called that are best.
  var best: String { isCost ? "cheapest" : "best" }
  /// What settings are that beat others.
  var better: String { isCost ? "cheaper" : "better" }
  /// What a point does that another beats.
  var isWorse: String { isCost ? "costs more" : "is worse" }
  /// What several points do that another beats.
  var areWorse: String { isCost ? "cost more" : "are worse" }
  /// What is compared.
  var amounts: String { isCost ? "costs" : "figures" }

  /// A share: `95 %`.
  static func share(_ share: Double) -> String { Quantity(real: share, .share).text }

  /// A mean with its interval: `4.2 s ± 120 ms`; a dash where there is none.
  func text(_ mean: Double?, _ interval: ConfidenceInterval?, _ unit: UnitOfMeasure) -> String {
    guard let mean else { return "–" }
    guard let interval, interval.halfWidth > 0 else { return Quantity(real: mean, unit).text }
    return "\(Quantity(real: mean, unit).text) ± \(Quantity(real: interval.halfWidth, unit).text)"
  }

  /// The figure of a goal: `4.2 s ± 120 ms`.
  func figure(_ verdict: Plan.Verdict, of goal: Int) -> String {
    text(verdict.mean, verdict.interval, goals[goal].unit)
  }

  /// What was found of a goal, in some words.
  func finding(_ verdict: Plan.Verdict, of goal: Int, runs: Int) -> String {
    switch verdict.finding {
    case .meets: "proven"
    case .misses: "proven to miss"
    case .close:
      "within \(tolerance(of: goal)) of the bound, and not to be told from it"
    case .held:
      "so in all \(runs) runs: with \(Self.share(question.confidence)) confidence, at most "
        + "\(Self.share(verdict.mostBroken ?? 1)) of runs break it"
    case .broken: "a run breaks it"
    case nil: "undecided"
    }
  }

  /// What makes no difference to a goal: `5 s`.
  func tolerance(of goal: Int) -> String {
    Quantity(real: question.tolerance(of: goals[goal]), goals[goal].unit).text
  }

  /// How a verdict is marked.
  func mark(_ verdict: Plan.Verdict) -> Row.Mark {
    switch verdict.finding {
    case .meets, .held: .met
    case .misses, .broken: .missed
    case .close, nil: .undecided
    }
  }

  /// How a point stands, in some words, with the goals that it misses.
  func standing(_ trying: Plan.Trying) -> String {
    switch trying.standing {
    case .meets: return "meets every goal"
    case .meetsNarrowly: return "meets every goal, just"
    case .misses, .missesNarrowly: return "misses \(missed(trying).joined(separator: "; "))"
    case .undecided: return "undecided"
    case .dearer: return isWorse
    }
  }

  /// How a point stands, in two words.
  func shortly(_ trying: Plan.Trying) -> String {
    switch trying.standing {
    case .meets: return "✓ met"
    case .meetsNarrowly: return "✓ just met"
    case .misses: return "✗ \(missed(trying).count) missed"
    case .missesNarrowly: return "✗ \(missed(trying).count) just missed"
    case .undecided: return "? undecided"
    case .dearer: return isWorse
    }
  }

  /// The goals that a point misses, each with its figure: `p99 of latency < 1 min (72 s)`.
  func missed(_ trying: Plan.Trying) -> [String] {
    let wanted: [GoalTest.Finding] =
      trying.standing == .missesNarrowly ? [.close] : [.misses, .broken]
    return trying.goals.indices.compactMap { goal in
      guard let finding = trying.goals[goal].finding, wanted.contains(finding) else { return nil }
      let mean = trying.goals[goal].mean.map { Quantity(real: $0, goals[goal].unit).text }
      return "\(goals[goal].name) (\(mean ?? "not measured"))"
    }
  }

  /// The values of a point's settings.
  func values(_ point: Point) -> [String] {
    question.knobs.map { point.value(of: $0.path) ?? "" }
  }
}
