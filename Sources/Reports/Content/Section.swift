/// A part of a report under one heading, in the words that people read.
package struct Section: Equatable, Sendable {
  /// The heading, as `Latency`.
  package let heading: String
  /// What stands beside the heading: the unit of a table, or a count; empty where nothing does.
  package let remark: String
  /// What stands below it, from top to bottom.
  package let blocks: [Block]
  /// Whether no empty lines part its blocks.
  package let isTight: Bool

  /// A heading and what stands below it.
  package init(_ heading: String, remark: String = "", _ blocks: [Block], isTight: Bool = false) {
    self.heading = heading
    self.remark = remark
    self.blocks = blocks
    self.isTight = isTight
  }

  /// What a format without drawings shows of it.
  package var printed: [Block] {
    blocks.filter { block in
      if case .picture = block { false } else { true }
    }
  }

  /// One thing below a heading; a format knows these and nothing else.
  package enum Block: Equatable, Sendable {
    /// Names with their values.
    case rows([Row])
    /// Names with several values each, under common heads.
    case table(Table)
    /// Courses over the same stretch of time.
    case charts([Chart])
    /// A drawing, which the page shows in place of the courses beside it.
    case picture(Picture)
    /// A sentence.
    case remark(String)
  }

  /// The same section with every text changed by a rule.
  package func mapped(_ rule: (String) -> String) -> Section {
    Section(
      rule(heading), remark: rule(remark),
      blocks.map { block in
        switch block {
        case .rows(let rows):
          .rows(
            rows.map {
              Row(rule($0.name), rule($0.value), note: rule($0.note), mark: $0.mark)
            })
        case .table(let table):
          .table(
            Table(
              rule(table.head), table.heads.map(rule),
              table.lines.map { Table.Line(rule($0.name), $0.values.map(rule), level: $0.level) }))
        case .charts(let charts):
          .charts(charts.map { Chart(rule($0.name), $0.values, peak: rule($0.peak)) })
        case .picture: block
        case .remark(let text): .remark(rule(text))
        }
      }, isTight: isTight)
  }
}
