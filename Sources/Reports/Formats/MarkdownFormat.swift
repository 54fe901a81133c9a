import Measures

/// Writes a report as GitHub-flavoured Markdown: `summary.md`.
package enum MarkdownFormat {
  /// How wide courses are drawn.
  private static let drawing = 60

  /// The whole report, with a line break at its end.
  package static func text(of report: Report) -> String {
    let printed = report.sections.filter { !$0.printed.isEmpty }
    let parts = ["# \(escaped(report.title))", escaped(report.subtitle)] + printed.map(section)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func section(_ section: Section) -> String {
    let remark = section.remark.isEmpty ? "" : " (\(escaped(section.remark)))"
    return (["## \(escaped(section.heading))\(remark)"] + section.printed.map(block))
      .joined(separator: "\n\n")
  }

  private static func block(_ block: Section.Block) -> String {
    switch block {
    case .rows(let rows): self.rows(rows)
    case .table(let table): self.table(table)
    case .charts(let charts): self.charts(charts)
    case .picture(let picture): escaped(picture.alternative)
    case .remark(let text): escaped(text)
    }
  }

  private static func rows(_ rows: [Row]) -> String {
    let hasNotes = rows.contains { !$0.note.isEmpty }
    let lines = rows.map { row in
      let name = row.mark.map { "\($0.sign) " } ?? ""
      return [name + escaped(row.name), escaped(row.value)] + (hasNotes ? [escaped(row.note)] : [])
    }
    let heads = hasNotes ? ["", "", ""] : ["", ""]
    return grid(heads, ["---", "---:", "---"], lines)
  }

  private static func table(_ table: Table) -> String {
    let lines = table.lines.map { line in
      [String(repeating: "&nbsp;&nbsp;", count: line.level) + escaped(line.name)]
        + line.values.map(escaped)
    }
    let rules = ["---"] + table.heads.map { _ in "---:" }
    return grid(([table.head] + table.heads).map(escaped), rules, lines)
  }

  private static func charts(_ charts: [Chart]) -> String {
    let names = charts.reduce(0) { max($0, $1.name.count) }
    let lines = charts.map { chart in
      Lettering.padded(verbatim(chart.name), to: names) + "  "
        + Sparkline.text(chart.values, width: drawing) + "  " + verbatim(chart.peak)
    }
    return "```\n" + lines.joined(separator: "\n") + "\n```"
  }

  private static func grid(_ heads: [String], _ rules: [String], _ lines: [[String]]) -> String {
    ([heads, Array(rules.prefix(heads.count))] + lines)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// A name among letters that are shown as they are: it cannot end them.
  private static func verbatim(_ text: String) -> String {
    String(Lettering.harmless(text).map { $0 == "`" ? "'" : $0.isNewline ? " " : $0 })
  }

  /// What would be markup, made plain.
  private static func escaped(_ text: String) -> String {
    var safe = ""
    for character in Lettering.harmless(text) {
      if "|*_<`\\[]".contains(character) { safe.append("\\") }
      safe.append(character.isNewline ? " " : character)
    }
    return safe
  }
}
