import Blueprints
import Reports

/// Sources, each with a number, in the order in which a page names them.
struct Footnotes {
  private var texts: [String] = []

  /// The mark of a source, as `[3]`; the same source has the same mark.
  mutating func mark(_ source: Source) -> String {
    let text = "\(source.kind): \(source.text)"
    if let index = texts.firstIndex(of: text) { return "[\(index + 1)]" }
    texts.append(text)
    return "[\(texts.count)]"
  }

  /// All sources with their marks; nil where there are none.
  var section: Section? {
    guard !texts.isEmpty else { return nil }
    return Section(
      "Sources", texts.enumerated().map { .remark("[\($0.offset + 1)] \($0.element)") },
      isTight: true)
  }
}
