import Blueprints

/// The boxes of the drawing.
extension MapDrawing {
  /// About how wide a usual letter of a name is [px].
  private static let letter = 7.3
  private static let smallLetter = 5.7
  private static let inset = 10.0

  /// A box with the name, the service, and what goes on at the moment.
  func box(_ place: Int) -> Element {
    let box = layout.boxes[place]
    let declaration = graph.places[place].node?.declaration
    let emblem = declaration?.emblem ?? .box
    let warmth = playback?.heat[place][frame] ?? 0
    var group = Element(
      "g",
      [
        "class":
          "place\(graph.places[place].isClient ? " client" : "")\(warmth > 0 ? " hot" : "")",
        "data-place": "\(place)",
        "transform": "translate(\(Drawn.number(box.x)) \(Drawn.number(box.y)))",
      ])
    group.append(Element("title", text: title(of: place)))
    group.append(frame(box, "ground"))
    var heat = frame(box, "heat")
    heat.set("fill-opacity", Self.opacity(warmth))
    group.append(heat)
    group.append(
      Element(
        "text", ["class": "name", "x": Drawn.number(Self.inset), "y": "20"],
        text: Drawn.shortened(
          graph.places[place].label, to: (box.width - 2 * Self.inset) / Self.letter)))
    group.append(
      Element(
        "path",
        ["class": "glyph", "transform": "translate(9 26) scale(.8)", "d": emblem.strokes]
      ))
    group.append(
      Element(
        "text", ["class": "service", "x": "27", "y": "36"],
        text: Drawn.shortened(
          declaration?.title ?? "", to: (box.width - 27 - Self.inset) / Self.smallLetter)))
    for element in meters(of: place, in: box) { group.append(element) }
    return group
  }

  /// How strongly trouble colours a box.
  static func opacity(_ heat: Int) -> String {
    heat == 0 ? "0" : "0.\(6 + heat * 4 < 10 ? "0" : "")\(6 + heat * 4)"
  }

  private func frame(_ box: MapLayout.Box, _ name: String) -> Element {
    Element(
      "rect",
      [
        "class": name, "width": Drawn.number(box.width), "height": Drawn.number(box.height),
        "rx": "9",
      ])
  }

  private func title(of place: Int) -> String {
    let node = graph.places[place].node
    let meters = (playback?.meters[place] ?? []).map { meter in
      let peak = playback.map { playback in
        let frame = meter.values.firstIndex(of: meter.peak) ?? 0
        return "\(meter.text(at: frame, of: playback.frames)) at \(playback.time(of: frame))"
      }
      return "\n\(meter.title): at most \(peak ?? "")"
    }
    return "\(graph.places[place].label) (\(node?.declaration.title ?? "elsewhere"))"
      + meters.joined()
  }

  private func meters(of place: Int, in box: MapLayout.Box) -> [Element] {
    guard let playback else { return [] }
    let meters = playback.meters[place]
    let room = (box.width - 2 * Self.inset) / Double(max(meters.count, 2))
    return meters.enumerated().map { index, meter in
      let height = Self.height(of: meter.values[frame], under: meter.peak)
      let x = Self.inset + Double(index) * room
      return Element(
        "g",
        [
          "class": "meter \(meter.kind.rawValue)", "data-meter": "\(index)",
          "transform": "translate(\(Drawn.number(x)) 46)",
        ],
        [
          Element("rect", ["class": "groove", "width": "5", "height": "30", "rx": "1.5"]),
          Element(
            "rect",
            [
              "class": "bar", "width": "5", "height": Drawn.number(height),
              "y": Drawn.number(30 - height), "rx": "1.5",
            ]),
          Element(
            "text", ["class": "amount", "x": "9", "y": "13"],
            text: meter.text(at: frame, of: playback.frames)),
          Element(
            "text", ["class": "word", "x": "9", "y": "26"],
            text: Drawn.shortened(meter.word, to: (room - 10) / 5)),
        ])
    }
  }

  /// How high a bar of 30 is for a value.
  static func height(of value: Int64, under peak: Int64) -> Double {
    peak > 0 ? 30 * Double(value) / Double(peak) : 0
  }
}
