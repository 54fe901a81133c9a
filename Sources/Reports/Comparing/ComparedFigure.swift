import Measures
import Studies

/// A figure of several designs side by side.
package struct ComparedFigure: Sendable {
  /// What of the thing that its group names: `p50`.
  package let name: String
  /// The figure of each design; nil where the design has no such thing.
  package let figures: [Figure?]

  /// What the numbers count.
  package var unit: UnitOfMeasure { figures.compactMap { $0?.unit }.first ?? .count }
  /// Whether no design has a value other than zero.
  package var isSilent: Bool { figures.allSatisfy { $0?.isZero ?? true } }

  /// How much a design is above the first, replication by replication.
  ///
  /// There is none unless both have a value in every replication.
  package func difference(of design: Int, replications: Int) -> PairedDifference? {
    guard let base = figures[0]?.reals, let own = figures[design]?.reals,
      base.count == replications, own.count == replications
    else { return nil }
    return PairedDifference(of: own, against: base)
  }
}

/// Figures of one thing: a route of messages, an edge, a measure.
package struct FigureGroup: Sendable {
  /// What they are figures of; empty where each figure says it.
  package let title: String
  /// The figures with their names.
  package let figures: [(name: String, figure: Figure)]

  /// Figures of one thing of one design.
  package init(_ title: String, _ figures: [(name: String, figure: Figure)]) {
    self.title = title
    self.figures = figures
  }
}

/// Figures of the things that go by one name in several designs.
package struct ComparedGroup: Sendable {
  /// What they are figures of; empty where each figure says it.
  package let title: String
  /// The figures, in the order in which the designs have them.
  package let figures: [ComparedFigure]

  /// The groups of all designs by their titles, and their figures by their names, in the order of
  /// the first design; what only later designs have comes last.
  package static func paired(_ designs: [[FigureGroup]]) -> [ComparedGroup] {
    let keyed = designs.map { groups in counted(groups) { $0.title } }
    return union(keyed).map { key in
      let figures = keyed.map { groups in
        groups.first { $0.key == key }.map { counted($0.value.figures) { $0.name } }
      }
      return ComparedGroup(
        title: key.name,
        figures: union(figures.compactMap { $0 }).map { key in
          ComparedFigure(
            name: key.name,
            figures: figures.map { list in list?.first { $0.key == key }?.value.figure })
        })
    }
  }

  /// A name, and how many of the same stand before it.
  private struct Key: Equatable {
    var name: String
    var place: Int
  }

  private static func counted<Value>(
    _ values: [Value], by name: (Value) -> String
  ) -> [(key: Key, value: Value)] {
    var keyed: [(key: Key, value: Value)] = []
    for value in values {
      let name = name(value)
      let place = keyed.filter { $0.key.name == name }.count
      keyed.append((Key(name: name, place: place), value))
    }
    return keyed
  }

  private static func union<Value>(_ lists: [[(key: Key, value: Value)]]) -> [Key] {
    var keys: [Key] = []
    for entry in lists.joined() where !keys.contains(entry.key) { keys.append(entry.key) }
    return keys
  }
}
