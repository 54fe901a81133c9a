import Measures
import Studies

/// A figure of a sweep as it is drawn: over the values of one setting, a line for each of another.
struct SweepView {
  /// What is drawn at a place: the mean over all points there, and its interval where there is one.
  struct Cell {
    /// The mean; nil where some point has no finite figure.
    let mean: Double?
    /// The 95 % interval; nil where several points share the place, or there was one replication.
    let interval: ConfidenceInterval?
    /// How the goal was judged at the only point of the place; of several, nil.
    let outcome: GoalVerdict.Outcome?

    /// A place of which all this is known.
    init(mean: Double?, interval: ConfidenceInterval?, outcome: GoalVerdict.Outcome?) {
      self.mean = mean
      self.interval = interval
      self.outcome = outcome
    }

    /// What the points of a place come to together.
    init(_ figures: [SweptFigure]) {
      let means = figures.compactMap { $0.mean }
      let isWhole = !means.isEmpty && means.count == figures.count
      mean = isWhole ? means.reduce(0, +) / Double(means.count) : nil
      interval = figures.count == 1 ? figures[0].interval : nil
      outcome = figures.count == 1 ? figures[0].outcome : nil
    }
  }

  /// What was asked.
  let asked: AskedFigure
  /// The setting that goes to the right.
  let across: SweepAxis
  /// The setting that has a line, or a row, for each of its values; nil where there is none.
  let down: SweepAxis?
  /// The settings that are averaged over.
  let averaged: [SweepAxis]
  /// The places, row by row.
  let cells: [[Cell]]

  /// A figure of a sweep; nil where nothing can be drawn.
  init?(of figure: Int, in sweep: Sweep) {
    let knobs = sweep.axes.filter { !$0.path.isEmpty }
    guard let across = knobs.first(where: { $0.numbers != nil }) ?? knobs.first else { return nil }
    let others = sweep.axes.filter { $0 != across }
    let down = others.first
    asked = sweep.study.figures[figure]
    self.across = across
    self.down = down
    averaged = Array(others.dropFirst())
    var figures = Array(
      repeating: across.levels.map { _ in [SweptFigure]() }, count: down?.levels.count ?? 1)
    for spot in sweep.spots {
      guard let column = across.level(of: spot.point),
        let row = down.map({ $0.level(of: spot.point) }) ?? 0
      else { continue }
      figures[row][column].append(spot.figures[figure])
    }
    cells = figures.map { $0.map { Cell($0) } }
    guard cells.joined().contains(where: { $0.mean != nil }) else { return nil }
  }

  /// Whether its values are not all the same; what is, the table says as well.
  var isVaried: Bool {
    let means = cells.joined().map { $0.mean }
    return means.contains { $0 != means.first }
  }

  /// The name of a row.
  func name(of row: Int) -> String {
    guard let down else { return asked.name }
    return down.path.isEmpty ? down.levels[row] : "\(down.name) \(down.levels[row])"
  }

  /// A value as people read it.
  func text(_ value: Double) -> String { Quantity(real: value, asked.unit).text }

  /// What the drawing averages over, as the end of a sentence.
  var averaging: String {
    averaged.isEmpty
      ? "" : " Each value is the mean over \(averaged.map { $0.name }.joined(separator: ", "))."
  }

  /// The least and the greatest value with their places.
  var words: String {
    var least: (value: Double, place: String)?
    var most: (value: Double, place: String)?
    for (row, line) in cells.enumerated() {
      for (column, cell) in line.enumerated() {
        guard let mean = cell.mean else { continue }
        let value = "\(across.name) \(across.levels[column])"
        let place = down == nil ? value : "\(value), \(name(of: row))"
        if least.map({ mean < $0.value }) ?? true { least = (mean, place) }
        if most.map({ mean > $0.value }) ?? true { most = (mean, place) }
      }
    }
    guard let least, let most else { return "" }
    return "From \(text(least.value)) at \(least.place) to \(text(most.value)) at \(most.place)."
      + averaging
  }
}
