import Blueprints
import Kernel
import Measures

/// What a box of the architecture shows of its node at a moment: a bar with a number and a word.
struct Meter: Equatable {
  /// What is shown.
  enum Kind: String {
    /// What a client sends, or what comes in at a node.
    case flow
    /// What waits.
    case waiting
    /// What was handed out and is not done with.
    case flight
    /// What goes on at once.
    case busy
    /// What failed or was turned away.
    case trouble
  }

  let kind: Kind
  /// The word below the number: `waiting`.
  let word: String
  /// What is counted, in words, for whoever asks.
  let title: String
  /// A value for each step: a sum of the step, or the greatest level in it.
  let values: [Int64]

  /// Whether values are sums, of which the number a second is shown.
  var isRate: Bool { kind == .flow || kind == .trouble }
  /// The greatest value.
  var peak: Int64 { values.max() ?? 0 }

  /// The value of a step as it is shown: `23.7 k`, `2,000/s`.
  func text(at frame: Int, of frames: Frames) -> String {
    let value = values[frame]
    return isRate
      ? Self.rate(value, in: frames.seconds(of: frame)) : Self.level(value)
  }

  /// All digits of a small number, three that count of a great one.
  static func level(_ value: Int64) -> String {
    value < 10_000 ? NumberText.grouped(value) : NumberText.short(value)
  }

  /// So many in so many seconds, for each second.
  static func rate(_ sum: Int64, in seconds: Double) -> String {
    let rate = Double(sum) / seconds
    if sum == 0 { return "0/s" }
    if rate < 0.1 { return "<0.1/s" }
    let tenths = Int64((rate * 10).rounded())
    guard rate < 10, tenths < 100, tenths % 10 != 0 else {
      return level(Int64(rate.rounded())) + "/s"
    }
    return "\(tenths / 10).\(tenths % 10)/s"
  }
}

extension Meter {
  /// What a place shows, at most three of them; empty where its node kept no courses.
  static func all(of place: Int, in graph: MapGraph, _ frames: Frames) -> [Meter] {
    guard let node = graph.places[place].node else { return [] }
    let offered = flow(node, .offered, "sends", frames)
    let levels = [waiting(node, frames), unfinished(node, frames), busy(node, frames)]
      .compactMap { $0 }
    let flow = offered ?? (levels.isEmpty ? arriving(at: place, in: graph, frames) : nil)
    let all =
      [flow].compactMap { $0 } + levels.prefix(2)
      + [trouble(node, frames)].compactMap { $0 }
    return all.isEmpty ? [empty(node, frames)].compactMap { $0 } : all
  }

  /// What came in at a place in each step.
  static func arrivals(at place: Int, in graph: MapGraph, _ frames: Frames) -> [Int64] {
    graph.wires.filter { $0.to == place }.reduce(
      into: Array(repeating: 0, count: frames.count)
    ) { sums, wire in
      for (frame, value) in graph.deliveries(on: wire, frames).enumerated() {
        sums[frame] += value
      }
    }
  }

  private static func arriving(
    at place: Int, in graph: MapGraph, _ frames: Frames
  ) -> Meter? {
    let values = arrivals(at: place, in: graph, frames)
    guard values.contains(where: { $0 > 0 }) else { return nil }
    return Meter(kind: .flow, word: "come in", title: "messages that come in", values: values)
  }

  private static func flow(
    _ node: NodeReading, _ role: Measure.Role, _ word: String, _ frames: Frames
  ) -> Meter? {
    guard let reading = node.measures.first(where: { $0.measure.role == role && !$0.isSilent })
    else { return nil }
    return Meter(
      kind: .flow, word: word, title: reading.measure.words,
      values: frames.sums(reading.datedCourse))
  }

  private static func waiting(_ node: NodeReading, _ frames: Frames) -> Meter? {
    level(node, frames, .waiting, "waiting") {
      $0.measure.role == .waiting && !$0.measure.name.contains("NotVisible")
    } ?? level(node, frames, .waiting, "waiting") {
      $0.measure.role == .unfinished
        && ($0.measure.name.contains("Queue") || $0.measure.name.contains("Waiting"))
    }
      ?? level(node, frames, .waiting, "open") {
        $0.measure.role == .unfinished && !$0.measure.name.contains("NotVisible")
      }
  }

  /// That nothing ever waited, at a node of which there is nothing else to show.
  private static func empty(_ node: NodeReading, _ frames: Frames) -> Meter? {
    node.measures.first { $0.measure.role == .waiting && $0.measure.shape == .gauge }.map {
      Meter(
        kind: .waiting, word: "waiting", title: $0.measure.words,
        values: Array(repeating: 0, count: frames.count))
    }
  }

  private static func unfinished(_ node: NodeReading, _ frames: Frames) -> Meter? {
    level(node, frames, .flight, "in flight") { $0.measure.name.contains("NotVisible") }
  }

  private static func level(
    _ node: NodeReading, _ frames: Frames, _ kind: Kind, _ word: String,
    where isMeant: (MeasureReading) -> Bool
  ) -> Meter? {
    let reading = node.measures.first {
      $0.measure.shape == .gauge && !$0.isSilent && !$0.datedCourse.isEmpty && isMeant($0)
    }
    return reading.map {
      Meter(
        kind: kind, word: word, title: $0.measure.words, values: frames.peaks($0.datedCourse))
    }
  }

  /// Parts of the names of levels that say how much goes on, with the word for it.
  private static let goingOn = [
    ("Concurren", "at once"), ("Active", "at once"), ("Executions", "at once"),
    ("Serving", "serving"), ("InService", "in service"), ("Running", "running"),
    ("HealthyHost", "healthy"),
  ]

  private static func busy(_ node: NodeReading, _ frames: Frames) -> Meter? {
    for (part, word) in goingOn {
      let meter = level(node, frames, .busy, word) {
        $0.measure.role == .concurrency && $0.measure.name.contains(part)
          && !$0.measure.name.contains("Target")
      }
      if let meter { return meter }
    }
    return nil
  }

  /// Of the counts of failures the greatest, and of those of what was turned away: the others are
  /// mostly the same seen from elsewhere.
  private static func trouble(_ node: NodeReading, _ frames: Frames) -> Meter? {
    let readings = [Measure.Role.failure, .throttling].compactMap { role in
      node.measures.filter {
        $0.measure.role == role && $0.measure.shape == .count && !$0.isSilent
      }.max { ($0.total.mean ?? 0) < ($1.total.mean ?? 0) }
    }
    guard let first = readings.first else { return nil }
    let word =
      readings.count > 1 ? "trouble" : first.measure.role == .failure ? "failing" : "throttled"
    let sums = readings.map { frames.sums($0.datedCourse) }
    return Meter(
      kind: .trouble, word: word,
      title: readings.map { $0.measure.words }.joined(separator: " and "),
      values: (0..<frames.count).map { frame in sums.reduce(0) { $0 + $1[frame] } })
  }
}

extension MapGraph {
  /// How many copies went over a wire in each step; empty where no course tells.
  ///
  /// On wires along which calls go nothing spends time: there the course is that of the client who
  /// sends along it alone, or of the answers of the node that is called along it alone.
  func deliveries(on wire: Wire, _ frames: Frames) -> [Int64] {
    let courses = wire.edges.map { frames.sums($0.datedDeliveries) }
    let sums = (0..<frames.count).map { frame in courses.reduce(0) { $0 + $1[frame] } }
    if sums.contains(where: { $0 > 0 }) || wire.edges.allSatisfy({ $0.edges[0].entered == 0 }) {
      return sums
    }
    if wires.filter({ $0.from == wire.from }).count == 1, let sent = offered(at: wire.from) {
      return frames.sums(sent.datedCourse)
    }
    guard wires.filter({ $0.to == wire.to }).count == 1 else { return [] }
    let answers = (places[wire.to].node?.measures ?? []).filter {
      $0.measure.role == .response && !$0.isSilent
    }
    guard !answers.isEmpty else { return [] }
    let counts = answers.map { frames.sums($0.datedCounts) }
    return (0..<frames.count).map { frame in counts.reduce(0) { $0 + $1[frame] } }
  }

  private func offered(at place: Int) -> MeasureReading? {
    places[place].node?.measures.first { $0.measure.role == .offered && !$0.isSilent }
  }
}
