import Documents

/// Moments of sending from a CSV file, whose first column they are.
///
/// They are written with a unit, or the head of the column names it: `seconds` or `milliseconds`.
enum Trace {
  private static let units = [
    "s": "s", "seconds": "s", "ms": "ms", "milliseconds": "ms", "min": "min", "minutes": "min",
  ]

  /// The moments as a list of documents, each at its place in the file.
  static func moments(_ source: SourceText) throws(InputError) -> Document {
    var moments: [Document] = []
    var unit = ""
    var offset = 0
    for line in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { offset += line.count + 1 }
      let cell = firstCell(of: line)
      let place = source.place(at: offset)
      if cell.isEmpty { continue }
      if moments.isEmpty, unit.isEmpty, let head = head(cell) {
        unit = head
        continue
      }
      let isBare = cell.utf8.allSatisfy { $0 == UInt8(ascii: ".") || 48...57 ~= $0 }
      moments.append(Document(.text(isBare && unit != "-" ? "\(cell) \(unit)" : cell), at: place))
    }
    guard !moments.isEmpty else {
      throw InputError(
        "\(source.name) holds no moments", remedy: "write one a line, as 1.5 s",
        at: source.place(at: 0))
    }
    return Document(.list(moments), at: source.place(at: 0))
  }

  /// What the head of the column says of the unit; nil where the first line is no head.
  private static func head(_ cell: String) -> String? {
    guard let first = cell.utf8.first, !(48...57 ~= first), first != UInt8(ascii: ".") else {
      return nil
    }
    return units[cell.lowercased()] ?? "-"
  }

  private static func firstCell(of line: ArraySlice<UInt8>) -> String {
    let cell = line.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
    let quotes: [UInt8] = [0x20, 0x09, 0x0D, 0x22]
    var trimmed = cell.drop { quotes.contains($0) }
    while let last = trimmed.last, quotes.contains(last) { trimmed.removeLast() }
    return String(decoding: trimmed, as: UTF8.self)
  }
}
