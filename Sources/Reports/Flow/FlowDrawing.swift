import Measures

/// The ledger as a flow: clients at the left, wires in the middle, ends at the right, each as high
/// as its number of copies.
struct FlowDrawing {
  private let flow: LedgerFlow
  /// How high the greatest bar is [px].
  private static let most = 44.0
  /// No row is lower, so that its name fits.
  private static let least = 17.0
  private static let rowGap = 5.0
  private static let bar = 8.0
  private static let columns = (client: 122.0, wire: 452.0, end: 690.0)
  private static let width = 890.0
  private static let top = 12.0

  /// A drawing of a flow.
  init(_ flow: LedgerFlow) { self.flow = flow }

  // MARK: Heights

  private func height(_ count: Int64) -> Double {
    let most = (flow.wires.map { $0.entered } + flow.sources.map { $0.meant }).max() ?? 1
    return Double(count) / Double(most) * Self.most
  }

  /// Where bars of so many copies begin, one below the other.
  private func tops(_ counts: [Int64], gap: Double) -> [Double] {
    var next = Self.top
    return counts.map { count in
      let room = max(height(count), Self.least)
      defer { next += room + gap }
      return next + (room - height(count)) / 2
    }
  }

  private var wireTops: [Double] { tops(flow.wires.map { $0.entered }, gap: Self.rowGap) }

  /// The ends stand in the middle of the height that the wires take.
  private var endTops: [Double] {
    let counts = flow.ends.map { flow.total(of: $0) }
    let own = tops(counts, gap: Self.rowGap)
    let room = bottom(wireTops, flow.wires.map { $0.entered }) - bottom(own, counts)
    return own.map { $0 + max(room / 2, 0) }
  }

  private var sourceTops: [Double] {
    var least = Self.top
    return flow.sources.map { source in
      let wished = source.branches.first.map { wireTops[$0.wire] } ?? least
      let top = max(wished, least)
      least = top + max(height(source.meant), 2 * Self.least) + Self.rowGap
      return top
    }
  }

  private func bottom(_ tops: [Double], _ counts: [Int64]) -> Double {
    zip(tops, counts).map { $0 + height($1) }.max() ?? 0
  }

  // MARK: Drawing

  /// The drawing, which is scrolled where the window is narrow.
  var svg: Element {
    let height =
      (max(
        bottom(wireTops, flow.wires.map { $0.entered }),
        bottom(endTops, flow.ends.map { flow.total(of: $0) }),
        bottom(sourceTops, flow.sources.map { $0.meant })) + 14).rounded(.up)
    return Element(
      "svg",
      [
        "class": "flow-drawing", "role": "img", "aria-label": "The ledger as a flow",
        "viewBox": "0 0 \(Drawn.number(Self.width)) \(Drawn.number(height))",
        "width": Drawn.number(Self.width), "height": Drawn.number(height),
        "style": "min-width:620px",
      ], branches + endings + wires + sources + ends)
  }

  private var branches: [Element] {
    var used = flow.wires.map { _ in 0.0 }
    return zip(flow.sources, sourceTops).flatMap { source, top in
      var from = top
      return source.branches.map { branch in
        defer {
          from += height(branch.count)
          used[branch.wire] += height(branch.count)
        }
        return ribbon(
          (Self.columns.client + Self.bar, from),
          (Self.columns.wire, wireTops[branch.wire] + used[branch.wire]), height(branch.count),
          "sent",
          "\(source.client) → \(flow.wires[branch.wire].name): \(NumberText.grouped(branch.count))")
      }
    }
  }

  private var endings: [Element] {
    var used = flow.ends.map { _ in 0.0 }
    return zip(flow.wires, wireTops).flatMap { wire, top in
      var from = top
      return wire.ends.compactMap { ending -> Element? in
        guard let place = flow.ends.firstIndex(of: ending.end) else { return nil }
        defer {
          from += height(ending.count)
          used[place] += height(ending.count)
        }
        return ribbon(
          (Self.columns.wire + Self.bar, from), (Self.columns.end, endTops[place] + used[place]),
          height(ending.count), ending.end.style,
          "\(wire.name), \(ending.end.words): \(NumberText.grouped(ending.count))")
      }
    }
  }

  private func ribbon(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ height: Double,
    _ style: String, _ title: String
  ) -> Element {
    let middle = Drawn.number((from.x + to.x) / 2)
    let (x, end) = (Drawn.number(from.x), Drawn.number(to.x))
    let down = Drawn.number(height)
    let path = """
      M\(x) \(Drawn.number(from.y))C\(middle) \(Drawn.number(from.y)) \(middle) \
      \(Drawn.number(to.y)) \(end) \(Drawn.number(to.y))v\(down)C\(middle) \
      \(Drawn.number(to.y + height)) \(middle) \(Drawn.number(from.y + height)) \(x) \
      \(Drawn.number(from.y + height))Z
      """
    return Element(
      "path", ["class": "ribbon \(style)", "d": path], [Element("title", text: title)])
  }

  private var wires: [Element] {
    zip(flow.wires, wireTops).flatMap { wire, top in
      [
        block(Self.columns.wire, top, wire.entered, "wire-bar"),
        label(
          wire.name, wire.entered,
          at: (Self.columns.wire - 8, top + height(wire.entered) / 2 + 4), room: 40, anchor: "end"),
      ]
    }
  }

  private var sources: [Element] {
    zip(flow.sources, sourceTops).flatMap { source, top -> [Element] in
      let middle = top + height(source.meant) / 2
      let x = Self.columns.client - 8
      let unsent =
        source.unsent == 0
        ? ""
        : source.unsent > 0
          ? ", \(NumberText.grouped(source.unsent)) never sent"
          : ", and \(NumberText.grouped(-source.unsent)) copies"
      return [
        block(Self.columns.client, top, source.meant, "client-bar"),
        Element(
          "text",
          [
            "class": "flow-name", "text-anchor": "end", "x": Drawn.number(x),
            "y": Drawn.number(middle - 1),
          ], text: Drawn.shortened(source.client, to: 16)),
        Element(
          "text",
          [
            "class": "flow-count", "text-anchor": "end", "x": Drawn.number(x),
            "y": Drawn.number(middle + 13),
          ], text: "meant \(NumberText.grouped(source.meant))\(unsent)"),
      ]
    }
  }

  private var ends: [Element] {
    zip(flow.ends, endTops).flatMap { end, top in
      let count = flow.total(of: end)
      return [
        block(Self.columns.end, top, count, "end-bar \(end.style)"),
        label(
          end.words, count,
          at: (Self.columns.end + Self.bar + 8, top + height(count) / 2 + 4), room: 30,
          anchor: "start"),
      ]
    }
  }

  private func block(_ x: Double, _ y: Double, _ count: Int64, _ style: String) -> Element {
    Element(
      "rect",
      [
        "class": style, "x": Drawn.number(x), "y": Drawn.number(y),
        "width": Drawn.number(Self.bar), "height": Drawn.number(max(height(count), 1)),
      ])
  }

  private func label(
    _ name: String, _ count: Int64, at point: (x: Double, y: Double), room: Double, anchor: String
  ) -> Element {
    var text = Element(
      "text",
      [
        "class": "flow-name", "text-anchor": anchor, "x": Drawn.number(point.x),
        "y": Drawn.number(point.y),
      ])
    text.append(text: Drawn.shortened(name, to: room) + " ")
    text.append(Element("tspan", ["class": "flow-count"], text: NumberText.grouped(count)))
    return text
  }
}
