import Measures
import Scenarios

/// A figure that a study takes of every run.
package struct AskedFigure: Equatable, Sendable {
  /// What a goal asks of a figure.
  package struct Bound: Equatable, Sendable {
    /// How it has to compare.
    package let comparison: Goal.Comparison
    /// With what, in the base of the unit.
    package let value: Double

    /// A bound of a goal.
    package init(_ comparison: Goal.Comparison, _ value: Double) {
      self.comparison = comparison
      self.value = value
    }

    /// Whether a figure meets it.
    package func isMet(by figure: Double) -> Bool { comparison.holds(figure, value) }
    /// Whether smaller figures are the better ones; nil where only one value will do.
    package var wantsLess: Bool? {
      switch comparison {
      case .atMost, .below: true
      case .atLeast, .above: false
      case .equal: value == 0 ? true : nil
      }
    }
  }

  /// The goal's sentence, or the phrase that asks for it.
  package let name: String
  /// What its numbers count.
  package let unit: UnitOfMeasure
  /// What has to hold of it; nil where it is no goal.
  package let bound: Bound?

  /// A figure by its name.
  package init(_ name: String, _ unit: UnitOfMeasure, _ bound: Bound?) {
    self.name = name
    self.unit = unit
    self.bound = bound
  }

  /// What the goals and the phrases of designs ask for, each sentence once, goals first.
  package static func all(of designs: [Design]) -> [AskedFigure] {
    var figures: [AskedFigure] = []
    for goal in designs.flatMap({ $0.goals })
    where !figures.contains(where: { $0.name == goal.text }) {
      figures.append(
        AskedFigure(
          goal.text, goal.figureUnit, Bound(goal.figureComparison, goal.figureBound)))
    }
    for phrase in designs.flatMap({ $0.figures })
    where !figures.contains(where: { $0.name == phrase.text }) {
      figures.append(AskedFigure(phrase.text, phrase.unit, nil))
    }
    return figures
  }
}
