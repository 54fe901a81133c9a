/// A position in a text, kept as an offset; line and column are worked out when asked for.
public struct Place: Sendable, Hashable {
  /// The text that holds the position.
  public let source: SourceText
  /// The position in UTF-8 bytes from the start of the text.
  public let offset: Int

  /// The position at an offset of UTF-8 bytes, from 0 to the length of the text.
  public init(source: SourceText, offset: Int) {
    precondition(0...source.bytes.count ~= offset, "\(offset) of \(source.bytes.count)")
    self.source = source
    self.offset = offset
  }

  /// The line, counted from 1.
  public var line: Int { source.line(at: offset) }

  /// The column in characters, counted from 1.
  ///
  /// - Complexity: O(*n*) in the length of the line before it.
  public var column: Int {
    let start = source.range(ofLine: line).lowerBound
    guard offset > start else { return 1 }
    return String(decoding: source.bytes[start..<offset], as: UTF8.self).count + 1
  }

  /// The same text, by identity, and the same offset.
  public static func == (a: Place, b: Place) -> Bool {
    a.source === b.source && a.offset == b.offset
  }

  /// Mixes in the identity of the text and the offset.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(offset)
  }
}
