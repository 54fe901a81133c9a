import Measures
import Studies

/// What a plan looks like: the figure that it makes best over a setting, as far as it was tried.
enum PlanCharts {
  /// The drawings with the words that say the same; none where one value alone was tried.
  static func blocks(of planned: PlannedStudy) -> [Section.Block] {
    guard let view = SweepView(of: planned), view.isVaried else { return [] }
    let pictures = [SweepPlot(view).picture] + [HeatMap(view)?.picture].compactMap { $0 }
    return [.remark("\(view.asked.name): \(view.words)")] + pictures.map { .picture($0) }
  }
}

extension SweepView {
  /// What a plan tried: over the setting of which it tried the most values, a line for each value
  /// of the next; nil where every setting has one value.
  fileprivate init?(of planned: PlannedStudy) {
    let plan = planned.plan
    guard let aim = plan.question.aim else { return nil }
    let axes = SweepAxis.all(of: planned.study).map { axis in
      axis.keeping { level in plan.tried.contains { axis.text(of: $0.point) == level } }
    }.filter { $0.levels.count > 1 }
    func most(of axes: [SweepAxis]) -> SweepAxis? {
      let most = axes.map { $0.levels.count }.max()
      return axes.first { $0.levels.count == most }
    }
    let knobs = axes.filter { !$0.path.isEmpty }
    guard let across = most(of: knobs.filter { $0.numbers != nil }) ?? most(of: knobs) else {
      return nil
    }
    let others = axes.filter { $0 != across }
    let down = most(of: others)
    asked = plan.question.figures[aim]
    self.across = across
    self.down = down
    averaged = others.filter { $0 != down }
    var tried = Array(
      repeating: across.levels.map { _ in [Plan.Trying]() }, count: down?.levels.count ?? 1)
    for trying in plan.tried {
      guard let column = across.level(of: trying.point),
        let row = down.map({ $0.level(of: trying.point) }) ?? 0
      else { continue }
      tried[row][column].append(trying)
    }
    cells = tried.map { $0.map { Cell($0) } }
  }
}

extension SweepView.Cell {
  /// What the points of a place come to together.
  fileprivate init(_ tried: [Plan.Trying]) {
    let means = tried.compactMap { $0.figure }
    let isWhole = !means.isEmpty && means.count == tried.count
    self.init(
      mean: isWhole ? means.reduce(0, +) / Double(means.count) : nil,
      interval: tried.count == 1 ? tried[0].interval : nil,
      outcome: tried.count == 1 ? tried[0].outcome : nil)
  }
}

extension Plan.Trying {
  /// How all goals together stand.
  fileprivate var outcome: GoalVerdict.Outcome {
    standing.passes ? .met : standing.fails ? .missed : .undecided
  }
}
