/// The sections of a page, each with an address of its own, and the list of them.
struct PageSections {
  private let sections: [(id: String, section: Section)]

  /// Sections, of which those with one heading are told apart by a number.
  init(_ sections: [Section]) {
    var used: [String: Int] = [:]
    self.sections = sections.map { section in
      let name = Self.address(of: section.heading)
      used[name, default: 0] += 1
      let count = used[name] ?? 1
      return (count == 1 ? name : "\(name)-\(count)", section)
    }
  }

  /// A heading in small letters, digits and hyphens.
  private static func address(of heading: String) -> String {
    let letters = heading.lowercased().map { letter in
      letter.isASCII && (letter.isLetter || letter.isNumber) ? String(letter) : "-"
    }
    return "s-" + letters.joined()
  }

  /// The list of what there is to read.
  var contents: Element {
    Element(
      "nav", ["class": "contents", "aria-label": "Contents"],
      [
        Element(
          "ol", [:],
          sections.map { id, section in
            Element("li", [:], [Element("a", ["href": "#\(id)"], text: section.heading)])
          })
      ])
  }

  /// The sections, from top to bottom.
  var elements: [Element] {
    sections.map { id, section in
      var heading = Element("h2", ["id": "\(id)-h"], text: section.heading)
      if !section.remark.isEmpty {
        heading.append(text: " ")
        heading.append(Element("small", text: section.remark))
      }
      return Element(
        "section", ["id": id, "aria-labelledby": "\(id)-h"],
        [heading] + PageBlocks(section, id: id).elements)
    }
  }
}
