/// A slip in what the user wrote: where it is, what is wrong and the way out.
public struct InputError: Error, Sendable, Equatable {
  /// Where the slip is; `nil` where it is in no text.
  public var place: Place?
  /// What is wrong, in the author's words; one sentence without a full stop.
  public var problem: String
  /// The way out, as an imperative; `nil` where there is no advice to give.
  public var remedy: String?

  /// A slip at a place, with the way out of it.
  public init(_ problem: String, remedy: String? = nil, at place: Place? = nil) {
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }

  /// The error with the line it is in and a caret under its column.
  ///
  ///     orders.yaml:7:22: 99999s is out of range
  ///       7 |   visibilityTimeout: 99999s
  ///         |                      ^ choose from 0 s to 12 h
  ///
  /// Without a place the problem stands alone, and the remedy on the next line.
  public var rendered: String {
    guard let place else { return remedy.map { "\(problem)\n  \($0)" } ?? problem }
    let line = place.line
    let column = place.column
    let (excerpt, caret) = Self.window(
      of: place.source.range(ofLine: line), in: place.source, around: column)
    let number = String(line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    let indent = String(repeating: " ", count: caret - 1)
    let shown = excerpt.isEmpty ? "" : " " + excerpt
    return "\(place.source.name):\(line):\(column): \(problem)\n"
      + "  \(number) |\(shown)\n"
      + "  \(gutter) | \(indent)^" + (remedy.map { " " + $0 } ?? "")
  }

  /// The part of a line worth showing, and the caret's column in it.
  private static func window(
    of range: Range<Int>, in source: SourceText, around column: Int
  ) -> (excerpt: String, caret: Int) {
    let line = String(decoding: source.bytes[range], as: UTF8.self)
    let first = column > 80 ? column - 40 : 1
    var excerpt = first > 1 ? "…" : ""
    var position = 0
    for character in line {
      position += 1
      if position >= first + 100 {
        excerpt += "…"
        break
      }
      if position >= first { excerpt.append(Wording.visible(character)) }
    }
    return (excerpt, column - first + (first > 1 ? 2 : 1))
  }
}
