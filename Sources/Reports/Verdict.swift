/// How a goal was judged, in words.
package struct Verdict: Equatable, Sendable {
  /// Met, missed or undecided.
  package let mark: Row.Mark
  /// The goal as the scenario says it.
  package let goal: String
  /// The figure that decided: `4.2 s`.
  package let figure: String
  /// What else is worth saying, as how many replications would decide; empty where nothing is.
  package let note: String
  /// What `report.json` says of the figure.
  package let fact: Fact
  /// What `report.json` says of the limit.
  package let limit: Fact
  /// In how many replications it was met, as `report.json` says it; nil with one replication.
  package var met: Fact?

  /// A judgement with the figure and the limit behind it.
  package init(
    _ mark: Row.Mark, _ goal: String, figure: String, note: String = "", fact: Fact,
    limit: Fact
  ) {
    self.mark = mark
    self.goal = goal
    self.figure = figure
    self.note = note
    self.fact = fact
    self.limit = limit
  }

  /// The same words.
  package static func == (a: Verdict, b: Verdict) -> Bool {
    a.mark == b.mark && a.goal == b.goal && a.figure == b.figure && a.note == b.note
  }
}
