import Kernel
import Measures

/// What the mean time of a message is made of, way by way: bars whose parts add up to the whole.
struct HopBars {
  private static let height = 26
  private let journeys: [(journey: Journey, mean: Double, parts: [Journey.Part])]
  private let untold: [String]

  /// Bars for the ways whose hops tell what their messages spent; nil where there are none.
  init?(of journeys: [Journey]) {
    self.journeys = journeys.compactMap { journey in
      guard let mean = journey.latency.mean.mean, let parts = journey.parts, parts.count > 1 else {
        return nil
      }
      return (journey, mean, parts)
    }
    guard !self.journeys.isEmpty else { return nil }
    untold = journeys.filter { $0.parts == nil }.map { $0.name }
  }

  /// The drawing with its words.
  var picture: Picture {
    let told = journeys.map { entry in
      let parts = entry.parts.map { "\($0.name) \(text($0.time))" }
      return "\(entry.journey.name), \(text(entry.mean)): \(parts.joined(separator: ", "))."
    }
    let rest =
      untold.isEmpty
      ? []
      : [
        "Not split, as a hop carried more messages than arrived, or fewer: "
          + untold.joined(separator: ", ") + "."
      ]
    return Picture(
      "Mean time of a message, by hop", alternative: (told + rest).joined(separator: " "),
      drawing: Element("div", ["class": "bars"], journeys.map(bar)))
  }

  private func bar(_ journey: Journey, _ mean: Double, _ parts: [Journey.Part]) -> Element {
    var before = 0.0
    let pieces = parts.enumerated().map { index, part in
      let share = part.time / max(mean, 1)
      let from = before
      before += share
      return Element(
        "rect",
        [
          "class": "piece c\(index % 8 + 1)", "x": PlotPath.percent(min(from, 1)),
          "width": PlotPath.percent(min(share, max(1 - from, 0))), "height": "\(Self.height)",
        ], [Element("title", text: "\(part.name) \(text(part.time))")])
    }
    let words = parts.map { "\($0.name) \(text($0.time))" }.joined(separator: ", ")
    return Element(
      "div", ["class": "bar"],
      [
        Bar.head(journey.name, text(mean)),
        Bar.stack(pieces, height: Self.height, words: "\(journey.name): \(words)"),
        Element(
          "ul", ["class": "keys flat"],
          parts.enumerated().map { index, part in
            Element(
              "li", ["class": "key c\(index % 8 + 1)"],
              [
                Element("i", ["class": "swatch"]),
                Element("span", ["class": "name"], text: part.name),
                Element("b", text: text(part.time)),
              ])
          }),
      ])
  }

  private func text(_ time: Double) -> String { TimeText.text(TimeSpan(rounding: max(time, 0))) }
}
