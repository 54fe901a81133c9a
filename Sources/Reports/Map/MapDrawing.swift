import Measures

/// An architecture as a drawing: boxes with what goes on in them, and wires between them.
package struct MapDrawing {
  let graph: MapGraph
  let layout: MapLayout
  let playback: Playback?
  /// The step that is shown.
  let frame: Int
  /// What happened on each wire.
  private let troubles: [Trouble]
  /// How many copies came in on the busiest wire.
  private let most: Int64

  /// The smallest scale at which the letters can be read; from there on the drawing is scrolled.
  private static let least = (wide: 0.72, tall: 0.8)
  /// How thick the least and the busiest wire are [px].
  private static let thickness = (least: 1.2, most: 8.0)

  /// The drawing at the moment that the playback shows while it stands still.
  init(_ graph: MapGraph, _ playback: Playback?, isTall: Bool) {
    self.graph = graph
    layout = MapLayout(graph, isTall: isTall)
    self.playback = playback
    frame = playback?.still.frame ?? 0
    troubles = graph.wires.map { Trouble(on: $0) }
    most = troubles.map { $0.entered }.max() ?? 0
  }

  /// Wires first, so that they lie below the boxes.
  var group: Element {
    var group = Element("g", ["class": "map-drawing"])
    let order = graph.wires.indices.sorted {
      (troubles[$0].entered, $0) < (troubles[$1].entered, $1)
    }
    for wire in order { group.append(self.wire(wire)) }
    for element in labels { group.append(element) }
    for place in graph.places.indices { group.append(box(place)) }
    return group
  }

  /// A file of its own, in the colours of light and of dark paper.
  func file(title: String, alternative: String, caption: String) -> Element {
    let (size, foot) = (layout.size, 34.0)
    let (width, height) = (Drawn.number(size.x), Drawn.number(size.y + foot))
    return Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "width": width, "height": height, "role": "img", "aria-labelledby": "title words",
      ],
      [
        Element("title", ["id": "title"], text: title),
        Element("desc", ["id": "words"], text: alternative),
        Element("style", own: MapStyle.colours + "\n" + MapStyle.drawing),
        Element("rect", ["class": "paper", "width": width, "height": height, "rx": "10"]),
        group,
        Element(
          "g", ["class": "map-drawing"],
          [
            Element(
              "text", ["class": "caption", "x": "16", "y": Drawn.number(size.y + 14)],
              text: caption)
          ]),
      ])
  }

  /// What a name cannot fit is in the title of its box.
  var svg: Element {
    let size = (x: layout.size.x.rounded(.up), y: layout.size.y.rounded(.up))
    let least = layout.isTall ? Self.least.tall : Self.least.wide
    return Element(
      "svg",
      [
        "class": layout.isTall ? "map-tall" : "map-wide", "role": "img",
        "aria-label": "Drawing of the architecture",
        "style":
          "min-width:\(Drawn.number(size.x * least))px",
        "viewBox": "0 0 \(Drawn.number(size.x)) \(Drawn.number(size.y))",
        "width": Drawn.number(size.x), "height": Drawn.number(size.y),
      ], [group])
  }

  // MARK: Wires

  private func thickness(of wire: Int) -> Double {
    guard most > 0 else { return Self.thickness.least }
    let share = (Double(troubles[wire].entered) / Double(most)).squareRoot()
    return Self.thickness.least + (Self.thickness.most - Self.thickness.least) * share
  }

  private func title(of wire: Int) -> String {
    let trouble = troubles[wire]
    let names =
      "\(graph.places[graph.wires[wire].from].label) → "
      + graph.places[graph.wires[wire].to].label
    let bad = trouble.troubled == 0 ? "" : ", \(NumberText.grouped(trouble.troubled)) with trouble"
    return "\(names): \(NumberText.grouped(trouble.entered)) messages\(bad)"
  }

  private func wire(_ index: Int) -> Element {
    let wire = graph.wires[index]
    let styles =
      ["wire", troubles[index].word] + (wire.isAside ? ["aside"] : [])
      + (isIdle(index) ? ["idle"] : [])
    let thick = thickness(of: index)
    let head = 5 + thick * 0.9
    return Element(
      "g", ["class": styles.joined(separator: " "), "data-wire": "\(index)"],
      [
        Element("title", text: title(of: index)),
        Element(
          "path",
          [
            "class": "line", "d": line(of: index, endingBefore: head),
            "stroke-width": Drawn.number(thick),
          ]),
        Element("path", ["class": "head", "d": arrow(of: index, head)]),
      ])
  }

  /// Whether nothing goes over it at the moment.
  private func isIdle(_ wire: Int) -> Bool {
    guard let values = playback?.deliveries[wire], !values.isEmpty else { return false }
    return values[frame] == 0
  }

  /// Curves between the layers, straight lines past those that a wire passes.
  private func line(of index: Int, endingBefore head: Double) -> String {
    let points = layout.paths[index].points
    guard points.count > 1 else { return loop(of: graph.wires[index].from) }
    var text = "M" + place(points[0])
    for (number, (one, next)) in zip(points, points.dropFirst()).enumerated() {
      let isLast = number == points.count - 2
      let end = isLast ? shifted(next, from: one, by: -head) : next
      text += number % 2 == 0 ? curve(one, end) : "L" + place(end)
    }
    return text
  }

  private func curve(_ one: MapLayout.Point, _ next: MapLayout.Point) -> String {
    let middle =
      layout.isTall
      ? (
        MapLayout.Point(x: one.x, y: (one.y + next.y) / 2),
        MapLayout.Point(x: next.x, y: (one.y + next.y) / 2)
      )
      : (
        MapLayout.Point(x: (one.x + next.x) / 2, y: one.y),
        MapLayout.Point(x: (one.x + next.x) / 2, y: next.y)
      )
    return "C\(place(middle.0)) \(place(middle.1)) \(place(next))"
  }

  private func arrow(of index: Int, _ length: Double) -> String {
    let points = layout.paths[index].points
    guard points.count > 1 else {
      let box = layout.boxes[graph.wires[index].from]
      let tip = MapLayout.Point(x: box.x + box.width - 10, y: box.y)
      return "M\(place(tip))l-4 -7h8z"
    }
    let tip = points[points.count - 1]
    let foot = shifted(tip, from: points[points.count - 2], by: -length)
    let half = length * 0.55
    let sides =
      layout.isTall
      ? [(foot.x - half, foot.y), (foot.x + half, foot.y)]
      : [(foot.x, foot.y - half), (foot.x, foot.y + half)]
    return "M\(place(tip))" + sides.map { "L" + place(.init(x: $0.0, y: $0.1)) }.joined() + "Z"
  }

  /// A point moved along the layers, on in the direction from another one.
  private func shifted(
    _ point: MapLayout.Point, from other: MapLayout.Point, by length: Double
  ) -> MapLayout.Point {
    layout.isTall
      ? .init(x: point.x, y: point.y + (point.y >= other.y ? length : -length))
      : .init(x: point.x + (point.x >= other.x ? length : -length), y: point.y)
  }

  private func loop(of place: Int) -> String {
    let box = layout.boxes[place]
    let x = box.x + box.width
    return "M\(Drawn.number(x - 34)) \(Drawn.number(box.y))"
      + "c0 -13 24 -13 24 -7"
  }

  private func place(_ point: MapLayout.Point) -> String {
    "\(Drawn.number(point.x)) \(Drawn.number(point.y))"
  }

  // MARK: Numbers on wires

  /// What goes over each wire at the moment, on those where there is room for it.
  private var labels: [Element] {
    let order = graph.wires.indices.filter { troubles[$0].entered > 0 && isDated($0) }
      .sorted { (-troubles[$0].entered, $0) < (-troubles[$1].entered, $1) }
    let lines = graph.wires.indices.map { (thickness(of: $0) / 2 + 1, samples(of: $0)) }
    var taken = layout.boxes
    var labels: [Element] = []
    for wire in order {
      let free = seats(of: wire).filter { seat in !taken.contains { $0.overlaps(seat) } }
      let clear = free.first { seat in
        lines.allSatisfy { reach, points in
          let room = seat.grown(by: reach)
          return !points.contains { room.holds($0) }
        }
      }
      guard let seat = clear else { continue }
      taken.append(seat)
      labels.append(
        Element(
          "text",
          [
            "class": "rate", "data-rate": "\(wire)", "text-anchor": "middle",
            "x": Drawn.number(seat.x + seat.width / 2), "y": Drawn.number(seat.y + 11),
          ], text: rate(of: wire)))
    }
    return labels
  }

  /// Whether it is known what goes over it at a moment.
  private func isDated(_ wire: Int) -> Bool {
    playback.map { !$0.deliveries[wire].isEmpty } ?? true
  }

  /// Points on the line of a wire, close to each other.
  private func samples(of wire: Int) -> [MapLayout.Point] {
    let points = layout.paths[wire].points
    return zip(points, points.dropFirst()).flatMap { one, next in
      (0...40).map { Self.point(at: Double($0) / 40, from: one, to: next, layout.isTall) }
    }
  }

  /// A point of the curve between two points, at a share of its way.
  private static func point(
    at share: Double, from one: MapLayout.Point, to next: MapLayout.Point, _ isTall: Bool
  ) -> MapLayout.Point {
    let rest = 1 - share
    let ease = 3 * rest * share * share + share * share * share
    let pace = 1.5 * rest * share + share * share * share
    let (x, y) = isTall ? (ease, pace) : (pace, ease)
    return .init(x: one.x + (next.x - one.x) * x, y: one.y + (next.y - one.y) * y)
  }

  private func rate(of wire: Int) -> String {
    guard let playback, !playback.deliveries[wire].isEmpty else {
      return Meter.level(troubles[wire].entered)
    }
    return Meter.rate(
      playback.deliveries[wire][frame], in: playback.frames.seconds(of: frame))
  }

  /// How wide the widest number is that the wire shows at some moment.
  private func room(of wire: Int) -> Double {
    guard let playback, !playback.deliveries[wire].isEmpty else { return 50 }
    let texts = playback.frames.indices.map {
      Meter.rate(playback.deliveries[wire][$0], in: playback.frames.seconds(of: $0))
    }
    return 6.1 * (texts.map { Drawn.width(of: $0) }.max() ?? 0) + 3
  }

  /// Beside the line, near the middle of its last curve or of its first.
  private func seats(of wire: Int) -> [MapLayout.Box] {
    let points = layout.paths[wire].points
    guard points.count > 1 else { return [] }
    let curves = [(points[points.count - 2], points[points.count - 1]), (points[0], points[1])]
    let lift = 3 + thickness(of: wire) / 2
    let (wide, high) = (room(of: wire), 13.0)
    return curves.flatMap { one, next in
      [0.5, 0.3, 0.7, 0.15, 0.85].flatMap { share -> [MapLayout.Box] in
        let point = Self.point(at: share, from: one, to: next, layout.isTall)
        let (x, y) = (point.x, point.y)
        return layout.isTall
          ? [
            .init(x: x + lift, y: y - high / 2, width: wide, height: high),
            .init(x: x - lift - wide, y: y - high / 2, width: wide, height: high),
          ]
          : [
            .init(x: x - wide / 2, y: y - lift - high, width: wide, height: high),
            .init(x: x - wide / 2, y: y + lift, width: wide, height: high),
          ]
      }
    }
  }
}
