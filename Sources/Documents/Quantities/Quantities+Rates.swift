import Kernel

extension Quantities {
  /// Reads a rate: `50/s`, `3000/min`, `2.5/s`, `1.5 k/s`.
  ///
  /// The unit of time is one of those of durations; `k` and `M` before the stroke stand for a
  /// thousand and a million.
  public static func rate(_ text: String) throws(QuantityProblem) -> Rate {
    let (amount, rest) = try amount(text, kind: "a rate", example: "50/s or 3000/min")
    if rest.isEmpty {
      throw QuantityProblem(
        "\(amount.text) has no unit", remedy: examples(amount.text, ["/s", "/min", "/h"]))
    }
    let halves = rest.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard halves.count == 2 else {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) does not say in what time", remedy: "write it like 50/s")
    }
    let unit = trimmed(halves[1])
    if unit.isEmpty {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) does not say in what time",
        remedy: examples(amount.text, ["/s", "/min", "/h"]))
    }
    let multiple = try multiple(trimmed(halves[0]), in: text)
    let length = try nanoseconds(unit, in: text)
    if amount.digits < 0 { throw negative(text) }
    guard let rate = exactRate(amount, multiple, length) else {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) is too large or too fine a rate", remedy: "write fewer digits")
    }
    return rate
  }

  /// The rate in lowest terms; `nil` where 64 bits do not hold it.
  private static func exactRate(
    _ amount: ExactAmount, _ multiple: Int64, _ length: Int64
  ) -> Rate? {
    let count = amount.digits * Int128(multiple)
    let (per, overflow) = Int128(length).multipliedReportingOverflow(
      by: ExactAmount.powerOfTen(amount.scale))
    if overflow { return nil }
    var (a, b) = (count, per)
    while b != 0 { (a, b) = (b, a % b) }
    guard let count = Int64(exactly: count / a), let per = Int64(exactly: per / a) else {
      return nil
    }
    return Rate(count: count, per: TimeSpan(nanoseconds: per))
  }

  /// What a letter for a multiple stands for; no letter stands for one.
  static func multiple(_ letter: String, in text: String) throws(QuantityProblem) -> Int64 {
    switch letter {
    case "": return 1
    case "k": return 1_000
    case "M": return 1_000_000
    case "K", "m":
      throw QuantityProblem(
        "\(letter) in \(Wording.excerpt(text)) is not a multiple",
        remedy: "write \(letter == "K" ? "k for a thousand" : "M for a million")")
    default:
      throw QuantityProblem(
        "\(Wording.excerpt(letter)) in \(Wording.excerpt(text)) is not a multiple",
        remedy: "write k for a thousand, M for a million, or no word at all")
    }
  }

  private static func trimmed(_ bytes: Substring.UTF8View) -> String {
    let front = bytes.drop { $0.isBlank }
    var end = front.endIndex
    while end > front.startIndex, front[front.index(before: end)].isBlank {
      end = front.index(before: end)
    }
    return String(Substring(front[..<end]))
  }
}
