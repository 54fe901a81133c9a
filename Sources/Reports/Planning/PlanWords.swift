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
  /// What settings are that others beat.
  var worse: String { isCost ? "dearer" : "worse" }

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

  /// How a point stands, in some words, with the goals that it misses and those that are undecided.
  func standing(_ trying: Plan.Trying) -> String {
    switch trying.standing {
    case .meets: "meets every goal"
    case .meetsNarrowly: "meets every goal, just"
    case .misses, .missesNarrowly, .undecided:
      [
        trying.missed.isEmpty ? nil : "misses \(named(trying.missed, at: trying))",
        trying.undecided.isEmpty
          ? nil
          : "undecided after \(trying.runs) runs: \(named(trying.undecided, at: trying))",
      ].compactMap { $0 }.joined(separator: "; ")
    case .dearer: isWorse
    }
  }

  /// How a point stands, in two words, with the numbers of the goals that it misses and of those
  /// that are undecided.
  func shortly(_ trying: Plan.Trying) -> String {
    func said(_ mark: Row.Mark, _ words: String) -> String { "\(mark.sign) \(words)" }
    switch trying.standing {
    case .meets: return said(.met, "met")
    case .meetsNarrowly: return said(.met, "just met")
    case .misses, .missesNarrowly, .undecided:
      let just = trying.standing == .missesNarrowly ? "just " : ""
      return [
        trying.missed.isEmpty ? nil : said(.missed, "\(just)missed: \(numbers(trying.missed))"),
        trying.undecided.isEmpty
          ? nil : said(.undecided, "undecided: \(numbers(trying.undecided))"),
      ].compactMap { $0 }.joined(separator: " ")
    case .dearer: return isWorse
    }
  }

  /// The numbers by which short words mean the goals.
  var numbered: String {
    "Goals: "
      + goals.enumerated().map { "\($0.offset + 1) \($0.element.name)" }.joined(separator: "; ")
      + "."
  }

  private func numbers(_ places: [Int]) -> String {
    places.map { String($0 + 1) }.joined(separator: ", ")
  }

  /// Goals at a point, each with its figure: `p99 of latency < 1 min (72 s)`.
  func named(_ places: [Int], at trying: Plan.Trying) -> String {
    places.map { goal in
      let mean = trying.goals[goal].mean.map { Quantity(real: $0, goals[goal].unit).text }
      let narrowly = trying.goals[goal].finding == .close ? ", just" : ""
      return "\(goals[goal].name) (\(mean ?? "not measured")\(narrowly))"
    }.joined(separator: "; ")
  }

  /// Why a point was left undecided, and what would decide it.
  static let ceiling = """
    One may take half of the runs that are left, so that there are some for the others; a \
    larger --budget gives it more, a larger --indifference asks for less.
    """

  /// The values of a point's settings.
  func values(_ point: Point) -> [String] {
    question.knobs.map { point.value(of: $0.path) ?? "" }
  }
}
