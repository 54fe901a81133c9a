extension YAMLReader {
  /// What stands behind the `|` or `>` of a block text.
  private struct Header {
    var isFolded = false
    /// The indentation that a digit asks for, beyond that of the block around.
    var indent: Int?
    /// `+` keeps the line breaks at the end, `-` drops them; without either one is kept.
    var chomping: UInt8?
  }

  /// Reads a literal (`|`) or folded (`>`) block text.
  mutating func blockText(parent: Int) throws(InputError) -> YAMLScalar {
    let start = at
    let header = try blockTextHeader()
    let indent: Int
    if let digit = header.indent {
      indent = max(parent, 0) + digit
    } else {
      indent = try detectedIndent(parent: parent)
    }
    var text = EscapedText()
    var lineBreak = false
    var emptyLines = 0
    var wasBlank = false
    var endsInBreak = false
    while let line = try nextTextLine(indent: indent, parent: parent) {
      if line.isEmpty {
        emptyLines += 1
        continue
      }
      let isBlank = bytes[line.lowerBound].isBlank
      if lineBreak {
        if !header.isFolded || wasBlank || isBlank {
          text.bytes.append(0x0A)
        } else if emptyLines == 0 {
          text.bytes.append(0x20)
        }
      }
      text.bytes.append(contentsOf: repeatElement(0x0A, count: emptyLines))
      text.bytes.append(contentsOf: bytes[line])
      (lineBreak, emptyLines, wasBlank) = (true, 0, isBlank)
      endsInBreak = bytes[at - 1].isBreak
    }
    if header.chomping != 0x2D, endsInBreak { text.bytes.append(0x0A) }
    if header.chomping == 0x2B {
      text.bytes.append(contentsOf: repeatElement(0x0A, count: emptyLines))
    }
    return YAMLScalar(text: text.text, start: start, isOneLine: false)
  }

  private mutating func blockTextHeader() throws(InputError) -> Header {
    var header = Header(isFolded: byte == ">")
    at += 1
    while !endsWord(at) {
      if byte == "+" || byte == "-", header.chomping == nil {
        header.chomping = byte
      } else if 0x31...0x39 ~= byte, header.indent == nil {
        header.indent = Int(byte - 0x30)
      } else {
        throw slip(
          "text on the line of the \(header.isFolded ? ">" : "|")",
          "begin the text on the next line, or quote it")
      }
      at += 1
    }
    skipBlanks()
    if isAtComment { skipToBreak() }
    guard at >= bytes.count || byte.isBreak else {
      throw slip(
        "text on the line of the \(header.isFolded ? ">" : "|")",
        "begin the text on the next line, or quote it")
    }
    if at < bytes.count { takeBreak() }
    freshAt = at
    indentTab = nil
    return header
  }

  /// The indentation of the first line that is not empty; of empty lines alone, beyond them all.
  private func detectedIndent(parent: Int) throws(InputError) -> Int {
    var line = at
    var end = at
    while end < bytes.count {
      if bytes[end] == " " {
        end += 1
      } else if bytes[end].isBreak {
        end += 1
        line = end
      } else {
        break
      }
    }
    if end < bytes.count, bytes[end] == "\t", end - line <= parent { throw tabSlip(at: end) }
    return end < bytes.count && end - line > parent ? end - line : .max
  }

  /// Takes a line of the text; `nil`, with nothing taken, where the text has ended.
  private mutating func nextTextLine(
    indent: Int, parent: Int
  ) throws(InputError) -> Range<Int>? {
    guard at < bytes.count, !isAtAnyMarker else { return nil }
    var start = at
    while start < bytes.count, start - at < indent, bytes[start] == " " { start += 1 }
    var end = start
    while end < bytes.count, !bytes[end].isBreak { end += 1 }
    if start < end, start - at < indent {
      let isBlank = bytes[start..<end].allSatisfy { $0.isBlank }
      if !isBlank {
        if bytes[start] == "\t", start - at > parent || parent < 0 { throw tabSlip(at: start) }
        if bytes[start] != "#", start - at > parent {
          throw slip(
            "indented less than the first line of its text",
            "indent it by at least \(indent) spaces", at: start)
        }
        return nil
      }
      start = end
    }
    at = end
    if start == end, end == bytes.count { return nil }
    if at < bytes.count { takeBreak() }
    freshAt = at
    indentTab = nil
    return start..<end
  }
}
