import Measures
import Studies

/// How much each setting matters to a figure, alone and beside the others.
///
/// The variance of the figure between points is split as in an analysis of variance: what the means
/// over all points of one value explain is the setting's own; what is left is what settings do
/// together, and chance.
struct MainEffects {
  /// What a setting does.
  struct Effect {
    /// The setting.
    let axis: SweepAxis
    /// The mean of the figure over all points of each value.
    let means: [Double]
    /// The part of the variance between points that those means explain, from 0 to 1.
    let share: Double

    /// How far the means lie apart.
    var range: Double { (means.max() ?? 0) - (means.min() ?? 0) }
  }

  /// The settings, from the one that explains most.
  let effects: [Effect]
  /// The part of the variance that no setting alone explains, from 0 to 1.
  var rest: Double { max(0, 1 - effects.reduce(0) { $0 + $1.share }) }

  /// The effects on a figure; nil unless the points are a whole grid of at least two settings, all
  /// with a finite figure that is not everywhere the same.
  init?(on figure: Int, of sweep: Sweep) {
    let size = sweep.axes.reduce(1) { $0 * $1.levels.count }
    let values = sweep.spots.compactMap { $0.figures[figure].mean }
    guard sweep.axes.count > 1, sweep.spots.count == size, values.count == size else { return nil }
    let levels = sweep.axes.map { axis in sweep.spots.compactMap { axis.level(of: $0.point) } }
    guard levels.allSatisfy({ $0.count == size }) else { return nil }
    let mean = values.reduce(0, +) / Double(size)
    let whole = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard whole > 0, values.contains(where: { $0 != values[0] }) else { return nil }
    let unsorted = zip(sweep.axes, levels).map { axis, levels in
      var sums = axis.levels.map { _ in 0.0 }
      for (level, value) in zip(levels, values) { sums[level] += value }
      let each = Double(size / axis.levels.count)
      let means = sums.map { $0 / each }
      let own = means.reduce(0) { $0 + each * ($1 - mean) * ($1 - mean) }
      return Effect(axis: axis, means: means, share: min(own / whole, 1))
    }
    effects = unsorted.enumerated().sorted {
      ($1.element.share, $0.offset) < ($0.element.share, $1.offset)
    }.map { $0.element }
  }

  // MARK: Words

  /// What people read of it; nil where there is nothing to hold against each other.
  static func section(of sweep: Sweep) -> Section? {
    let lines = sweep.study.figures.enumerated().flatMap { index, asked -> [Table.Line] in
      guard let effects = MainEffects(on: index, of: sweep) else { return [] }
      return effects.lines(of: asked)
    }
    guard !lines.isEmpty else { return nil }
    return Section(
      "What mattered",
      [
        .table(Table("", ["explains", "moves it by", "from", "to"], lines)),
        .remark(
          "A setting explains the share of the variance between points that goes with its values "
            + "alone; it moves a figure by the distance between its means over all points of one "
            + "value. What settings do together, and chance, is the rest."),
      ])
  }

  private func lines(of asked: AskedFigure) -> [Table.Line] {
    func text(_ value: Double) -> String { Quantity(real: value, asked.unit).text }
    let own = effects.map { effect in
      let first = effect.means.first ?? 0
      let last = effect.means.last ?? 0
      return Table.Line(
        effect.axis.path.isEmpty ? effect.axis.name : effect.axis.path,
        [
          Quantity(real: effect.share, .share).text, text(effect.range),
          "\(text(first)) at \(effect.axis.levels[0])",
          "\(text(last)) at \(effect.axis.levels[effect.axis.levels.count - 1])",
        ], level: 1)
    }
    let rest = Table.Line(
      "together, and chance", [Quantity(real: rest, .share).text, "", "", ""], level: 1)
    return [Table.Line(asked.name, ["", "", "", ""])] + own + [rest]
  }

  /// What `report.json` says of it.
  func fact(of asked: AskedFigure) -> Fact {
    .object([
      ("figure", .text(asked.name)),
      (
        "effects",
        .list(
          effects.map { effect in
            .object([
              ("of", .text(effect.axis.path.isEmpty ? effect.axis.name : effect.axis.path)),
              ("share", .real(effect.share)), ("range", .real(effect.range)),
              (
                "means",
                .list(
                  zip(effect.axis.levels, effect.means).map { level, mean in
                    .object([("value", .text(level)), ("mean", .real(mean))])
                  })
              ),
            ])
          })
      ), ("rest", .real(rest)),
    ])
  }
}
