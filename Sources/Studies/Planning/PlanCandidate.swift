import Measures

/// A point that a plan looks at, with what is known of it so far.
struct PlanCandidate: Sendable {
  /// Which point of the grid.
  let place: Int
  /// The figures of its runs.
  private(set) var rows: [[Double?]] = []
  /// The goals.
  private(set) var tests: [GoalTest]
  /// The point that meets every goal and is cheaper for sure, if one is known.
  var beatenBy: Int?
  /// The points that it was compared with.
  var compared: Set<Int> = []

  /// How it stands to the goals by its own runs.
  private(set) var standing = Plan.Standing.undecided
  /// What is to be least, run by run, which of a figure that is to be greatest is its negative; nil
  /// where some run has no finite figure.
  private(set) var costs: [Double]? = []
  /// What shows that its goals of every run are broken by few runs, and after how many of its runs
  /// that began; nil where it was not chosen.
  ///
  /// The runs before are those because of which it was chosen: they say too little ill of it.
  private(set) var confirmation: (terms: ErrorBudget.Confirmation, after: Int)?

  private let question: PlanQuestion
  /// The places of the goals among the figures.
  private let goals: [Int]

  init(_ place: Int, _ question: PlanQuestion, _ errors: ErrorBudget) {
    self.place = place
    self.question = question
    goals = question.goals
    tests = goals.map { goal in
      let figure = question.figures[goal]
      guard let bound = figure.bound else { preconditionFailure("\(figure.name) is no goal") }
      return GoalTest(
        bound, tolerance: question.tolerance(of: figure), error: errors.test,
        firstStage: question.firstStage)
    }
  }

  /// Takes the figures of a run; what follows is known after `judge`.
  mutating func record(_ row: [Double?]) {
    rows.append(row)
    for (place, goal) in goals.enumerated() { tests[place].record(row[goal]) }
    guard let aim = question.aim, let figure = row[aim], figure.isFinite else {
      costs = nil
      return
    }
    costs?.append(question.wantsMost ? -figure : figure)
  }

  /// Begins to show that its goals of every run are broken by few runs, with those from now on.
  mutating func confirm(by terms: ErrorBudget.Confirmation) { confirmation = (terms, rows.count) }

  /// Whether there are as many runs as a confirmation needs; nil where none began.
  var isConfirmed: Bool? { confirmation.map { rows.count - $0.after >= $0.terms.runs } }

  /// Judges all runs so far.
  mutating func judge() { standing = judged }

  private var judged: Plan.Standing {
    if tests.contains(where: { $0.finding == .misses || $0.finding == .broken }) { return .misses }
    let met = tests.indices.map { isMet($0) }
    if met.contains(false) { return .missesNarrowly }
    if met.contains(nil) || rows.count < question.firstStage {
      return .undecided
    }
    return tests.contains { $0.finding == .close } ? .meetsNarrowly : .meets
  }

  /// Whether a figure too close to its bound to be told passes all the same: its 95 % interval
  /// reaches to where the goal is met.
  private func passes(closely goal: Int) -> Bool {
    let values = values(of: goal)
    let bound = tests[goal].bound
    guard let interval = ConfidenceInterval(of: values) else { return false }
    return bound.isMet(by: interval.low) || bound.isMet(by: interval.high)
  }

  /// Whether half of the runs or more break a goal of every run.
  func isMostlyBroken(_ goal: Int) -> Bool {
    let broken = rows.filter { row in
      row[goals[goal]].map { !tests[goal].bound.isMet(by: $0) } ?? true
    }
    return 2 * broken.count >= rows.count
  }

  /// Whether a run missed a goal.
  private func isMissing(_ row: [Double?]) -> Bool {
    zip(tests, goals).contains { test, goal in row[goal].map { !test.bound.isMet(by: $0) } ?? true }
  }

  /// The finite figures of a goal.
  private func values(of goal: Int) -> [Double] {
    rows.compactMap { $0[goals[goal]] }.filter { $0.isFinite }
  }

  /// Everything that is said of it.
  func trying(at point: Point, isBeaten: Bool) -> Plan.Trying {
    let figures = (costs ?? []).map { question.wantsMost ? -$0 : $0 }
    return Plan.Trying(
      point: point, standing: standing == .undecided && isBeaten ? .dearer : standing,
      runs: rows.count, missing: rows.firstIndex(where: isMissing).map { UInt32($0) },
      goals: tests.indices.map(verdict), figure: Self.mean(figures),
      interval: ConfidenceInterval(of: figures))
  }

  private func verdict(on goal: Int) -> Plan.Verdict {
    let values = values(of: goal)
    let finding = tests[goal].finding
    return Plan.Verdict(
      finding: finding, isMet: isMet(goal), mean: Self.mean(values),
      interval: ConfidenceInterval(of: values),
      mostBroken: finding == .held ? mostBroken : nil)
  }

  /// The share of runs that may break a goal which held in all; nil where nothing shows it.
  private var mostBroken: Double? {
    guard let confirmation, rows.count > confirmation.after else { return nil }
    return confirmation.terms.mostBroken(after: rows.count - confirmation.after)
  }

  /// Whether a goal passes for being met; nil where that is not decided.
  private func isMet(_ goal: Int) -> Bool? {
    switch tests[goal].finding {
    case .meets, .held: true
    case .misses, .broken: false
    case .close: passes(closely: goal)
    case nil: nil
    }
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
