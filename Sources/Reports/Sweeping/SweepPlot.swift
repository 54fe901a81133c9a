import Measures
import Studies

/// Draws a figure over the values of a setting: a line for each value of another, its interval as a
/// band, and the bound of the goal.
///
/// Values stand at equal distances, whatever lies between them, so that steps by a factor and names
/// are drawn as well as steps of one size.
struct SweepPlot {
  /// Room for the highest label and for the values below, and the least height of the lines [px].
  private static let (above, below, least) = (20, 22, 150)
  private static let width = 4_000

  private let view: SweepView
  /// The rows that are drawn.
  private let rows: [Int]
  private let axis: ValueAxis
  /// The bound of the goal, where it does not press the lines flat.
  private let bound: Double?

  /// A drawing of a figure.
  init(_ view: SweepView) {
    self.view = view
    let count = view.cells.count
    let most = Panel.mostLines
    rows =
      count <= most
      ? Array(0..<count) : (0..<most).map { $0 * (count - 1) / (most - 1) }
    let drawn = rows.flatMap { view.cells[$0] }
    let peak = drawn.reduce(0) { max($0, $1.interval?.high ?? 0, $1.mean ?? 0) }
    let bound = view.asked.bound?.value ?? -1
    self.bound = bound > 0 && bound <= 4 * peak ? bound : nil
    let greatest = max(peak, self.bound ?? 0)
    axis = ValueAxis(
      upTo: greatest, view.asked.unit,
      isWhole: view.asked.unit.scale == .number && greatest < 4)
  }

  /// The drawing with its words.
  var picture: Picture {
    let left = view.cells.count - rows.count
    let rest = left > 0 ? " \(left) of the lines are left out." : ""
    return Picture(
      "\(view.asked.name) over \(view.across.name)", alternative: view.words + rest,
      drawing: Element("div", ["class": "panels"], [panel]))
  }

  private var keys: PanelKeys {
    PanelKeys(
      rows.map { row in
        let last = view.cells[row].last { $0.mean != nil }?.mean ?? 0
        return PanelKeys.Key(name: view.name(of: row), height: 1 - min(max(last / axis.top, 0), 1))
      })
  }
  private var plot: Int { max(Self.least, keys.needed - Self.above - Self.below) }

  private var panel: Element {
    Element(
      "div",
      [
        "class": "panel", "data-from": "0", "data-to": "\(view.across.levels.count - 1)",
        "data-origin": "-0.5", "data-step": "1", "data-scale": view.asked.unit.scaleName,
        "data-symbol": view.asked.unit.symbol, "data-axis": "value",
        "data-name": view.across.name, "data-values": view.across.levels.joined(separator: "\n"),
      ],
      [
        Element(
          "div", ["class": "plotted"], [svg, keys.element(top: Self.above, plot: plot)])
      ])
  }

  private var svg: Element {
    Element(
      "svg",
      [
        "class": "plot", "width": "100%", "height": "\(Self.above + plot + Self.below)",
        "role": "img", "aria-label": view.words,
      ], [grid, marks, courses, values] + (bound.map { [boundName($0)] } ?? []))
  }

  private func pixel(_ value: Double) -> Int {
    Self.above + plot - Int(min(max(value / axis.top, 0), 1) * Double(plot) + 0.5)
  }

  private func y(_ value: Double) -> Int {
    PanelDrawing.height
      - Int(min(max(value / axis.top, 0), 1) * Double(PanelDrawing.height) + 0.5)
  }

  private func x(_ column: Int) -> Int { Self.width * column / (view.across.levels.count - 1) }

  // MARK: Axes

  private var grid: Element {
    let base = "\(Self.above + plot)"
    let zero = Element("line", ["class": "zero", "x2": "100%", "y1": base, "y2": base])
    let lines = axis.ticks.map { tick in
      Element("line", ["x2": "100%", "y1": "\(pixel(tick))", "y2": "\(pixel(tick))"])
    }
    return Element("g", ["class": "grid"], [zero] + lines)
  }

  private var values: Element {
    Element(
      "g", [:],
      axis.ticks.map { Element("text", ["y": "\(pixel($0) - 4)"], text: axis.text($0)) })
  }

  /// The values of the setting, as many as have room.
  private var marks: Element {
    let levels = view.across.levels
    let longest = levels.reduce(1) { max($0, $1.count) }
    let stride = 1 + (levels.count * (longest + 2) - 1) / 90
    let bottom = Self.above + plot
    return Element(
      "g", ["class": "ticks"],
      levels.indices.flatMap { column -> [Element] in
        let place = PlotPath.percent(Double(column) / Double(levels.count - 1))
        let anchor = column == 0 ? "start" : column == levels.count - 1 ? "end" : "middle"
        let line = Element(
          "line", ["x1": place, "x2": place, "y1": "\(bottom)", "y2": "\(bottom + 4)"])
        guard column.isMultiple(of: stride) else { return [line] }
        let isMinor = !column.isMultiple(of: 2 * stride)
        return [
          line,
          Element(
            "text",
            [
              "x": place, "y": "\(bottom + 16)", "text-anchor": anchor,
              "class": isMinor ? "minor" : nil,
            ], text: levels[column]),
        ]
      })
  }

  private func boundName(_ bound: Double) -> Element {
    Element(
      "g", ["class": "names"],
      [
        Element(
          "text",
          ["x": "100%", "y": "\(pixel(bound) - 4)", "text-anchor": "end", "class": "bound"],
          text: "goal \(view.text(bound))")
      ])
  }

  // MARK: Lines

  private var courses: Element {
    let level = bound.map {
      [Element("path", ["class": "level", "d": "M0 \(y($0))H\(Self.width)"])]
    }
    return Element(
      "svg",
      [
        "class": "course", "y": "\(Self.above - PanelDrawing.edge)", "width": "100%",
        "height": "\(plot + 2 * PanelDrawing.edge)",
        "viewBox": PanelDrawing.box(Self.width, plot: plot), "preserveAspectRatio": "none",
      ], (level ?? []) + rows.enumerated().map { line($0, view.cells[$1]) })
  }

  private func line(_ index: Int, _ cells: [SweepView.Cell]) -> Element {
    let factor = ValueText.factor(for: cells.reduce(0) { max($0, $1.mean ?? 0) })
    var group = Element(
      "g",
      [
        "class": "line c\(index + 1)", "data-factor": ShortText.text(factor),
        "data-mean": PlotPath.numbers(
          cells.map { $0.mean.map { ValueText.whole($0, in: factor) } }),
      ])
    let runs = runs(cells)
    let area = PlotPath.area(
      runs.map { run in
        (
          run.map { PlotPath.Point(x: x($0.column), y: y($0.cell.interval?.high ?? $0.mean)) },
          run.map { PlotPath.Point(x: x($0.column), y: y($0.cell.interval?.low ?? $0.mean)) }
        )
      })
    if !area.isEmpty { group.append(Element("path", ["class": "spread", "d": area])) }
    let lines = runs.map { run in run.map { PlotPath.Point(x: x($0.column), y: y($0.mean)) } }
    group.append(Element("path", ["class": "mean", "d": PlotPath.line(lines)]))
    let dots = lines.joined().map { [$0] }
    group.append(Element("path", ["class": "mean dots", "d": PlotPath.line(dots)]))
    return group
  }

  /// Values that have a mean, one beside the other.
  private func runs(
    _ cells: [SweepView.Cell]
  ) -> [[(column: Int, mean: Double, cell: SweepView.Cell)]] {
    var runs: [[(column: Int, mean: Double, cell: SweepView.Cell)]] = [[]]
    for (column, cell) in cells.enumerated() {
      if let mean = cell.mean {
        runs[runs.count - 1].append((column, mean, cell))
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    return runs
  }
}
