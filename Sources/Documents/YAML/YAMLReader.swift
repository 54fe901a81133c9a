/// Reads one YAML document by recursive descent, in one pass over the bytes.
struct YAMLReader {
  /// The text being read.
  let source: SourceText
  /// The bounds that hold.
  let limits: Document.Limits
  /// The text as UTF-8.
  let bytes: [UInt8]
  /// What is read next.
  var at: Int
  /// Where the line of `at` begins.
  var lineStart: Int
  /// Where the first word of a line stands, once the space before it was skipped.
  var freshAt: Int
  /// The first tab in the space before that word.
  var indentTab: Int?
  /// The indentation of the block that ended last.
  var closedIndent: Int?
  /// The values read so far, those behind aliases counted each time.
  var nodes = 0
  /// The deepest level reached since the innermost anchor was opened.
  var deepest = 0
  /// What each anchor names.
  var anchors: [String: YAMLAnchor] = [:]
  /// The names of the anchors in order, for suggestions.
  var anchorNames: [String] = []

  /// A reader at the start of a text.
  init(source: SourceText, limits: Document.Limits) {
    self.source = source
    self.limits = limits
    bytes = source.bytes
    at = source.contentStart
    lineStart = at
    freshAt = at
  }

  /// The value of the document, after which the text must end.
  mutating func document() throws(InputError) -> Document {
    try checkCharacters()
    let isMarked = try prologue()
    let slot = BlockSlot(parent: -1, kind: isMarked ? .marked : .document, depth: 1)
    let root = try blockNode(slot)
    try epilogue()
    return root
  }

  private func checkCharacters() throws(InputError) {
    for (offset, byte) in bytes.enumerated()
    where byte < 0x20 && byte != 0x09 && !byte.isBreak {
      throw slip(
        "a control character (\(Wording.codePoint(UInt32(byte)))) in the text",
        "remove it, or write it as an escape in double quotes", at: offset)
    }
  }

  /// Reads directives and the marker that begins a document; tells whether there was one.
  private mutating func prologue() throws(InputError) -> Bool {
    var directive: Int?
    skipGap()
    while byte == "%", at == lineStart {
      directive = at
      skipToBreak()
      skipGap()
    }
    if takeMarker("-") { return true }
    if let directive {
      throw slip(
        "a line that begins with % needs the line --- after it",
        "add it, or quote the text", at: directive)
    }
    return false
  }

  private mutating func epilogue() throws(InputError) {
    skipGap()
    if takeMarker(".") {
      skipGap()
      if at < bytes.count, !isFresh { throw stray() }
      if at < bytes.count { throw secondDocument() }
    }
    if isAtMarker("-") { throw secondDocument() }
    if at < bytes.count { throw stray() }
  }

  private func secondDocument() -> InputError {
    slip("a second document begins here", "keep one document to a file")
  }
}
