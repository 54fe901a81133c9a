import Blueprints

/// The numbers that nobody published, or that the scenario changed.
enum AssumptionSection {
  static func section(of subject: Subject) -> Section? {
    section(subject.assumptions, changes: subject.changes)
  }

  static func section(_ assumptions: [Assumption], changes: [String]) -> Section? {
    let rows = assumptions.map { assumption in
      Row(assumption.parameter.name, assumption.value.words, note: assumption.why)
    }
    let changed = changes.map { Row($0, "") }
    let blocks = [changed, rows].filter { !$0.isEmpty }.map { Section.Block.rows($0) }
    return blocks.isEmpty ? nil : Section("Assumptions", blocks)
  }
}
