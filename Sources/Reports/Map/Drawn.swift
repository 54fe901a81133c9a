/// Numbers and words as drawings have them.
enum Drawn {
  /// A coordinate with at most one decimal.
  static func number(_ value: Double) -> String {
    let tenths = Int64((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let whole = "\(sign)\(tenths.magnitude / 10)"
    return tenths % 10 == 0 ? whole : "\(whole).\(tenths.magnitude % 10)"
  }

  /// About how wide a letter is, in widths of a usual one.
  private static func width(of scalar: Unicode.Scalar) -> Double {
    if scalar.value >= 0x1100 { return 2 }
    if "iljtfrI.,:;|'()[]- ".unicodeScalars.contains(scalar) { return 0.62 }
    if "mwMWQ@%".unicodeScalars.contains(scalar) { return 1.4 }
    return ("A"..."Z").contains(scalar) ? 1.16 : 1
  }

  /// About how wide a text is, in widths of a usual letter.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// A text of at most a width; a longer one has its begin and its end with an ellipsis between.
  static func shortened(_ text: String, to room: Double) -> String {
    guard width(of: text) > room else { return text }
    var head: [Character] = []
    var tail: [Character] = []
    var rest = Array(text)[...]
    while let next = head.count <= tail.count * 2 ? rest.first : rest.last {
      let isHead = head.count <= tail.count * 2
      guard width(of: String(head) + "…" + String(tail) + String(next)) <= room else { break }
      if isHead {
        head.append(next)
        rest.removeFirst()
      } else {
        tail.insert(next, at: 0)
        rest.removeLast()
      }
    }
    return String(head) + "…" + String(tail)
  }
}
