import Blueprints
import Kernel
import Measures
import Studies

/// What came of the triggers of a scenario: what clients got, who fell and by which edge, and which
/// calls were made more often than they were meant.
enum CascadeSection {
  static func section(of subject: Subject) -> Section? {
    let readings = subject.cascades
    guard let first = readings.first else { return nil }
    let isOne = readings.count == 1
    var told: [Section.Block] = []
    for reading in readings {
      if !isOne { told.append(.remark(reading.title)) }
      told += blocks(of: reading, in: subject)
    }
    return Section(
      "Cascade", remark: isOne ? first.title : "",
      told + amplification(of: subject) + charts(of: subject))
  }

  private static func blocks(
    of reading: CascadeReading, in subject: Subject
  ) -> [Section.Block] {
    let clients = reading.clients.map { client in
      Row(
        "\(client.label) goodput", client.words,
        note: "\(client.before.text) before, \(client.lowest.text) at worst, "
          + "\(client.last.text) at the end")
    }
    var blocks: [Section.Block] = clients.isEmpty ? [] : [.rows(clients)]
    if !reading.falls.isEmpty {
      blocks.append(
        .table(
          Table(
            "fell below its level", ["by", "from", "for", "served", "slower"],
            reading.falls.map(line)
          ).omitting([""])))
    }
    let which = subject.runs.count > 1 ? " in the first replication" : ""
    if !reading.hasSpread {
      blocks.append(.remark("Nothing else fell below its level\(which)."))
    } else if subject.runs.count > 1 {
      blocks.append(.remark("Who fell, and when, is that of the first replication."))
    }
    return blocks
  }

  private static func line(_ fall: Fall) -> Table.Line {
    let way = fall.way.map { "\($0.from) → \($0.to)" } ?? (fall.isHit ? "the trigger" : "–")
    let length = fall.end.map { TimeText.text($0 - fall.begin) } ?? "to the end"
    return Table.Line(
      fall.label,
      [
        way, TimeText.text(fall.begin - .start), length,
        Quantity(real: fall.share, .share).text,
        fall.slowness.map { "\(NumberText.real($0))×" } ?? "",
      ])
  }

  /// The calls that took more than one attempt each.
  private static func amplification(of subject: Subject) -> [Section.Block] {
    let rows = subject.edges.filter { $0.isRetried }.map { edge in
      Row("\(edge.name) attempts per call", edge.attemptsPerCall.text)
    }
    return rows.isEmpty ? [] : [.rows(rows)]
  }

  /// What clients offered, and what they got in time.
  private static func charts(of subject: Subject) -> [Section.Block] {
    let charts = subject.nodes.flatMap { node in
      let offers = node.measures.filter { $0.measure.role == .offered }
      guard !offers.isEmpty else { return [Chart]() }
      let answers = node.measures.filter { $0.measure.role == .response }
      return offers.map { chart("\(node.label) offers", $0.rates) }
        + answers.map { chart("\(node.label) goodput", $0.rates) }
    }
    return charts.isEmpty ? [] : CourseCharts.goodput(of: subject) + [.charts(charts)]
  }

  private static func chart(_ name: String, _ rates: [Int64]) -> Chart {
    Chart(name, rates, peak: Quantity(rates.max() ?? 0, .perSecond).text)
  }
}
