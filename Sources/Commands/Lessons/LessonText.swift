/// Words with places for figures.
///
///     At worst {{waiting}} wait.
struct LessonText {
  /// What such a text is made of.
  enum Part: Equatable {
    /// Words as they stand.
    case words(String)
    /// The figure of a claim.
    case figure(String)
  }

  /// The parts, in order.
  private(set) var parts: [Part] = []

  /// The parts of a text; braces that are not closed are words.
  init(_ text: String) {
    var rest = text[...]
    while let open = Self.offset(of: "{{", in: rest) {
      let inside = rest[rest.index(open, offsetBy: 2)...]
      guard let close = Self.offset(of: "}}", in: inside) else { break }
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      parts.append(.figure(String(inside[..<close])))
      rest = inside[inside.index(close, offsetBy: 2)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
  }

  private static func offset(of mark: String, in text: Substring) -> Substring.Index? {
    text.indices.first { text[$0...].hasPrefix(mark) }
  }

  /// The paragraphs with their figures in place.
  func paragraphs(_ figure: (_ name: String) -> String) -> [String] {
    let text = parts.map { part in
      switch part {
      case .words(let words): words
      case .figure(let name): figure(name)
      }
    }.joined()
    return text.split(separator: "\n").map { String($0) }
  }
}
