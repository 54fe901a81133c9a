import Studies

/// Two settings against each other: the more of a figure, the deeper the colour of its cell; where
/// it is a goal, each cell says whether it is met.
struct HeatMap {
  /// More columns or rows are no picture any more.
  private static let mostLevels = 40
  /// The deepest colour on which letters can be read, in percent.
  private static let deepest = 50.0

  private let view: SweepView
  private let down: SweepAxis
  private let least: Double
  private let span: Double

  /// A map of a figure; nil unless there are two settings of some, and not too many, values.
  init?(_ view: SweepView) {
    guard let down = view.down, !down.path.isEmpty,
      max(down.levels.count, view.across.levels.count) <= Self.mostLevels
    else { return nil }
    let means = view.cells.joined().compactMap { $0.mean }
    guard let least = means.min(), let most = means.max() else { return nil }
    self.view = view
    self.down = down
    self.least = least
    span = most - least
  }

  /// The drawing with its words.
  var picture: Picture {
    Picture(
      "\(view.asked.name): \(view.across.name) and \(down.name)", alternative: view.words,
      drawing: Element(
        "div",
        ["class": "table", "role": "region", "aria-label": view.asked.name, "tabindex": "0"],
        [table]))
  }

  private var table: Element {
    let corner = Element("th", ["scope": "col"], text: "\(down.name) ↓ \(view.across.name) →")
    let heads = view.across.levels.map { Element("th", ["scope": "col"], text: $0) }
    let lines = view.cells.enumerated().map { row, cells in
      Element(
        "tr", [:], [Element("th", ["scope": "row"], text: down.levels[row])] + cells.map(cell))
    }
    return Element(
      "table", ["class": "heat"],
      [
        Element("thead", [:], [Element("tr", [:], [corner] + heads)]),
        Element("tbody", [:], lines),
      ])
  }

  private func cell(_ cell: SweepView.Cell) -> Element {
    guard let mean = cell.mean else { return Element("td", text: "–") }
    let depth = span > 0 ? Int((mean - least) / span * Self.deepest + 0.5) : 0
    var element = Element("td", ["style": "--depth:\(depth)%"])
    if let mark = cell.outcome?.mark {
      element.append(mark.element)
      element.append(text: " ")
    }
    element.append(text: view.text(mean))
    return element
  }
}

/// What a sweep looks like: lines over a setting, and maps of two.
enum SweepCharts {
  /// The drawings; nil where there are none.
  static func section(of sweep: Sweep) -> Section? {
    let pictures = sweep.study.figures.indices.flatMap { figure -> [Picture] in
      guard let view = SweepView(of: figure, in: sweep), view.isVaried else { return [] }
      return [SweepPlot(view).picture] + [HeatMap(view)?.picture].compactMap { $0 }
    }
    return pictures.isEmpty ? nil : Section("Charts", pictures.map { .picture($0) })
  }
}
