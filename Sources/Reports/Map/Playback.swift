import Blueprints
import Documents
import Kernel
import Measures

/// What the drawing of an architecture shows at each step of the first replication's time.
struct Playback {
  let frames: Frames
  /// What each place shows.
  let meters: [[Meter]]
  /// What went over each wire; empty where no course was kept.
  let deliveries: [[Int64]]
  /// For each place and step, how much of what it had to do made trouble, in ninths, rounded up.
  let heat: [[Int]]
  /// What went on.
  let occasions: [Occasion]

  /// The courses of a run; nil where it kept none.
  init?(of subject: Subject, _ graph: MapGraph) {
    guard let frames = Frames(of: subject) else { return nil }
    self.frames = frames
    let meters = graph.places.indices.map { Meter.all(of: $0, in: graph, frames) }
    self.meters = meters
    deliveries = graph.wires.map { graph.deliveries(on: $0, frames) }
    heat = graph.places.indices.map { place in
      let arrivals = Meter.arrivals(at: place, in: graph, frames)
      let trouble = meters[place].first { $0.kind == .trouble }
      return (0..<frames.count).map { frame in
        guard let bad = trouble?.values[frame], bad > 0 else { return 0 }
        return Int((Double(bad) / Double(bad + arrivals[frame]) * 9).rounded(.up))
      }
    }
    occasions = Occasion.all(of: subject)
  }

  /// What the still drawing shows, and why: the moment of most trouble, where it was more than a
  /// ninth of what a place had to do.
  var still: (frame: Int, reason: String) {
    let troubles = sums(of: .trouble)
    if let most = troubles.max(), most > 0, let frame = troubles.firstIndex(of: most),
      heat.contains(where: { $0[frame] > 1 })
    {
      return (frame, "when most went wrong")
    }
    let kinds: [(Meter.Kind, String)] = [
      (.waiting, "when most waited"), (.busy, "when most went on at once"),
      (.flow, "when most was sent"),
    ]
    for (kind, reason) in kinds {
      let sums = sums(of: kind)
      let most = sums.max() ?? 0
      if most > 0, let frame = sums.firstIndex(of: most) { return (frame, reason) }
    }
    return (0, "at its begin")
  }

  private func sums(of kind: Meter.Kind) -> [Int64] {
    let courses = meters.joined().filter { $0.kind == kind }.map { $0.values }
    return (0..<frames.count).map { frame in courses.reduce(0) { $0 + $1[frame] } }
  }

  /// What goes on at a step, in words; empty where nothing does.
  func words(at frame: Int) -> String {
    let all = occasions.filter { $0.isWithin(frame, of: frames) }.map { $0.words }
    let shown = all.prefix(Self.mostWords).joined(separator: ", ")
    return all.count > Self.mostWords ? "\(shown) and \(all.count - Self.mostWords) more" : shown
  }

  /// More do not fit on a line.
  static let mostWords = 3

  /// A moment as the drawing says it.
  func time(of frame: Int) -> String {
    frame == 0 ? "0 s" : TimeText.text(frames.begin(of: frame) - .start)
  }
}

extension Playback {
  /// All that the page's script needs, as JSON that may stand in a page.
  var json: String {
    let places = meters.enumerated().map { place, meters in
      let shown = meters.map { meter in
        """
        {"rate":\(meter.isRate),"peak":\(meter.peak),"values":\(Self.list(meter.values))}
        """
      }
      let heat = heat[place].contains { $0 > 0 } ? heat[place].map { "\($0)" }.joined() : ""
      return "{\"heat\":\"\(heat)\",\"meters\":[\(shown.joined(separator: ","))]}"
    }
    let happened = occasions.map { occasion in
      """
      {"from":\(Self.seconds(occasion.begin)),\
      "to":\(Self.seconds(occasion.end ?? frames.end + frames.length)),\
      "text":"\(Self.escaped(occasion.words))"}
      """
    }
    return """
      {"step":\(Self.seconds(.start + frames.length)),"count":\(frames.count),\
      "end":\(Self.seconds(frames.end)),"places":[\(places.joined(separator: ","))],\
      "wires":[\(deliveries.map(Self.list).joined(separator: ","))],\
      "occasions":[\(happened.joined(separator: ","))]}
      """
  }

  private static func list(_ values: [Int64]) -> String {
    "[" + values.map { "\($0)" }.joined(separator: ",") + "]"
  }

  private static func seconds(_ moment: Instant) -> String {
    ShortestDecimal.text(Double((moment - .start).nanoseconds) / 1e9)
  }

  /// A text within quotes that ends neither its string nor the element that it stands in.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.value >= 0x20 && scalar.value < 0x7F && !"\"\\<>&'".unicodeScalars.contains(scalar)
      if isPlain {
        safe.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 { safe += code(unit) }
      }
    }
    return safe
  }

  private static func code(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
