import Measures

/// The architecture as a drawing, with what went on in it.
enum ArchitectureSection {
  static func section(of subject: Subject) -> Section? {
    picture(of: subject).map { Section("Architecture", [.picture($0)]) }
  }

  /// The drawing; nil where there are no wires.
  static func picture(of subject: Subject) -> Picture? {
    let graph = MapGraph(of: subject)
    guard !graph.wires.isEmpty else { return nil }
    let playback = Playback(of: subject, graph)
    let words = alternative(graph, playback)
    var drawing = Element("div", ["class": "map"])
    if let playback { drawing.append(controls(playback)) }
    drawing.append(
      Element(
        "div", ["class": "map-room", "tabindex": "0", "role": "group", "aria-label": "Drawing"],
        [false, true].map { isTall in
          MapDrawing(graph, playback, isTall: isTall).svg
        }))
    drawing.append(legend)
    if let playback {
      drawing.append(
        Element(
          "script", ["type": "application/json", "class": "map-course"], own: playback.json))
    }
    return Picture("Where messages go and where they wait", alternative: words, drawing: drawing)
  }

  /// Works only with the page's script, which shows it; the note stands for itself without.
  private static func controls(_ playback: Playback) -> Element {
    let still = playback.still
    var note = Element("p", ["class": "map-note"])
    note.append(
      Element("strong", ["class": "map-time"], text: playback.time(of: still.frame)))
    let words = playback.words(at: still.frame)
    note.append(
      Element(
        "span", ["class": "map-words"],
        text: ", \(still.reason)" + (words.isEmpty ? "" : ": \(words)")))
    let last = playback.frames.count - 1
    return Element(
      "div", ["class": "map-head"],
      [
        Element(
          "div", ["class": "map-controls", "hidden": "hidden"],
          [
            Element(
              "button", ["type": "button", "class": "map-play", "aria-label": "Play"],
              text: "▶"),
            Element(
              "input",
              [
                "type": "range", "class": "map-slider", "min": "0", "max": "\(last)", "step": "1",
                "value": "\(still.frame)", "aria-label": "Moment that the drawing shows",
                "aria-valuetext": playback.time(of: still.frame),
              ]),
          ]), note,
      ])
  }

  private static let legend: Element = {
    let wires: [(String, String)] = [
      ("fine", "no trouble"), ("some", "trouble for less than 5 %"), ("much", "for 5 % or more"),
      ("unused", "unused"), ("aside", "set aside"),
    ]
    var list = Element("p", ["class": "map-legend"])
    list.append(
      text:
        """
        Wires are as wide as the square root of their messages; numbers are messages a second at \
        the moment shown.\u{20}
        """
    )
    for (word, text) in wires {
      list.append(
        Element(
          "span", ["class": "key"],
          [
            Element(
              "svg", ["width": "26", "height": "10", "aria-hidden": "true"],
              [
                Element(
                  "g", ["class": "wire \(word)"],
                  [Element("path", ["class": "line", "d": "M1 5h24", "stroke-width": "3"])])
              ]), Element("span", text: text),
          ]))
    }
    list.append(
      text:
        """
         Trouble is what was set aside, dropped, expired or tried again; a box reddens with the \
        share of its work that fails.
        """
    )
    return list
  }()

  /// What is to be seen, with its key figures.
  static func alternative(_ graph: MapGraph, _ playback: Playback?) -> String {
    let chains = graph.wires.filter { Trouble(on: $0).entered > 0 }.map {
      "\(graph.places[$0.from].label) to \(graph.places[$0.to].label)"
    }
    let shown = chains.prefix(12).joined(separator: ", ")
    let more = chains.count > 12 ? " and \(chains.count - 12) more" : ""
    var words = "\(count(graph.places.count, "place")) and \(count(graph.wires.count, "wire")). "
    words += "Messages went from \(shown)\(more)."
    if let playback {
      for kind in [Meter.Kind.waiting, .busy, .trouble] {
        if let most = most(of: kind, graph, playback) { words += " \(most)" }
      }
    }
    return words
  }

  private static func most(
    of kind: Meter.Kind, _ graph: MapGraph, _ playback: Playback
  ) -> String? {
    let all = graph.places.indices.flatMap { place in
      playback.meters[place].filter { $0.kind == kind }.map { (place: place, meter: $0) }
    }
    guard let greatest = all.max(by: { $0.meter.peak < $1.meter.peak }), greatest.meter.peak > 0,
      let frame = greatest.meter.values.firstIndex(of: greatest.meter.peak)
    else { return nil }
    let name =
      switch kind {
      case .waiting: "Most waited"
      case .busy: "Most at once"
      case .flight: "Most in flight"
      case .flow: "Most was sent"
      case .trouble: "Most trouble"
      }
    let amount = greatest.meter.text(at: frame, of: playback.frames)
    let place = graph.places[greatest.place].label
    return "\(name) at \(place): \(amount) at \(playback.time(of: frame))."
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
