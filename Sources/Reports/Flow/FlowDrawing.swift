import Measures

/// The ledger as a flow: clients at the left, wires in the middle, each right of those that lead to
/// it, ends at the right, each as high as its number of copies.
struct FlowDrawing {
  private let flow: LedgerFlow
  private let layout: FlowLayout
  private static let bar = 8.0

  /// A drawing of a flow.
  init(_ flow: LedgerFlow) {
    self.flow = flow
    layout = FlowLayout(flow)
  }

  // MARK: Drawing

  /// The drawing, which is scrolled where the window is narrow.
  var svg: Element {
    let height = (layout.bottom + 14).rounded(.up)
    return Element(
      "svg",
      [
        "class": "flow-drawing", "role": "img", "aria-label": "The ledger as a flow",
        "viewBox": "0 0 \(Drawn.number(layout.width)) \(Drawn.number(height))",
        "width": Drawn.number(layout.width), "height": Drawn.number(height),
        "style": "min-width:620px",
      ], ribbons + wires + sources + ends)
  }

  /// A strip between two bars: where it leaves the one, where it meets the other, and how high it
  /// is at each.
  private struct Strip {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    var heights: (from: Double, to: Double)
  }

  /// What leads from clients to wires, from wires to wires, and from wires to ends.
  private var ribbons: [Element] {
    var came = flow.wires.map { _ in 0.0 }
    var left = flow.wires.map { _ in 0.0 }
    return branches(&came) + joints(&came, &left) + endings(&left)
  }

  private func branches(_ came: inout [Double]) -> [Element] {
    var drawn: [Element] = []
    for (source, top) in zip(flow.sources, layout.sourceTops) {
      var from = top
      for branch in source.branches {
        let height = layout.height(branch.count)
        drawn.append(
          ribbon(
            Strip(
              from: (layout.clientColumn + Self.bar, from),
              to: (
                layout.wireColumns[branch.wire], layout.wireTops[branch.wire] + came[branch.wire]
              ), heights: (height, height)),
            "sent",
            "\(source.client) → \(flow.wires[branch.wire].name): "
              + NumberText.grouped(branch.count)
          ))
        from += height
        came[branch.wire] += height
      }
    }
    return drawn
  }

  /// What was handed on is as high at either end as the copies that it was there.
  private func joints(_ came: inout [Double], _ left: inout [Double]) -> [Element] {
    var drawn: [Element] = []
    for joint in flow.joints {
      let heights = (layout.height(joint.left), layout.height(joint.came))
      let (from, to) = (flow.wires[joint.from].name, flow.wires[joint.to].name)
      drawn.append(
        ribbon(
          Strip(
            from: (
              layout.wireColumns[joint.from] + Self.bar,
              layout.wireTops[joint.from] + left[joint.from]
            ),
            to: (layout.wireColumns[joint.to], layout.wireTops[joint.to] + came[joint.to]),
            heights: heights), joint.end == .setAside ? "aside" : "sent",
          "\(NumberText.grouped(joint.left)) of \(from), \(joint.end.words), led to "
            + "\(NumberText.grouped(joint.came)) of \(to)"))
      left[joint.from] += heights.0
      came[joint.to] += heights.1
    }
    return drawn
  }

  private func endings(_ left: inout [Double]) -> [Element] {
    var used = flow.ends.map { _ in 0.0 }
    var drawn: [Element] = []
    for (index, wire) in flow.wires.enumerated() {
      for ending in wire.ends {
        let count = flow.remaining(ending, on: index)
        guard count > 0, let place = flow.ends.firstIndex(of: ending.end) else { continue }
        let height = layout.height(count)
        drawn.append(
          ribbon(
            Strip(
              from: (layout.wireColumns[index] + Self.bar, layout.wireTops[index] + left[index]),
              to: (layout.endColumn, layout.endTops[place] + used[place]),
              heights: (height, height)),
            ending.end.style,
            "\(wire.name), \(ending.end.words): \(NumberText.grouped(count))"))
        left[index] += height
        used[place] += height
      }
    }
    return drawn
  }

  private func ribbon(_ strip: Strip, _ style: String, _ title: String) -> Element {
    let middle = Drawn.number((strip.from.x + strip.to.x) / 2)
    let (x, end) = (Drawn.number(strip.from.x), Drawn.number(strip.to.x))
    let (top, bottom) = (
      Drawn.number(strip.from.y), Drawn.number(strip.from.y + strip.heights.from)
    )
    let path = """
      M\(x) \(top)C\(middle) \(top) \(middle) \(Drawn.number(strip.to.y)) \(end) \
      \(Drawn.number(strip.to.y))v\(Drawn.number(strip.heights.to))C\(middle) \
      \(Drawn.number(strip.to.y + strip.heights.to)) \(middle) \(bottom) \(x) \(bottom)Z
      """
    return Element(
      "path", ["class": "ribbon \(style)", "d": path], [Element("title", text: title)])
  }

  private var wires: [Element] {
    flow.wires.indices.flatMap { index in
      let (wire, x, top) = (flow.wires[index], layout.wireColumns[index], layout.wireTops[index])
      return [
        block(x, top, wire.entered, "wire-bar"),
        label(wire.name, wire.entered, at: (x, top - 5), room: 40),
      ]
    }
  }

  private var sources: [Element] {
    zip(flow.sources, layout.sourceTops).flatMap { source, top -> [Element] in
      let middle = top + layout.height(source.meant) / 2
      let x = layout.clientColumn - 8
      let unsent =
        source.unsent == 0
        ? ""
        : source.unsent > 0
          ? ", \(NumberText.grouped(source.unsent)) never sent"
          : ", and \(NumberText.grouped(-source.unsent)) copies"
      return [
        block(layout.clientColumn, top, source.meant, "client-bar"),
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
    zip(flow.ends, layout.endTops).flatMap { end, top in
      let count = flow.remaining(end)
      return [
        block(layout.endColumn, top, count, "end-bar \(end.style)"),
        label(
          end.words, count,
          at: (layout.endColumn + Self.bar + 8, top + layout.height(count) / 2 + 4), room: 30),
      ]
    }
  }

  private func block(_ x: Double, _ y: Double, _ count: Int64, _ style: String) -> Element {
    Element(
      "rect",
      [
        "class": style, "x": Drawn.number(x), "y": Drawn.number(y),
        "width": Drawn.number(Self.bar), "height": Drawn.number(max(layout.height(count), 1)),
      ])
  }

  private func label(
    _ name: String, _ count: Int64, at point: (x: Double, y: Double), room: Double
  ) -> Element {
    var text = Element(
      "text",
      [
        "class": "flow-name", "text-anchor": "start", "x": Drawn.number(point.x),
        "y": Drawn.number(point.y),
      ])
    text.append(text: Drawn.shortened(name, to: room) + " ")
    text.append(Element("tspan", ["class": "flow-count"], text: NumberText.grouped(count)))
    return text
  }
}
