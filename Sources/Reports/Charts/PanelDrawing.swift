import Kernel
import Measures

/// Draws a panel: an SVG whose courses stretch with the window while its letters do not, and the
/// names of the courses beside it.
struct PanelDrawing {
  /// The height of what is drawn, in the units of drawings.
  static let height = 400
  /// Room for half the width of a line above the highest value and below zero [px].
  static let edge = 3
  /// Room for the label of the highest value, and for the moments [px].
  private static let (above, below) = (20, 22)
  /// The least height of the courses [px].
  private static let least = 118

  let panel: Panel
  let frame: TimeFrame
  /// What went on meanwhile; named only where a panel is the first.
  let bands: [TimeBand]
  let namesBands: Bool

  private var axis: ValueAxis { panel.axis }
  private var keys: PanelKeys {
    PanelKeys(
      panel.lines.map { line in
        PanelKeys.Key(name: line.name, height: 1 - line.course.last / axis.top, colour: line.colour)
      })
  }
  /// The height of the courses [px].
  private var plot: Int { max(Self.least, keys.needed - Self.above - Self.below) }

  /// The part of a drawing that is shown: all of its width, and its height with room for lines.
  static func box(_ width: Int, plot: Int) -> String {
    let room = height * edge / plot
    return "0 \(-room) \(width) \(height + 2 * room)"
  }

  /// The whole panel.
  var element: Element {
    Element(
      "div",
      [
        "class": "panel", "data-from": seconds(frame.begin), "data-to": seconds(frame.end),
        "data-origin": ShortText.text(frame.firstSecond),
        "data-step": ShortText.text(frame.seconds), "data-scale": panel.unit.scaleName,
        "data-symbol": panel.unit.symbol, "data-axis": "time",
      ],
      [
        Element("h4", text: panel.title),
        Element("div", ["class": "plotted"], [svg, keys.element(top: Self.above, plot: plot)]),
      ])
  }

  private func seconds(_ moment: Instant) -> String {
    ShortText.text(Double(moment.nanoseconds) / 1e9)
  }

  private var svg: Element {
    let height = Self.above + plot + Self.below
    return Element(
      "svg",
      [
        "class": "plot", "width": "100%", "height": "\(height)", "role": "img",
        "aria-label": panel.words,
      ], [grid, ticks, courses, values, levelNames] + (namesBands ? [bandNames] : []))
  }

  private func y(_ value: Double) -> Int {
    Self.height - Int(min(value / axis.top, 1) * Double(Self.height) + 0.5)
  }

  private func pixel(_ value: Double) -> Int {
    Self.above + plot - Int(min(value / axis.top, 1) * Double(plot) + 0.5)
  }

  // MARK: Axes

  private var grid: Element {
    let base = "\(Self.above + plot)"
    let zero = Element("line", ["class": "zero", "x2": "100%", "y1": base, "y2": base])
    return Element(
      "g", ["class": "grid"],
      [zero]
        + axis.ticks.map { tick in
          let place = "\(pixel(tick))"
          return Element("line", ["x2": "100%", "y1": place, "y2": place])
        })
  }

  /// The values stand above the courses, so that these do not cross them out.
  private var values: Element {
    Element(
      "g", [:],
      axis.ticks.map { tick in
        Element("text", ["y": "\(pixel(tick) - 4)"], text: axis.text(tick))
      })
  }

  private var ticks: Element {
    let bottom = Self.above + plot
    let moments = TimeAxis(over: frame).ticks
    return Element(
      "g", ["class": "ticks", "data-top": "\(Self.above)", "data-bottom": "\(bottom)"],
      moments.enumerated().flatMap { index, moment in
        let share = frame.share(of: moment)
        let place = PlotPath.percent(share)
        let anchor = share < 0.02 ? "start" : share > 0.96 ? "end" : "middle"
        return [
          Element("line", ["x1": place, "x2": place, "y1": "\(bottom)", "y2": "\(bottom + 4)"]),
          Element(
            "text",
            [
              "x": place, "y": "\(bottom + 16)", "text-anchor": anchor,
              "class": index.isMultiple(of: 2) ? nil : "minor",
            ], text: TimeAxis.text(moment)),
        ]
      })
  }

  // MARK: Courses

  private var courses: Element {
    let bounds = panel.levels.map { level in
      Element("path", ["class": "level", "d": "M0 \(y(level.value))H\(TimeFrame.width)"])
    }
    return Element(
      "svg",
      [
        "class": "course", "y": "\(Self.above - Self.edge)", "width": "100%",
        "height": "\(plot + 2 * Self.edge)",
        "viewBox": Self.box(TimeFrame.width, plot: plot), "preserveAspectRatio": "none",
      ], bands.map(band) + bounds + panel.lines.enumerated().map(course))
  }

  /// What has no length is a line.
  private func band(_ band: TimeBand) -> Element {
    let from = Int(frame.share(of: band.begin) * Double(TimeFrame.width))
    let to = Int(frame.share(of: band.end ?? frame.end) * Double(TimeFrame.width))
    let name = Element("title", text: band.name)
    if band.end == band.begin {
      return Element("path", ["class": "instant", "d": "M\(from) 0V\(Self.height)"], [name])
    }
    return Element(
      "rect",
      [
        "class": "band", "x": "\(from)", "width": "\(max(to - from, 4))",
        "height": "\(Self.height)",
      ], [name])
  }

  private func course(_ index: Int, _ line: Panel.Line) -> Element {
    let factor = ValueText.factor(for: line.course.peak)
    let said = line.course.steps.map { $0.map { ValueText.whole($0.mean, in: factor) } }
    let tops = line.course.steps.map { $0.map { ValueText.whole($0.greatest, in: factor) } }
    var group = Element(
      "g",
      [
        "class": "line c\((line.colour ?? index) % Panel.mostLines + 1)",
        "data-factor": ShortText.text(factor),
        "data-mean": PlotPath.numbers(said),
        "data-most": tops == said ? nil : PlotPath.numbers(tops),
      ])
    if let fullness = fullness(index, line) {
      group.append(fullness)
    } else if let spread = spread(line) {
      group.append(spread)
    }
    let means = runs(line.course).map { run in
      run.map { PlotPath.Point(x: $0.x, y: y($0.step.mean)) }
    }
    let (path, dots) = (
      PlotPath.line(means.filter { $0.count > 1 }), PlotPath.line(means.filter { $0.count == 1 })
    )
    if !path.isEmpty { group.append(Element("path", ["class": "mean", "d": path])) }
    if !dots.isEmpty { group.append(Element("path", ["class": "mean dots", "d": dots])) }
    return group
  }

  /// From the least to the greatest of each step.
  private func spread(_ line: Panel.Line) -> Element? {
    let area = PlotPath.area(
      runs(line.course).map { run in
        (
          run.map { PlotPath.Point(x: $0.x, y: y($0.step.greatest)) },
          run.map { PlotPath.Point(x: $0.x, y: y($0.step.least)) }
        )
      })
    return area.isEmpty ? nil : Element("path", ["class": "spread", "d": area])
  }

  /// What is full or idle from one moment to the next, as a core, has a spread over all of its
  /// panel; a thin band at its top says when it was full.
  private func fullness(_ index: Int, _ line: Panel.Line) -> Element? {
    guard panel.unit == .percent else { return nil }
    let (top, depth) = (index * 20, 14)
    let half = (frame.middle(ofStep: 1) - frame.middle(ofStep: 0)) / 2
    let bands = line.course.steps.indices.filter { place in
      (line.course.steps[place]?.greatest ?? 0) >= 100
    }.map { place in
      let middle = frame.middle(ofStep: place)
      return
        "M\(max(middle - half, 0)) \(top)H\(middle + half + 1)v\(depth)H\(max(middle - half, 0))Z"
    }
    return Element(
      "path", ["class": "fullness", "d": bands.joined()],
      [Element("title", text: "\(line.name): at 100 % at times")])
  }

  /// Steps in which something was seen, one after the other.
  private func runs(_ course: Course) -> [[(x: Int, step: Course.Step)]] {
    var runs: [[(x: Int, step: Course.Step)]] = [[]]
    for (index, step) in course.steps.enumerated() {
      if let step {
        runs[runs.count - 1].append((frame.middle(ofStep: index), step))
      } else if runs[runs.count - 1].count > 0 {
        runs.append([])
      }
    }
    return runs
  }

  // MARK: Names in the drawing

  private var levelNames: Element {
    let isFull =
      panel.unit == .percent && panel.lines.contains { $0.course.peak >= 100 }
    let band = Element(
      "text",
      [
        "x": "100%", "y": "\(Self.above - 6)", "text-anchor": "end", "class": "bound",
      ], text: "at 100 % at times")
    return Element(
      "g", ["class": "names"],
      (isFull ? [band] : [])
        + panel.levels.map { level in
          Element(
            "text",
            [
              "x": "100%", "y": "\(pixel(level.value) - 4)", "text-anchor": "end", "class": "bound",
            ],
            text: "\(level.name) \(Quantity(real: level.value, panel.unit).text)")
        })
  }

  /// The shares of the width of a window and of a phone that a letter takes.
  private static let (letter, phoneLetter) = (0.008, 0.019)

  /// The names of bands, on two lines where they would lie over each other; what finds no room on a
  /// phone is shown where there is more.
  private var bandNames: Element {
    var taken: [[ClosedRange<Double>]] = [[], []]
    var phone = taken
    let names = bands.compactMap { band -> Element? in
      let begin = frame.share(of: band.begin)
      func place(_ letter: Double) -> ClosedRange<Double> {
        let length = Double(band.name.count) * letter
        return begin > 0.5 ? begin - length...begin : begin...begin + length
      }
      let (wide, narrow) = (place(Self.letter), place(Self.phoneLetter))
      guard let row = taken.firstIndex(where: { !$0.contains { $0.overlaps(wide) } }) else {
        return nil
      }
      taken[row].append(wide)
      let isMinor = phone[row].contains { $0.overlaps(narrow) }
      if !isMinor { phone[row].append(narrow) }
      return Element(
        "text",
        [
          "class": isMinor ? "band-name minor" : "band-name", "x": PlotPath.percent(begin),
          "dx": begin > 0.5 ? "-3" : "3", "y": "\(Self.above + 12 + 14 * row)",
          "text-anchor": begin > 0.5 ? "end" : nil, "data-at": seconds(band.begin),
        ], text: band.name)
    }
    return Element("g", ["class": "names"], names)
  }
}
