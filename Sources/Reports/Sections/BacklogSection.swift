import Blueprints
import Kernel
import Measures

/// What waited where, for how long, and the traffic that made it wait.
enum BacklogSection {
  private static let roles: [Measure.Role] = [.waiting, .unfinished, .age]

  static func section(of subject: Subject) -> Section? {
    let traffic = subject.nodes.flatMap { node in
      node.isClient ? node.measures.filter { $0.measure.shape == .count }.prefix(1) : []
    }
    let waiting = subject.nodes.flatMap { node in
      node.measures.filter { roles.contains($0.measure.role) && !$0.isSilent }
    }
    guard !waiting.isEmpty else { return nil }
    let charts = traffic.map(sending) + waiting.map(chart)
    let end = TimeText.text(subject.first.end - .start)
    let which = subject.runs.count > 1 ? " of the first replication" : ""
    return Section(
      "Backlog", remark: "over \(end)\(which), with peaks",
      CourseCharts.backlog(of: subject) + [.charts(charts)])
  }

  private static func sending(_ reading: MeasureReading) -> Chart {
    let rates = reading.rates
    return Chart(
      "\(reading.label) sends", rates,
      peak: Quantity(rates.max() ?? 0, .perSecond).text)
  }

  private static func chart(_ reading: MeasureReading) -> Chart {
    Chart(name(of: reading), reading.course, peak: reading.maximum.text)
  }

  /// The label with what is measured, less the words that every queue's measures begin with.
  static func name(of reading: MeasureReading) -> String {
    var words = reading.measure.words
    for dull in ["approximate ", "number of messages "] where words.hasPrefix(dull) {
      words.removeFirst(dull.count)
    }
    return "\(reading.label) \(words)"
  }
}
