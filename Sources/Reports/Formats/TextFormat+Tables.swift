extension TextFormat {
  /// Names, dots, and values under their heads; columns that do not fit follow below.
  func lines(of table: Table) -> [String] {
    let names = table.lines.reduce(table.head.count) { max($0, 2 * $1.level + $1.name.count) } + 2
    let widths = table.heads.indices.map { column in
      table.lines.reduce(table.heads[column].count) { max($0, $1.values[column].count) }
    }
    var lines: [String] = []
    var rest = table.heads.indices
    while let first = rest.first {
      var used = 2 + names
      let fitting = rest.prefix { column in
        used += widths[column] + 2
        return column == first || used <= width
      }
      lines += part(of: table, Array(fitting), names: names, widths: widths)
      rest = rest.dropFirst(fitting.count)
    }
    return lines
  }

  private func part(
    of table: Table, _ columns: [Int], names: Int, widths: [Int]
  ) -> [String] {
    let heads = columns.map { "  " + Lettering.aligned(table.heads[$0], to: widths[$0]) }
    let head = "  " + Lettering.padded(table.head, to: names) + heads.joined()
    return [ink.faint(head)]
      + table.lines.map { line in
        let indent = Lettering.spaces(2 * line.level)
        let values = columns.map { line.values[$0] }
        let gap =
          names - indent.count - line.name.count + 2 + widths[columns[0]] - values[0].count
        let first = (values[0].isEmpty ? Lettering.spaces(gap) : ink.faint(Lettering.leader(gap)))
        let others = zip(columns, values).dropFirst().map { column, value in
          "  " + Lettering.aligned(value, to: widths[column])
        }
        return Lettering.trimmed(
          "  " + indent + line.name + first + values[0] + others.joined())
      }
  }
}
