import Blueprints
import Measures

/// How much went on at once, and what was turned away or had to wait for it.
enum ConcurrencySection {
  private static let roles: [Measure.Role] = [.concurrency, .throttling, .retry]

  static func section(of subject: Subject) -> Section? {
    let rows = subject.nodes.flatMap { node in
      node.measures.filter { roles.contains($0.measure.role) && !$0.isSilent }.map(row)
    }
    return rows.isEmpty
      ? nil : Section("Concurrency", CourseCharts.concurrency(of: subject) + [.rows(rows)])
  }

  private static func row(_ reading: MeasureReading) -> Row {
    let name = reading.title
    switch reading.measure.shape {
    case .count: return Row(name, reading.total.text)
    case .gauge:
      return Row(name, reading.maximum.text, note: "at most; \(reading.mean.text) on average")
    case .samples:
      return Row(
        name, reading.samples.quantile(0.5).text,
        note: "median; p99 \(reading.samples.quantile(0.99).text)")
    }
  }
}
