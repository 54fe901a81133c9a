extension Quantities {
  /// Reads a share of a whole, from 0 to 1: `0.1 %`, `0.5 ‰`, `50%` or bare `0.001`.
  ///
  /// The result is the double nearest to what is written.
  public static func share(_ text: String) throws(QuantityProblem) -> Double {
    let (amount, unit) = try amount(text, kind: "a share", example: "0.1 % or 0.001")
    let power: Int
    switch unit {
    case "": power = 0
    case "%": power = 2
    case "‰": power = 3
    default: throw unknownUnit(unit, of: text, known: ["%", "‰"], synonyms: ["percent": "%"])
    }
    if amount.digits < 0 { throw negative(text) }
    if amount.digits > ExactAmount.powerOfTen(amount.scale + power) {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) is more than the whole",
        remedy: unit.isEmpty
          ? "write a share from 0 to 1, or \(amount.text) %" : "write a share up to 100 %")
    }
    return amount.double(overPowerOfTen: power)
  }

  /// Reads money in millionths of a US dollar: `400 USD`, `0.25 USD`.
  public static func money(_ text: String) throws(QuantityProblem) -> Int64 {
    if text.utf8.first == UInt8(ascii: "$") {
      let rest = Wording.excerpt(String(text.dropFirst()))
      throw QuantityProblem(
        "\(Wording.excerpt(text)) has its currency in front", remedy: "write \(rest) USD")
    }
    let (amount, unit) = try amount(text, kind: "an amount of money", example: "400 USD")
    if unit.isEmpty {
      throw QuantityProblem(
        "\(amount.text) has no currency", remedy: examples(amount.text, [" USD"]))
    }
    guard unit == "USD" else {
      throw QuantityProblem(
        "\(Wording.excerpt(unit)) in \(Wording.excerpt(text)) is not a currency known here",
        remedy: "write \(amount.text) USD")
    }
    if amount.digits < 0 { throw negative(text) }
    if let money = amount.whole(times: 1_000_000) { return money }
    if amount.overflows(times: 1_000_000) {
      throw QuantityProblem("\(Wording.excerpt(text)) is too much", remedy: "write less")
    }
    throw QuantityProblem(
      "\(Wording.excerpt(text)) is finer than a millionth of a dollar",
      remedy: "write fewer digits")
  }

  /// Reads a factor from 0 up: `10x`, `1.5 x`; the result is the double nearest to it.
  public static func factor(_ text: String) throws(QuantityProblem) -> Double {
    let (amount, unit) = try amount(text, kind: "a factor", example: "10x")
    guard unit == "x" || unit == "×" else {
      if unit.isEmpty {
        throw QuantityProblem("\(amount.text) has no unit", remedy: examples(amount.text, ["x"]))
      }
      throw QuantityProblem(
        "\(Wording.excerpt(text)) is not a factor", remedy: "write \(amount.text)x")
    }
    if amount.digits < 0 { throw negative(text) }
    return amount.double()
  }

  /// Reads a whole number from 0 up: `1000`, `1,000`, `10 k`, `1.5 M`.
  public static func count(_ text: String) throws(QuantityProblem) -> Int64 {
    let (amount, unit) = try amount(text, kind: "a number", example: "1000 or 1 M")
    let multiple = try multiple(unit, in: text)
    if amount.digits < 0 { throw negative(text) }
    if let count = amount.whole(times: multiple) { return count }
    if amount.overflows(times: multiple) {
      throw QuantityProblem("\(Wording.excerpt(text)) is too large", remedy: "write less")
    }
    throw QuantityProblem(
      "\(Wording.excerpt(text)) is not a whole number", remedy: "write it without a fraction")
  }
}
