import Scenarios

/// What a plan is asked: which settings may be chosen, what has to hold, and what is best.
package struct PlanQuestion: Sendable {
  /// The design whose settings are chosen; empty where the scenario has one template.
  package var design = ""
  /// The settings with the values that they may take; at least one.
  package var knobs: [Knob]
  /// The paths of which more never makes a goal worse and never makes anything cheaper.
  package var monotone: [String] = []
  /// What is taken of every run: the goals, and what is to be least or greatest.
  package var figures: [AskedFigure]
  /// The place of the figure that is to be least or greatest; nil where none is.
  package var aim: Int?
  /// Whether that figure is to be greatest.
  package var wantsMost = false
  /// How sure everything is together that is said to be proven.
  package var confidence = 0.95
  /// The share of a bound, or of the best figure, that makes no difference to whoever asks.
  package var indifference = 0.05
  /// What makes no difference to single goals, in their units, by their sentences.
  package var tolerances: [String: Double] = [:]
  /// How many runs it may take.
  package var budget = PlanQuestion.usualBudget
  /// How many runs of a point come first of all, since one may break a goal of every run and spare
  /// the others; none where they are cheap.
  package var probe = 0
  /// How many runs of a point come before its means are judged.
  package var firstStage = 10
  /// How many runs of a point come at once after that.
  package var batch = 5
  /// How many points are run side by side.
  package var width = 8

  /// How many runs a plan may take, where nobody says it.
  package static let usualBudget = 1_000

  /// A question with nothing declared of its settings.
  package init(knobs: [Knob], figures: [AskedFigure], aim: Int?) {
    precondition(
      !knobs.isEmpty && aim.map { figures.indices.contains($0) } ?? true,
      "a plan with \(knobs.count) settings, figure \(aim ?? 0) of \(figures.count)")
    self.knobs = knobs
    self.figures = figures
    self.aim = aim
  }

  /// The places of the figures that are goals.
  package var goals: [Int] { figures.indices.filter { figures[$0].bound != nil } }

  /// What makes no difference to a goal, in its unit.
  package func tolerance(of figure: AskedFigure) -> Double {
    tolerances[figure.name] ?? indifference * (figure.bound?.value ?? 0).magnitude
  }

  /// Whether a figure is a goal that has to hold in every run.
  func isOfEveryRun(_ figure: AskedFigure) -> Bool {
    figure.bound.map { GoalTest.isOfEveryRun($0, tolerance(of: figure)) } ?? false
  }

  /// Whether some goal has to hold in every run.
  var hasGoalOfEveryRun: Bool { goals.contains { isOfEveryRun(figures[$0]) } }
}
