/// Writes a report as one file for a browser that needs nothing else: `index.html`.
///
/// It loads nothing and asks nobody. All of it can be read without the script, which adds what
/// follows the pointer.
package enum PageFormat {
  /// The whole page, with a line break at its end.
  package static func text(of report: Report) -> String {
    var page = "<!DOCTYPE html>\n"
    let pages = PageSections(report.sections)
    Element("html", ["lang": "en"], [head(of: report), body(of: report, pages)]).write(to: &page)
    return page + "\n"
  }

  private static func head(of report: Report) -> Element {
    Element(
      "head", [:],
      [
        Element("meta", ["charset": "utf-8"]),
        Element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("meta", ["name": "color-scheme", "content": "light dark"]),
        Element("meta", ["name": "generator", "content": "Spillway"]),
        Element("title", text: report.title),
        Element("style", own: PageStyle.all.joined(separator: "\n")),
      ])
  }

  private static func body(of report: Report, _ sections: PageSections) -> Element {
    Element(
      "body", [:],
      [
        Element("a", ["class": "skip", "href": "#report"], text: "To the report"),
        header(of: report),
        Element(
          "div", ["class": "sheet"],
          [
            sections.contents,
            Element("main", ["id": "report", "tabindex": "-1"], sections.elements),
          ]),
        footer,
        Element("script", own: PageScript.all.joined(separator: "\n")),
      ])
  }

  private static func header(of report: Report) -> Element {
    var header = Element("header", ["class": "masthead"])
    header.append(Element("h1", text: report.title))
    header.append(Element("p", ["class": "subtitle"], text: report.subtitle))
    if let verdict = verdict(of: report) { header.append(verdict) }
    return header
  }

  /// How many goals were met, in a word and a mark, or design by design where there are several;
  /// nil where no goal was judged.
  private static func verdict(of report: Report) -> Element? {
    let goals = report.sections.filter { $0.heading == VerdictSection.heading }
    let rows = goals.flatMap { $0.blocks }.flatMap { block in
      if case .rows(let rows) = block { rows } else { [Row]() }
    }
    let marks = rows.compactMap { $0.mark }
    guard !marks.isEmpty else { return counts(rows) }
    let missed = marks.filter { $0 == .missed }.count
    let undecided = marks.filter { $0 == .undecided }.count
    if marks.count == 1, missed + undecided == 1 {
      return verdict(marks[0], missed == 1 ? "The goal is missed" : "The goal is undecided")
    }
    if missed > 0 {
      return verdict(.missed, "\(missed) of \(marks.count) goals missed")
    }
    if undecided > 0 {
      return verdict(.undecided, "\(undecided) of \(marks.count) goals undecided")
    }
    return verdict(.met, marks.count == 1 ? "The goal is met" : "All \(marks.count) goals met")
  }

  /// What is said of the goals of each design of a comparison.
  private static func counts(_ rows: [Row]) -> Element? {
    let words = rows.filter { !$0.value.isEmpty }.map { "\($0.name): \($0.value)" }
    return words.isEmpty
      ? nil : Element("p", ["class": "verdict"], text: "Goals: " + words.joined(separator: " · "))
  }

  private static func verdict(_ mark: Row.Mark, _ words: String) -> Element {
    var paragraph = Element("p", ["class": "verdict \(mark.style)"], [mark.element])
    paragraph.append(text: " \(words)")
    return paragraph
  }

  private static var footer: Element {
    Element(
      "footer", [:],
      [
        Element(
          "p",
          text:
            "Simulated by Spillway. The same scenario and seed give the same page, byte by byte.")
      ])
  }
}

extension Row.Mark {
  /// The class that colours it.
  var style: String {
    switch self {
    case .met: "good"
    case .missed: "bad"
    case .undecided: "unsure"
    }
  }

  /// The sign, with its word for whoever does not see it.
  var element: Element {
    let word =
      switch self {
      case .met: "met"
      case .missed: "missed"
      case .undecided: "undecided"
      }
    return Element(
      "span", ["class": "mark \(style)", "role": "img", "aria-label": word], text: sign)
  }
}
