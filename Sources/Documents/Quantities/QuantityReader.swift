/// Walks over the text of a quantity: amounts, units and the blanks between them.
struct QuantityReader {
  private let text: String
  private let bytes: [UInt8]
  private var at = 0

  /// An amount has at most this many digits, so that with any unit it fits into 128 bits.
  private static let mostDigits = 24

  /// A reader at the first word of a text.
  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    skipBlanks()
  }

  /// Nothing but blanks is left.
  var isEmpty: Bool { at >= bytes.count }

  /// Reads an amount and the blanks after it; `nil` where no number begins here.
  mutating func amount() throws(QuantityProblem) -> ExactAmount? {
    let start = at
    if !isEmpty, bytes[at] == "-" || bytes[at] == "+" { at += 1 }
    let first = at
    while !isEmpty, bytes[at].isDigit || bytes[at] == "." || isGroupComma { at += 1 }
    guard bytes[first..<at].contains(where: { $0.isDigit }) else {
      at = start
      return nil
    }
    takeExponent()
    let spelled = String(decoding: bytes[start..<at], as: UTF8.self)
    let digits = bytes[start..<at].filter { $0 != "," }
    if !isEmpty, bytes[at] == "," || bytes[at] == "_" { throw badGroups() }
    if hasGroups(start..<at), !areGroupsOfThree(first..<at) { throw badGroups() }
    guard let numeral = DecimalNumeral(digits[...]) else {
      throw QuantityProblem("\(spelled) is not a number", remedy: "write it with one point")
    }
    skipBlanks()
    return try exact(numeral, spelled)
  }

  /// Reads the letters of a unit and the blanks after it.
  mutating func unit() -> String {
    let start = at
    while !isEmpty, !bytes[at].isBlank, !bytes[at].isDigit { at += 1 }
    let unit = String(decoding: bytes[start..<at], as: UTF8.self)
    skipBlanks()
    return unit
  }

  /// All that is left, without the blanks at its end.
  mutating func rest() -> String {
    var end = bytes.count
    while end > at, bytes[end - 1].isBlank { end -= 1 }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }

  private func exact(
    _ numeral: DecimalNumeral, _ spelled: String
  ) throws(QuantityProblem) -> ExactAmount {
    let width = numeral.digits.count + max(0, numeral.exponent)
    guard width <= Self.mostDigits, numeral.exponent >= -Self.mostDigits else {
      throw tooWide(numeral, Wording.excerpt(spelled))
    }
    var digits: Int128 = 0
    for digit in numeral.digits { digits = digits * 10 + Int128(digit) }
    if numeral.exponent > 0 { digits *= ExactAmount.powerOfTen(numeral.exponent) }
    return ExactAmount(
      digits: numeral.isNegative ? -digits : digits, scale: max(0, -numeral.exponent),
      text: spelled)
  }

  private func tooWide(_ numeral: DecimalNumeral, _ spelled: String) -> QuantityProblem {
    let most = Self.mostDigits
    if numeral.digits.count + numeral.exponent > most {
      return QuantityProblem(
        "\(spelled) is too large", remedy: "write an amount below 1e\(most)")
    }
    return QuantityProblem(
      "\(spelled) has more than \(most) digits",
      remedy: "write up to \(most) digits, those behind the point included")
  }

  private mutating func skipBlanks() {
    while !isEmpty, bytes[at].isBlank || bytes[at].isBreak { at += 1 }
  }

  private var isGroupComma: Bool {
    bytes[at] == "," && at + 1 < bytes.count && bytes[at + 1].isDigit
  }

  private mutating func takeExponent() {
    guard !isEmpty, bytes[at] == "e" || bytes[at] == "E" else { return }
    var end = at + 1
    if end < bytes.count, bytes[end] == "-" || bytes[end] == "+" { end += 1 }
    guard end < bytes.count, bytes[end].isDigit else { return }
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    at = end
  }

  private func hasGroups(_ range: Range<Int>) -> Bool { bytes[range].contains { $0 == "," } }

  private func areGroupsOfThree(_ range: Range<Int>) -> Bool {
    let whole = bytes[range].prefix { $0.isDigit || $0 == "," }
    let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    return !hasGroups(whole.endIndex..<range.upperBound) && 1...3 ~= groups[0].count
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  private func badGroups() -> QuantityProblem {
    QuantityProblem(
      "the digits of \(Wording.excerpt(text)) are not in groups of three",
      remedy: "write 1,000 or 1000, and 1.5 with a point")
  }
}
