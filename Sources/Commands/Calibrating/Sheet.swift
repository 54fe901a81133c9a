import Documents

/// Rows of cells, separated by commas, semicolons or tabs.
struct Sheet {
  /// A cell with its place in the file.
  struct Cell {
    let text: String
    let offset: Int
  }

  let source: SourceText
  /// The names of the columns; nil where the first row is one of values already.
  let heads: [Cell]?
  /// The rows of values; all have as many cells.
  let rows: [[Cell]]

  /// How many columns there are.
  var width: Int { rows[0].count }

  /// Rows under their heads, at least one.
  init(_ source: SourceText, heads: [Cell], rows: [[Cell]]) {
    self.source = source
    self.heads = heads
    self.rows = rows
  }

  /// The rows of a text; empty lines and lines that begin with # are passed over.
  init(_ source: SourceText) throws(InputError) {
    self.source = source
    var rows: [[Cell]] = []
    var separator: UInt8?
    var begin = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while begin < source.bytes.count {
      let end = source.bytes[begin...].firstIndex(of: 0x0A) ?? source.bytes.count
      defer { begin = end + 1 }
      let line = source.bytes[begin..<end]
      guard let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else {
        continue
      }
      let mark = separator ?? Self.separator(of: line)
      separator = mark
      let cells = try Self.cells(line, mark, source)
      if let width = rows.first?.count, cells.count != width {
        throw InputError(
          "this row has \(Self.columns(cells.count)), and the first one \(Self.columns(width))",
          remedy: "put quotes around text that holds a separator", at: source.place(at: begin))
      }
      rows.append(cells)
    }
    let hasHeads = rows.first.map { row in !row.contains { Self.isValue($0.text) } } ?? false
    heads = hasHeads ? rows[0] : nil
    self.rows = hasHeads ? Array(rows.dropFirst()) : rows
    guard !self.rows.isEmpty else {
      throw InputError(
        "\(source.name) holds no values", remedy: "give a log, or a CSV with one value a line")
    }
  }

  private static func columns(_ count: Int) -> String {
    count == 1 ? "1 column" : "\(count) columns"
  }

  private static func isValue(_ text: String) -> Bool {
    text.utf8.first.map { 48...57 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
      ?? false
  }

  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    for mark in [UInt8(ascii: "\t"), UInt8(ascii: ";")] where line.contains(mark) { return mark }
    return UInt8(ascii: ",")
  }

  private static func cells(
    _ line: ArraySlice<UInt8>, _ separator: UInt8, _ source: SourceText
  ) throws(InputError) -> [Cell] {
    let quote = UInt8(ascii: "\"")
    var cells: [Cell] = []
    var (text, offset): ([UInt8], Int) = ([], line.startIndex)
    var openedAt: Int?
    func close(at next: Int) {
      let trimmed = text.drop { $0 <= 0x20 }
      let count = trimmed.reversed().drop { $0 <= 0x20 }.count
      cells.append(
        Cell(text: String(decoding: trimmed.prefix(count), as: UTF8.self), offset: offset))
      (text, offset) = ([], next)
    }
    for index in line.indices {
      let byte = line[index]
      if byte == quote {
        openedAt = openedAt == nil ? index : nil
      } else if byte == separator, openedAt == nil {
        close(at: index + 1)
      } else {
        text.append(byte)
      }
    }
    if let openedAt {
      throw InputError(
        "this quote is not closed in its line", remedy: "close it",
        at: source.place(at: openedAt))
    }
    close(at: line.endIndex)
    return cells
  }
}
