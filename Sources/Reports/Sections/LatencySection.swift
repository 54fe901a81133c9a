import Kernel
import Measures

/// How late messages were at each consumer, end to end and hop by hop.
///
/// The last hop ends where the consumer begins with a message; the end-to-end latency also holds
/// the time that it then takes.
enum LatencySection {
  /// The columns of quantiles.
  private static let shares = [0.5, 0.9, 0.99]
  /// Seconds are the longest unit: the table's figures are to be compared, not read aloud.
  private static let longest = TimeSpan.seconds(59)

  static func section(of subject: Subject) -> Section? {
    let blocks = journeys(of: subject) + subject.nodes.flatMap(lengths)
    guard !blocks.isEmpty else { return nil }
    let column = TimeColumn(
      fitting: blocks.flatMap { figures(of: $0.samples) }
        .compactMap { $0.mean.map { min(TimeSpan(rounding: $0), longest) } })
    let lines = blocks.map { block in
      Table.Line(
        block.name,
        figures(of: block.samples).map { $0.text(in: column) } + [block.samples.count.text],
        level: block.level)
    }
    let table = Table("", ["p50", "p90", "p99", "max", "mean", "messages"], lines)
    return Section(
      "Latency", remark: "in \(column.unit.symbol)",
      pictures(of: subject) + [.table(table)]
        + (subject.longRun.map { LongRunWords.blocks(of: $0) } ?? []))
  }

  private static func pictures(of subject: Subject) -> [Section.Block] {
    let journeys = Journey.all(of: subject)
    let pictures = [PercentilePlot(of: journeys)?.picture, HopBars(of: journeys)?.picture]
    return pictures.compactMap { $0 }.map { .picture($0) }
  }

  typealias Block = (name: String, level: Int, samples: SampleReading)

  private static func journeys(of subject: Subject) -> [Block] {
    var blocks: [Block] = []
    for consumer in subject.consumers {
      for (client, name) in subject.first.clients.enumerated() {
        let latency = consumer.latency(from: client)
        guard !latency.isEmpty else { continue }
        blocks.append(("\(name) to \(consumer.label)", 0, latency))
        if subject.runs.count > 1 { blocks.append(("all replications", 1, latency.merged)) }
        for edge in Route.edges(from: name, to: consumer.label, among: subject.edges)
        where !edge.hop.isEmpty {
          blocks.append((edge.name, 1, edge.hop))
        }
      }
    }
    return blocks
  }

  /// What else takes time and is told nowhere else, as the duration of runs.
  static func lengths(of node: NodeReading) -> [Block] {
    node.measures.filter {
      $0.measure.unit == .nanoseconds && [.other, .response].contains($0.measure.role)
        && ($0.detail.isEmpty || $0.measure.role == .response) && !$0.samples.isEmpty
    }.map { ($0.title, 0, $0.samples) }
  }

  private static func figures(of samples: SampleReading) -> [Figure] {
    shares.map { samples.quantile($0) } + [samples.maximum, samples.mean]
  }
}
