/// What is wrong with the markup of a page: elements that do not nest, ids that are there twice,
/// references that lead nowhere.
struct MarkupCheck {
  /// Elements without an end.
  private static let empty: Set<String> = [
    "meta", "input", "br", "hr", "link", "img", "!DOCTYPE",
  ]
  /// Elements whose text is none of markup.
  private static let raw: Set<String> = ["script", "style"]
  /// Attributes that hold ids of other elements.
  private static let references = [
    "aria-labelledby", "aria-describedby", "aria-controls", "for",
  ]

  /// What is wrong, in words; empty where nothing is.
  private(set) var slips: [String] = []
  private var open: [String] = []
  private var ids: Set<String> = []
  private var wanted: [String] = []

  init(_ text: String) {
    var rest = Substring(text)
    while let begin = rest.firstIndex(of: "<") {
      rest = rest[begin...].dropFirst()
      guard let end = Self.end(ofTag: rest) else {
        slips.append("a tag does not end: \(rest.prefix(40))")
        return
      }
      let tag = rest[..<end]
      rest = rest[end...].dropFirst()
      take(tag)
      if let last = open.last, Self.raw.contains(last), !tag.hasPrefix("/") {
        guard let close = rest.firstRange(of: "</\(last)>") else {
          slips.append("\(last) does not end")
          return
        }
        rest = rest[close.lowerBound...]
      }
    }
    slips += open.map { "\($0) is never closed" }
    slips += wanted.filter { !ids.contains($0) }.map { "nothing has the id \($0)" }
  }

  /// Where a tag ends, outside of the quotes in it.
  private static func end(ofTag text: Substring) -> Substring.Index? {
    var isQuoted = false
    return text.indices.first { index in
      if text[index] == "\"" { isQuoted.toggle() }
      return text[index] == ">" && !isQuoted
    }
  }

  private mutating func take(_ tag: Substring) {
    let name = String(tag.prefix { !" /\n".contains($0) || $0 == tag.first })
    if tag.hasPrefix("/") {
      let closed = String(tag.dropFirst())
      if open.last == closed {
        open.removeLast()
      } else {
        slips.append("\(closed) closes \(open.last ?? "nothing")")
      }
      return
    }
    for (key, value) in Self.attributes(of: tag.dropFirst(name.count)) {
      if key == "id", !ids.insert(value).inserted { slips.append("the id \(value) is there twice") }
      if Self.references.contains(key) { wanted += value.split(separator: " ").map { String($0) } }
      if key == "href", value.hasPrefix("#") { wanted.append(String(value.dropFirst())) }
    }
    if !Self.empty.contains(name), !tag.hasSuffix("/") { open.append(name) }
  }

  private static func attributes(of text: Substring) -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    var rest = text
    while let quote = rest.firstRange(of: "=\"") {
      let key = rest[..<quote.lowerBound].split(whereSeparator: { " \n".contains($0) }).last ?? ""
      rest = rest[quote.upperBound...]
      let value = rest.prefix { $0 != "\"" }
      found.append((String(key), String(value)))
      rest = rest[value.endIndex...].dropFirst()
    }
    return found
  }
}
