import Blueprints

/// The numbers that nobody published, or that the scenario changed.
enum AssumptionSection {
  static func section(of subject: Subject) -> Section? {
    let rows = subject.assumptions.map { assumption in
      Row(assumption.parameter.name, assumption.value.words, note: assumption.why)
    }
    let changes = subject.changes.map { Row($0, "") }
    let blocks = [changes, rows].filter { !$0.isEmpty }.map { Section.Block.rows($0) }
    return blocks.isEmpty ? nil : Section("Assumptions", blocks)
  }
}
