extension YAMLReader {
  /// Reads a scalar without quotes.
  ///
  /// In a block it goes on over lines indented further than the block around, unless its first line
  /// ends at a colon, which makes it a key.
  mutating func plain(parent: Int, inFlow: Bool) throws(InputError) -> YAMLScalar {
    guard beginsPlain(inFlow: inFlow) else { throw unexpected() }
    let start = at
    var text = EscapedText()
    takePlainLine(into: &text, inFlow: inFlow)
    var scalar = YAMLScalar(text: "", start: start, isPlain: true)
    while !isAtPlainColon(inFlow: inFlow) {
      guard let breaks = nextPlainLine(parent: parent, inFlow: inFlow) else { break }
      if let indentTab, !inFlow { throw tabSlip(at: indentTab) }
      text.bytes.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
      if breaks == 1 { text.bytes.append(0x20) }
      takePlainLine(into: &text, inFlow: inFlow)
      scalar.isOneLine = false
    }
    scalar.text = text.text
    return scalar
  }

  private func beginsPlain(inFlow: Bool) -> Bool {
    switch byte {
    case 0, ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
      return false
    case "-", "?", ":":
      return !endsWord(at + 1) && !(inFlow && bytes[at + 1].isFlowIndicator)
    default:
      return true
    }
  }

  /// The colon here ends a key.
  func isAtPlainColon(inFlow: Bool) -> Bool {
    byte == ":" && (endsWord(at + 1) || inFlow && bytes[at + 1].isFlowIndicator)
  }

  /// Takes the words of a line up to a colon, a comment, a bracket or a break, but no blanks after.
  private mutating func takePlainLine(into text: inout EscapedText, inFlow: Bool) {
    let start = at
    var end = at
    while at < bytes.count, !byte.isBreak {
      if isAtPlainColon(inFlow: inFlow) || inFlow && byte.isFlowIndicator || isAtComment { break }
      at += 1
      if !bytes[at - 1].isBlank { end = at }
    }
    // A key may have blanks before its colon; what else stands there is met by whoever reads on.
    if byte != ":" { at = end }
    text.bytes.append(contentsOf: bytes[start..<end])
  }

  /// Moves to the next line of the text, if there is one.
  ///
  /// - Returns: The line breaks before it; `nil` where the text has ended, and nothing was moved.
  private mutating func nextPlainLine(parent: Int, inFlow: Bool) -> Int? {
    let end = (at: at, lineStart: lineStart, freshAt: freshAt, tab: indentTab)
    var breaks = 0
    var tab: Int?
    skipBlanks()
    while byte.isBreak {
      takeBreak()
      breaks += 1
      tab = nil
      while byte.isBlank {
        if byte == "\t", tab == nil { tab = at }
        at += 1
      }
    }
    let spaces = (tab ?? at) - lineStart
    let endsText =
      breaks == 0 || at >= bytes.count || byte == "#" || isAtAnyMarker
      || (inFlow ? endsFlowText(parent: parent) : spaces <= parent && !(tab != nil && parent >= 0))
    if endsText {
      (at, lineStart, freshAt, indentTab) = end
      return nil
    }
    freshAt = at
    // A tab past the indentation that is due is mere space.
    indentTab = spaces <= parent ? tab : nil
    return breaks
  }

  private func endsFlowText(parent: Int) -> Bool {
    byte.isFlowIndicator || isAtPlainColon(inFlow: true)
      || column <= parent && looksLikeBlockLine()
  }
}
