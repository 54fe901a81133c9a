import Blueprints
import Measures

/// What went wrong, and where messages ended that did not arrive.
enum FailureSection {
  static func section(of subject: Subject) -> Section? {
    let rows = measured(in: subject) + thrown(in: subject) + ended(in: subject)
    guard !rows.isEmpty else {
      return Section("Failures", [.remark("Nothing failed, and no message was lost or set aside.")])
    }
    return Section("Failures", CourseCharts.failures(of: subject) + [.rows(rows)])
  }

  private static func measured(in subject: Subject) -> [Row] {
    subject.nodes.flatMap { node in
      node.measures.filter { $0.measure.role == .failure && !$0.isSilent }.map { reading in
        Row(reading.title, reading.total.text)
      }
    }
  }

  private static func thrown(in subject: Subject) -> [Row] {
    subject.consumers.compactMap { consumer in
      let figure = consumer.figure { $0.failed }
      return figure.isZero
        ? nil : Row("\(consumer.label) messages failed", figure.text, note: "once or more often")
    }
  }

  private static func ended(in subject: Subject) -> [Row] {
    subject.edges.flatMap { edge in
      let losses = Edge.Loss.allCases.map { loss in
        row(edge, "dropped", edge.dropped(loss), note: loss.text)
      }
      return [
        row(edge, "set aside", edge.figure { $0.deadLettered }, note: "to \(edge.asideWords)"),
        row(edge, "lost", edge.figure { $0.expired }, note: "retention ended"),
      ].compactMap { $0 } + losses.compactMap { $0 }
        + edge.losses.map { Row("\(edge.name) \($0.words)", $0.figure.text) }
    }
  }

  private static func row(
    _ edge: EdgeReading, _ what: String, _ figure: Figure, note: String
  ) -> Row? {
    figure.isZero ? nil : Row("\(edge.name) \(what)", figure.text, note: note)
  }
}
