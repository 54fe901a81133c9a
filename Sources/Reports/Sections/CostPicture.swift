import Kernel
import Measures

/// What each service costs, as bars below each other: of a month where there is one, else of the
/// run.
struct CostPicture {
  private static let height = 16

  private let title: String
  private let bars: [(name: String, cost: Figure)]

  /// Bars of services, the dearest first; nil where there are fewer than two.
  init?(of services: [CostLines.Line]) {
    guard services.count > 1 else { return nil }
    let isMonthly = services.contains { !$0.months.isEmpty }
    title = isMonthly ? "Cost of a month by service" : "Cost of the run by service"
    bars = services.map { ($0.name, isMonthly ? $0.monthly ?? $0.cost : $0.cost) }
  }

  /// The drawing with its words.
  var picture: Picture {
    let words = bars.map { "\($0.name) \($0.cost.meanText)" }.joined(separator: ", ")
    let longest = bars.map { $0.cost.mean ?? 0 }.max() ?? 0
    return Picture(
      title, alternative: "\(title): \(words).",
      drawing: Element("div", ["class": "bars"], bars.map { bar($0.name, $0.cost, of: longest) }))
  }

  private func bar(_ name: String, _ cost: Figure, of longest: Double) -> Element {
    let share = longest > 0 ? (cost.mean ?? 0) / longest : 0
    let piece = Element(
      "rect",
      ["class": "piece c1", "width": PlotPath.percent(share), "height": "\(Self.height)"])
    return Element(
      "div", ["class": "bar"],
      [
        Bar.head(name, cost.meanText),
        Bar.stack([piece], height: Self.height, words: "\(name): \(cost.meanText)"),
      ])
  }
}
