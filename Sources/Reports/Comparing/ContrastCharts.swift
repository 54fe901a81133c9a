import Blueprints
import Kernel
import Measures

/// The designs of a comparison over one another, a line for each, which has its colour in every
/// drawing.
struct ContrastCharts {
  /// More ways nobody looks at; the tables tell of all.
  private static let mostWays = 6

  let contrast: Contrast

  /// The drawings of a chapter; none where two designs have nothing in common.
  func blocks(of chapter: FigureChapter) -> [Section.Block] {
    switch chapter {
    case .latency: latencies
    case .backlog:
      courses("Backlog and age over time", [.waiting, .unfinished, .age])
    case .concurrency: courses("Concurrency over time", [.concurrency])
    case .cascade, .hops, .volume, .failures, .cost: []
    }
  }

  // MARK: Latency

  /// The ways that several designs have, the slowest where there are many.
  private var latencies: [Section.Block] {
    let designs = contrast.designs.map { Journey.all(of: $0) }
    var names: [String] = []
    for journey in designs.joined() where !names.contains(journey.name) {
      names.append(journey.name)
    }
    let ways = names.compactMap { name -> (name: String, slowest: Int64, lines: [Line])? in
      let lines = designs.enumerated().compactMap { place, journeys in
        journeys.first { $0.name == name }.map {
          Line(colour: place, journey: $0.renamed(contrast.names[place]))
        }
      }
      guard lines.count > 1 else { return nil }
      let late = lines.compactMap { $0.journey.latency.histograms.first?.quantile(0.99) }
      return (name, late.max() ?? 0, lines)
    }
    let kept = ways.enumerated().sorted {
      ($1.element.slowest, $0.offset) < ($0.element.slowest, $1.offset)
    }.prefix(Self.mostWays).sorted { $0.offset < $1.offset }.map { $0.element }
    return kept.compactMap { way in
      PercentilePlot(
        of: way.lines.map { $0.journey }, colours: way.lines.map { $0.colour },
        title: "Latency of \(way.name) by share of messages")
    }.map { .picture($0.picture) }
  }

  private struct Line {
    let colour: Int
    let journey: Journey
  }

  // MARK: Courses

  /// What several designs measured, over the time of the one that took longest.
  private func courses(_ title: String, _ roles: [Measure.Role]) -> [Section.Block] {
    var longest = contrast.base
    for design in contrast.designs where design.first.end > longest.first.end { longest = design }
    return Section.Block.chart(title, of: longest) { frame in panels(roles, frame) }
  }

  private func panels(_ roles: [Measure.Role], _ frame: TimeFrame) -> [Panel] {
    let readings = contrast.designs.map { design in
      design.nodes.flatMap { node in
        node.measures.filter { roles.contains($0.measure.role) && $0.measure.shape != .count }
      }
    }
    var names: [String] = []
    for reading in readings.joined() {
      let name = Self.name(of: reading)
      if !names.contains(name) { names.append(name) }
    }
    return names.compactMap { name in
      let own = readings.map { list in list.first { Self.name(of: $0) == name } }
      guard own.count(where: { $0 != nil }) > 1,
        let unit = own.compactMap({ $0 }).first?.measure.unit
      else { return nil }
      let lines = own.enumerated().compactMap { place, reading -> Panel.Line? in
        reading.flatMap { Course($0, over: frame) }.map {
          Panel.Line(name: contrast.names[place], course: $0, colour: place)
        }
      }
      return Panel(name, unit, lines)
    }
  }

  private static func name(of reading: MeasureReading) -> String {
    BacklogSection.name(of: reading) + (reading.detail.isEmpty ? "" : " \(reading.detail)")
  }
}

extension Journey {
  /// The same way under another name.
  fileprivate func renamed(_ name: String) -> Journey {
    Journey(name: name, consumer: consumer, latency: latency, hops: hops)
  }
}
