extension YAMLReader {
  /// The next byte; 0 at the end.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }
  /// The next position is the first word of its line.
  var isFresh: Bool { freshAt == at }
  /// How far the next position is from the start of its line.
  var column: Int { at - lineStart }

  /// The byte at an offset ends a word: space, a line break or the end of the text.
  func endsWord(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset].isBlank || bytes[offset].isBreak
  }

  /// The next word is a dash, question mark or colon on its own.
  func isAtIndicator(_ indicator: Unicode.Scalar) -> Bool {
    byte == indicator && endsWord(at + 1)
  }

  /// Skips space, comments and line breaks.
  ///
  /// Remembers the first word of a line, and the first tab before it.
  ///
  /// - Returns: A tab before a word that is not the first of its line.
  @discardableResult
  mutating func skipGap() -> Int? {
    var fresh = isFresh
    var tab = fresh ? indentTab : nil
    while true {
      while byte.isBlank {
        if byte == "\t", tab == nil { tab = at }
        at += 1
      }
      if isAtComment { skipToBreak() }
      guard byte.isBreak else { break }
      takeBreak()
      fresh = true
      tab = nil
    }
    guard fresh else { return tab }
    freshAt = at
    indentTab = tab
    return nil
  }

  /// A comment begins here: a `#` at the start of a line or after space.
  var isAtComment: Bool { byte == "#" && (at == lineStart || bytes[at - 1].isBlank) }

  /// Skips spaces and tabs.
  mutating func skipBlanks() {
    while byte.isBlank { at += 1 }
  }

  /// Skips what is left of the line.
  mutating func skipToBreak() {
    while at < bytes.count, !bytes[at].isBreak { at += 1 }
  }

  /// Takes one line break: LF, CR LF or CR.
  mutating func takeBreak() {
    at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
    lineStart = at
  }

  /// A document begins (`---`) or ends (`...`) here.
  func isAtMarker(_ character: Unicode.Scalar) -> Bool {
    at == lineStart && at + 2 < bytes.count && bytes[at] == character && bytes[at + 1] == character
      && bytes[at + 2] == character && endsWord(at + 3)
  }

  /// A document begins or ends here.
  var isAtAnyMarker: Bool { isAtMarker("-") || isAtMarker(".") }

  /// Takes a marker if it is here.
  mutating func takeMarker(_ character: Unicode.Scalar) -> Bool {
    guard isAtMarker(character) else { return false }
    at += 3
    return true
  }

  /// The line from here on reads like one of a block, not like one within quotes or brackets.
  ///
  /// Only asked of lines indented no further than the block around; so a forgotten quote or
  /// bracket is reported where it was opened.
  func looksLikeBlockLine() -> Bool {
    if isAtIndicator("-") { return true }
    var end = at
    while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == "_" {
      end += 1
    }
    return end > at && end < bytes.count && bytes[end] == ":" && endsWord(end + 1)
  }

  /// The slip of a tab where indentation is counted in spaces.
  func checkIndentTab() throws(InputError) {
    guard isFresh, let indentTab else { return }
    throw tabSlip(at: indentTab)
  }

  /// The slip of a tab at an offset.
  func tabSlip(at offset: Int) -> InputError {
    slip("a tab in the indentation", "indent with spaces", at: offset)
  }
}
