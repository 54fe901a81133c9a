import Measures

/// Writes a report for a terminal.
package struct TextFormat {
  /// How many columns there are.
  let width: Int
  let ink: Ink

  /// A format for a terminal so wide, in colours or without.
  ///
  /// Beyond 100 columns the eye loses the line; below 60 nothing fits.
  package init(width: Int = 100, ink: Ink = Ink(isOn: false)) {
    self.width = min(max(width, 60), 100)
    self.ink = ink
  }

  /// The whole report, with a line break at its end.
  package func text(of report: Report) -> String {
    text(title: report.title, subtitle: report.subtitle, sections: report.sections)
  }

  /// Sections under a title, with a line break at the end.
  package func text(title: String, subtitle: String, sections: [Section]) -> String {
    let (title, subtitle) = (Lettering.line(title), Lettering.line(subtitle))
    var lines = [ink.bold(title)] + (subtitle.isEmpty ? [] : [ink.faint(subtitle)])
    let printed = sections.filter { !$0.printed.isEmpty }
    for section in printed.map({ $0.mapped(Lettering.line) }) {
      lines += ["", heading(of: section)]
      for (index, block) in section.printed.enumerated() {
        if index > 0, !section.isTight { lines.append("") }
        lines += self.lines(of: block)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(of section: Section) -> String {
    let remark = section.remark.isEmpty ? "" : "  " + ink.faint(section.remark)
    return ink.bold(section.heading) + remark
  }

  private func lines(of block: Section.Block) -> [String] {
    switch block {
    case .rows(let rows): lines(of: rows)
    case .table(let table): lines(of: table)
    case .charts(let charts): lines(of: charts)
    case .picture(let picture):
      Lettering.wrapped(picture.alternative, to: width - 2).map { "  " + $0 }
    case .remark(let text): Lettering.wrapped(text, to: width - 2).map { "  " + $0 }
    }
  }

  private func lines(of charts: [Chart]) -> [String] {
    let names = charts.reduce(0) { max($0, $1.name.count) } + 4
    let peaks = charts.reduce(0) { max($0, $1.peak.count) }
    let room = max(width - names - peaks - 6, 8)
    return charts.map { chart in
      let drawing = Sparkline.text(chart.values, width: room)
      let gap = min(room, charts.reduce(0) { max($0, $1.values.count) }) - drawing.count
      return "  " + chart.name + ink.faint(Lettering.leader(names - chart.name.count))
        + ink.drawn(drawing) + Lettering.spaces(gap + 2)
        + Lettering.aligned(chart.peak, to: peaks)
    }
  }
}
