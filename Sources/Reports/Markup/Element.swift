/// An element of HTML or SVG with what stands in it.
///
/// Names of attributes and elements are Spillway's own; every value and every text may come from a
/// template and is escaped when it is written.
package struct Element: Equatable, Sendable {
  /// What stands in an element.
  package enum Content: Equatable, Sendable {
    /// Another element.
    case element(Element)
    /// Text, whoever wrote it.
    case text(String)
    /// Style or script of the report's own, which a browser takes as it is.
    case own(String)
  }

  /// Its name: `table`.
  package let name: String
  /// Names with their values, in the order in which they are written.
  package private(set) var attributes: [Attribute]
  /// What stands in it, in order.
  package private(set) var contents: [Content]

  /// A name with its value.
  package struct Attribute: Equatable, Sendable {
    /// The name: `class`.
    package let name: String
    /// The value, as it is meant.
    package let value: String
  }

  /// HTML elements that hold nothing and have no end tag.
  private static let void: Set<String> = ["br", "col", "hr", "img", "input", "link", "meta", "wbr"]

  /// An element with its attributes; those without a value are left out.
  package init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ contents: [Element] = []
  ) {
    self.name = name
    self.attributes = attributes.compactMap { name, value in
      value.map { Attribute(name: name, value: $0) }
    }
    self.contents = contents.map { .element($0) }
  }

  /// An element with a text in it.
  package init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String
  ) {
    self.init(name, attributes)
    contents = [.text(text)]
  }

  /// An element with style or script of the report's own in it.
  package init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], own text: String
  ) {
    self.init(name, attributes)
    contents = [.own(text)]
  }

  /// Adds an element at its end.
  package mutating func append(_ element: Element) { contents.append(.element(element)) }
  /// Adds a text at its end.
  package mutating func append(text: String) { contents.append(.text(text)) }
  /// Adds an attribute behind those that are there.
  package mutating func set(_ name: String, _ value: String) {
    attributes.append(Attribute(name: name, value: value))
  }

  /// As it stands in a file.
  package var markup: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Writes it at the end of a text.
  package func write(to text: inout String) {
    text += "<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
    }
    text += ">"
    guard !Self.void.contains(name) else { return }
    for content in contents {
      switch content {
      case .element(let element): element.write(to: &text)
      case .text(let words): text += Self.escaped(words)
      case .own(let words): text += words
      }
    }
    text += "</\(name)>"
  }

  /// A text in which no character is markup any more; what no document may hold becomes U+FFFD.
  package static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\t", "\n": safe.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value),
        "\u{61C}", "\u{200E}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        safe.unicodeScalars.append("\u{FFFD}")
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
