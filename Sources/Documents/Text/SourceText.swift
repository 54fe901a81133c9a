/// A file's text under the name by which its author knows it.
public final class SourceText: Sendable {
  /// The file name as the user gave it.
  public let name: String
  /// The whole text, a byte order mark included.
  public let text: String
  /// The text as UTF-8, by which all offsets count.
  public let bytes: [UInt8]
  /// Where each line begins; a byte order mark belongs to no line.
  private let lineStarts: [Int]

  /// Text that was read already; the name need not be that of a file.
  ///
  /// Lines end in LF, CR LF or CR.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
    let bytes = Array(text.utf8)
    self.bytes = bytes
    var starts = [Self.contentStart(of: bytes)]
    var offset = starts[0]
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
        starts.append(offset)
      }
    }
    lineStarts = starts
  }

  /// The text of a file as it lies on disk.
  ///
  /// - Throws: An error that names the file where its bytes are not UTF-8.
  public static func decoding(
    _ bytes: [UInt8], name: String
  ) throws(InputError) -> SourceText {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw InputError("\(name) is UTF-16 text", remedy: "save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError("\(name) is not UTF-8 text", remedy: "save it as UTF-8")
    }
    return SourceText(name: name, text: text)
  }

  /// A place in this text, at an offset counted in UTF-8 bytes.
  public func place(at offset: Int) -> Place { Place(source: self, offset: offset) }

  /// Where the text proper begins, past a byte order mark.
  var contentStart: Int { lineStarts[0] }

  /// The line that holds an offset, counted from 1.
  ///
  /// - Complexity: O(log *n*) in the number of lines.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Where a line lies, without the break that ends it; lines count from 1.
  public func range(ofLine line: Int) -> Range<Int> {
    precondition(1...lineStarts.count ~= line, "line \(line) of \(lineStarts.count)")
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1].isBreak { end -= 1 }
    return start..<end
  }

  private static func contentStart(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
