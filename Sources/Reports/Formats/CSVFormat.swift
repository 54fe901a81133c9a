import Kernel

/// Writes courses over time as tidy rows, one value each: `series.csv`.
package enum CSVFormat {
  /// What the columns are.
  private static let head = "time_s,node,measure,detail,statistic,value\n"

  /// All rows, curve by curve, with a line break at the end.
  package static func text(of curves: [Curve]) -> String {
    var bytes = Array(head.utf8)
    for curve in curves {
      let names = [curve.node, curve.measure, curve.detail, curve.statistic]
        .map(quoted).joined(separator: ",")
      let middle = Array(",\(names),".utf8)
      for point in curve.points {
        bytes += seconds(point.begin).utf8
        bytes += middle
        bytes += point.value.utf8
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text's hash as 16 hexadecimal digits, the same on every machine.
  package static func digest(of text: String) -> String {
    let digits = String(stableHash(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The exact number of seconds, without zeros at its end.
  private static func seconds(_ instant: Instant) -> String {
    let (whole, part) = instant.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard part > 0 else { return String(whole) }
    var digits = String(String(1_000_000_000 + part).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// What a spreadsheet would take for a formula.
  private static let formulas: Set<Character> = ["=", "+", "-", "@", "\t"]

  /// A cell on one line that is read as text by whoever reads it, a terminal and a spreadsheet too.
  static func quoted(_ cell: String) -> String {
    let cell = Lettering.line(cell)
    let isFormula = cell.first { $0 != " " }.map { formulas.contains($0) } ?? false
    let text = isFormula ? "'\(cell)" : cell
    guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
    var safe = "\""
    for character in text {
      if character == "\"" { safe.append("\"") }
      safe.append(character)
    }
    return safe + "\""
  }
}
