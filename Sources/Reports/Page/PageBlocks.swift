import Measures

/// What stands below a heading of a page.
struct PageBlocks {
  private let section: Section
  private let id: String

  /// What stands below the heading of a section whose address is given.
  init(_ section: Section, id: String) {
    self.section = section
    self.id = id
  }

  private var hasPictures: Bool {
    section.blocks.contains { block in
      if case .picture = block { true } else { false }
    }
  }

  /// The blocks from top to bottom; courses are left out where drawings show them.
  var elements: [Element] {
    section.blocks.enumerated().compactMap { index, block in
      switch block {
      case .rows(let rows): Self.rows(rows)
      case .table(let table): self.table(table)
      case .charts(let charts): hasPictures ? nil : Self.charts(charts)
      case .picture(let picture): Self.picture(picture, id: "\(id)-\(index)")
      case .remark(let text): Element("p", ["class": section.isTight ? "note" : nil], text: text)
      }
    }
  }

  // MARK: Rows

  private static func rows(_ rows: [Row]) -> Element {
    let hasNotes = rows.contains { !$0.note.isEmpty }
    guard !hasNotes || rows.contains(where: { !$0.value.isEmpty }) else { return told(rows) }
    let isPhrase = rows.contains { $0.value.count > 24 }
    let style = ["rows", hasNotes ? "noted" : nil, isPhrase ? "phrases" : nil]
    return Element(
      "dl", ["class": style.compactMap { $0 }.joined(separator: " ")],
      rows.flatMap { lines(of: $0, noted: hasNotes) })
  }

  /// Rows that have no figure beside them but a sentence, as those of a story.
  private static func told(_ rows: [Row]) -> Element {
    Element(
      "dl", ["class": "rows told"],
      rows.flatMap { [Element("dt", text: $0.name), Element("dd", text: $0.note)] })
  }

  private static func lines(of row: Row, noted: Bool) -> [Element] {
    var name = Element("dt")
    if let mark = row.mark {
      name.append(mark.element)
      name.append(text: " ")
    }
    name.append(text: row.name)
    let value = Element("dd", ["class": "value"], text: row.value)
    return [name, value] + (noted ? [Element("dd", ["class": "remark"], text: row.note)] : [])
  }

  // MARK: Tables

  /// A table that is scrolled within a box of its own where the window is too narrow for it.
  private func table(_ table: Table) -> Element {
    let name = table.head.isEmpty ? section.heading : "\(section.heading): \(table.head)"
    let heads = table.heads.map { Element("th", ["scope": "col"], text: $0) }
    let corner =
      table.head.isEmpty ? Element("td") : Element("th", ["scope": "col"], text: table.head)
    let lines = table.lines.map { line in
      Element(
        "tr", [:],
        [
          Element(
            "th", ["scope": "row", "class": line.level == 0 ? nil : "level-\(min(line.level, 3))"],
            text: line.name)
        ] + line.values.map { Element("td", text: $0) })
    }
    return Element(
      "div", ["class": "table", "role": "region", "aria-label": name, "tabindex": "0"],
      [
        Element(
          "table", [:],
          [
            Element("thead", [:], [Element("tr", [:], [corner] + heads)]),
            Element("tbody", [:], lines),
          ])
      ])
  }

  // MARK: Drawings

  private static func charts(_ charts: [Chart]) -> Element {
    Element(
      "dl", ["class": "rows sparks"],
      charts.flatMap { chart in
        [
          Element("dt", text: chart.name),
          Element("dd", ["class": "value"], text: chart.peak),
          Element(
            "dd", ["class": "spark", "aria-hidden": "true"],
            text: Sparkline.text(chart.values, width: 48)),
        ]
      })
  }

  /// Alternatives up to this length are read at a glance; longer ones are folded.
  private static let shortAlternative = 120

  private static func picture(_ picture: Picture, id: String) -> Element {
    let words = Element("p", ["id": "\(id)-w", "class": "words"], text: picture.alternative)
    let isShort = picture.alternative.count <= shortAlternative
    return Element(
      "figure", ["id": id],
      [
        Element("figcaption", [:], [Element("h3", ["id": "\(id)-t"], text: picture.title)]),
        Element(
          "div",
          [
            "class": "drawing", "role": "group", "aria-labelledby": "\(id)-t",
            "aria-describedby": "\(id)-w",
          ], [picture.drawing]),
        isShort
          ? words
          : Element(
            "details", ["class": "words"], [Element("summary", text: "In words"), words]),
      ])
  }
}
