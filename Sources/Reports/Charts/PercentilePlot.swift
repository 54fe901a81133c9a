import Kernel
import Measures

/// How late messages were, for each share of them: rare lateness takes as much room as usual one.
///
/// To the right the share of messages that are later is a tenth at each mark but the first; upwards
/// each line is a longer time on a logarithmic axis.
struct PercentilePlot {
  /// The marks below, and how far to the right they are: -log10 of the share that is later.
  private static let marks: [(name: String, share: Double, place: Double)] = [
    ("p50", 0.5, 0.301_03), ("p90", 0.9, 1), ("p99", 0.99, 2), ("p99.9", 0.999, 3),
    ("p99.99", 0.9999, 4),
  ]
  /// The distance between two points of a line.
  private static let step = 0.05
  /// Room for the highest label and for the marks, and the height of the lines [px].
  private static let (above, below, plot) = (20, 22, 190)
  private static let width = 4_000

  /// A way with its values: one for each step to the right.
  private struct Line {
    let name: String
    let samples: Histogram
    let values: [Double]
    /// Which of the eight colours it has, from 0; nil for that of its place.
    let colour: Int?
  }

  private let title: String
  private let lines: [Line]
  private let omitted: Int
  /// How far to the right the axis goes.
  private let reach: Double
  /// The powers of ten, or their halves and fifths where those are few, from below to above [ns].
  private let ticks: [Double]

  /// A plot of the ways with the longest times; nil where there are none.
  ///
  /// - Parameter colours: Which of the eight colours each has, from 0.
  init?(
    of journeys: [Journey], colours: [Int]? = nil, title: String = "Latency by share of messages"
  ) {
    let all = journeys.indices.compactMap { index -> (Int, Histogram)? in
      journeys[index].latency.histograms.first.flatMap { $0.count > 0 ? (index, $0) : nil }
    }
    let kept = all.enumerated().sorted {
      ($1.element.1.quantile(0.99) ?? 0, $0.offset)
        < ($0.element.1.quantile(0.99) ?? 0, $1.offset)
    }.prefix(Panel.mostLines).sorted { $0.offset < $1.offset }.map { $0.element }
    guard !kept.isEmpty else { return nil }
    omitted = all.count - kept.count
    let most = kept.reduce(1) { max($0, $1.1.count) }
    let reach = min(
      max(Self.marks.first { $0.place >= Self.log10(Double(most)) }?.place ?? 4, 2), 4)
    self.reach = reach
    self.title = title
    lines = kept.map { index, histogram in
      Line(
        name: journeys[index].name, samples: histogram,
        values: Self.values(of: histogram, upTo: reach), colour: colours?[index])
    }
    let values = lines.flatMap { $0.values }
    ticks = Self.ticks(from: values.reduce(.infinity, min), to: values.reduce(1, max))
  }

  private static func log10(_ value: Double) -> Double {
    Arithmetic.log(value) / Arithmetic.log(10)
  }

  private static func values(of histogram: Histogram, upTo reach: Double) -> [Double] {
    let known = log10(Double(max(histogram.count, 2)))
    let end = min(reach, known + step)
    return (0...Int(end / step + 1e-9)).map { index in
      let later = Arithmetic.exp(-Double(index) * step * Arithmetic.log(10))
      return Double(max(histogram.quantile(max(1 - later, 0)) ?? 0, 1_000))
    }
  }

  /// Powers of ten up to ten seconds, then what people count in [ns].
  private static let decades: [Double] =
    (3...10).map { power in (0..<power).reduce(1.0) { product, _ in product * 10 } }
    + [60, 600, 3_600, 36_000, 86_400, 864_000].map { $0 * 1e9 }

  private static func ticks(from least: Double, to greatest: Double) -> [Double] {
    let first = decades.lastIndex { $0 <= least } ?? 0
    let last = decades.firstIndex { $0 >= greatest } ?? decades.count - 1
    let coarse = Array(decades[first...max(last, first + 1)])
    guard coarse.count < 4 else { return coarse }
    let fine = coarse.flatMap { tick in tick < 1e10 ? [tick, 2 * tick, 5 * tick] : [tick] }
    let begin = fine.lastIndex { $0 <= least } ?? 0
    let end = fine.firstIndex { $0 >= greatest } ?? fine.count - 1
    return Array(fine[begin...max(end, begin + 1)])
  }

  private func height(_ value: Double) -> Double {
    let (low, high) = (Self.log10(ticks[0]), Self.log10(ticks[ticks.count - 1]))
    return min(max((Self.log10(value) - low) / (high - low), 0), 1)
  }

  // MARK: Drawing

  /// The drawing with its words.
  var picture: Picture {
    Picture(
      title, alternative: words,
      drawing: Element("div", ["class": "panels"], [panel]))
  }

  private var words: String {
    let ways = lines.map { line in
      let figures = Self.marks.prefix(3).map { mark in
        "\(mark.name) \(text(line.samples.quantile(mark.share)))"
      }
      return "\(line.name): \(figures.joined(separator: ", ")), max \(text(line.samples.maximum))"
    }
    let rest = omitted == 0 ? "" : " \(omitted) faster ways are left out."
    return ways.joined(separator: "; ") + "." + rest
  }

  private func text(_ value: Int64?) -> String {
    value.map { TimeText.text(TimeSpan(nanoseconds: $0)) } ?? "–"
  }

  private var panel: Element {
    let keys = PanelKeys(
      lines.map { line in
        PanelKeys.Key(
          name: line.name, height: 1 - height(line.values[line.values.count - 1]),
          colour: line.colour)
      })
    return Element(
      "div",
      [
        "class": "panel", "data-from": "0", "data-to": ShortText.text(reach),
        "data-origin": "-0.025", "data-step": ShortText.text(Self.step), "data-scale": "time",
        "data-symbol": "ns", "data-axis": "share",
      ],
      [
        Element(
          "div", ["class": "plotted"], [svg, keys.element(top: Self.above, plot: Self.plot)])
      ])
  }

  private var svg: Element {
    Element(
      "svg",
      [
        "class": "plot", "width": "100%", "height": "\(Self.above + Self.plot + Self.below)",
        "role": "img", "aria-label": words,
      ], [grid, axis, courses, values])
  }

  private func pixel(_ tick: Double) -> Int {
    Self.above + Self.plot - Int(height(tick) * Double(Self.plot) + 0.5)
  }

  private var grid: Element {
    Element(
      "g", ["class": "grid"],
      ticks.enumerated().map { index, tick in
        let y = "\(pixel(tick))"
        return Element(
          "line", ["class": index == 0 ? "zero" : nil, "x2": "100%", "y1": y, "y2": y])
      })
  }

  private var values: Element {
    Element(
      "g", [:],
      ticks.map { tick in
        Element("text", ["y": "\(pixel(tick) - 4)"], text: text(Int64(tick + 0.5)))
      })
  }

  private var axis: Element {
    let bottom = Self.above + Self.plot
    return Element(
      "g", ["class": "marks"],
      Self.marks.filter { $0.place <= reach }.flatMap { mark in
        let place = PlotPath.percent(mark.place / reach)
        return [
          Element(
            "line", ["x1": place, "x2": place, "y1": "\(Self.above)", "y2": "\(bottom + 4)"]),
          Element(
            "text",
            [
              "x": place, "y": "\(bottom + 16)",
              "text-anchor": mark.place == reach ? "end" : "middle",
            ], text: mark.name),
        ]
      })
  }

  private var courses: Element {
    let scale = Double(PanelDrawing.height)
    return Element(
      "svg",
      [
        "class": "course", "y": "\(Self.above - PanelDrawing.edge)", "width": "100%",
        "height": "\(Self.plot + 2 * PanelDrawing.edge)",
        "viewBox": PanelDrawing.box(Self.width, plot: Self.plot), "preserveAspectRatio": "none",
      ],
      lines.enumerated().map { index, line in
        let points = line.values.enumerated().map { place, value in
          PlotPath.Point(
            x: min(Int(Double(place) * Self.step / reach * Double(Self.width) + 0.5), Self.width),
            y: Int((1 - height(value)) * scale + 0.5))
        }
        let factor = ValueText.factor(for: line.values.reduce(0, max))
        return Element(
          "g",
          [
            "class": "line c\((line.colour ?? index) % Panel.mostLines + 1)",
            "data-factor": ShortText.text(factor),
            "data-mean": PlotPath.numbers(line.values.map { ValueText.whole($0, in: factor) }),
          ], [Element("path", ["class": "mean", "d": PlotPath.line([points])])])
      })
  }
}
