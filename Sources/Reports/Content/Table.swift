/// Names with several values each, under common heads.
package struct Table: Equatable, Sendable {
  /// A name and its values.
  package struct Line: Equatable, Sendable {
    /// How far the name is set in below the one it belongs to, from 0.
    package let level: Int
    /// What is said.
    package let name: String
    /// The values, one for each head.
    package let values: [String]

    /// A name and its values, in the order of the heads.
    package init(_ name: String, _ values: [String], level: Int = 0) {
      self.level = level
      self.name = name
      self.values = values
    }
  }

  /// What the names are; empty where the heading says it.
  package let head: String
  /// What the values are.
  package let heads: [String]
  /// The lines, from top to bottom.
  package let lines: [Line]

  /// A table whose lines all have a value for each head.
  package init(_ head: String, _ heads: [String], _ lines: [Line]) {
    for line in lines {
      precondition(
        line.values.count == heads.count,
        "\(line.name) has \(line.values.count) values for \(heads.count) heads")
    }
    self.head = head
    self.heads = heads
    self.lines = lines
  }

  /// The table without the columns in which every value is one of the given texts.
  package func omitting(_ empty: Set<String>) -> Table {
    let kept = heads.indices.filter { column in
      lines.contains { !empty.contains($0.values[column]) }
    }
    return Table(
      head, kept.map { heads[$0] },
      lines.map { line in
        Line(line.name, kept.map { line.values[$0] }, level: line.level)
      })
  }
}
