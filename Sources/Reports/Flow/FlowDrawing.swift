import Measures

/// The ledger as a flow: clients at the left, wires in the middle, ends at the right, each as high
/// as its number of copies.
struct FlowDrawing {
  private let flow: LedgerFlow
  private let layout: FlowLayout
  private static let bar = 8.0
  private static let columns = (client: 122.0, wire: 452.0, end: 690.0)
  private static let width = 890.0

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
        "viewBox": "0 0 \(Drawn.number(Self.width)) \(Drawn.number(height))",
        "width": Drawn.number(Self.width), "height": Drawn.number(height),
        "style": "min-width:620px",
      ], branches + endings + wires + sources + ends)
  }

  private var branches: [Element] {
    var used = flow.wires.map { _ in 0.0 }
    return zip(flow.sources, layout.sourceTops).flatMap { source, top in
      var from = top
      return source.branches.map { branch in
        defer {
          from += layout.height(branch.count)
          used[branch.wire] += layout.height(branch.count)
        }
        return ribbon(
          (Self.columns.client + Self.bar, from),
          (Self.columns.wire, layout.wireTops[branch.wire] + used[branch.wire]),
          layout.height(branch.count),
          "sent",
          "\(source.client) → \(flow.wires[branch.wire].name): \(NumberText.grouped(branch.count))")
      }
    }
  }

  private var endings: [Element] {
    var used = flow.ends.map { _ in 0.0 }
    return zip(flow.wires, layout.wireTops).flatMap { wire, top in
      var from = top
      return wire.ends.compactMap { ending -> Element? in
        guard let place = flow.ends.firstIndex(of: ending.end) else { return nil }
        defer {
          from += layout.height(ending.count)
          used[place] += layout.height(ending.count)
        }
        return ribbon(
          (Self.columns.wire + Self.bar, from),
          (Self.columns.end, layout.endTops[place] + used[place]),
          layout.height(ending.count), ending.end.style,
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
    zip(flow.wires, layout.wireTops).flatMap { wire, top in
      [
        block(Self.columns.wire, top, wire.entered, "wire-bar"),
        label(
          wire.name, wire.entered,
          at: (Self.columns.wire - 8, top + layout.height(wire.entered) / 2 + 4), room: 40,
          anchor: "end"),
      ]
    }
  }

  private var sources: [Element] {
    zip(flow.sources, layout.sourceTops).flatMap { source, top -> [Element] in
      let middle = top + layout.height(source.meant) / 2
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
    zip(flow.ends, layout.endTops).flatMap { end, top in
      let count = flow.total(of: end)
      return [
        block(Self.columns.end, top, count, "end-bar \(end.style)"),
        label(
          end.words, count,
          at: (Self.columns.end + Self.bar + 8, top + layout.height(count) / 2 + 4), room: 30,
          anchor: "start"),
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
