/// What is asked for a number of things.
public struct PricePhrase: Sendable, Equatable {
  /// The price of a lot [micro-USD].
  public let microdollars: Int64
  /// How many of the things a lot holds: a power of ten.
  public let lot: Int64
  /// What the things are, as it is written: `million`, `GB-month`.
  public let unit: String
}

extension Quantities {
  /// Reads a price: `0.40 per million`, `0.0000166667 USD per GB-second`; nothing is rounded.
  public static func price(_ text: String) throws(QuantityProblem) -> PricePhrase {
    let example = "0.40 per million"
    let (amount, rest) = try amount(text, kind: "a price", example: example)
    let words = rest.split(separator: " ").map { String($0) }
    let unit = words.first == "USD" ? words.dropFirst() : words[...]
    guard unit.first == "per", unit.count > 1 else {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) does not say what it is the price of",
        remedy: "write it like \(example)")
    }
    if amount.digits < 0 { throw negative(text) }
    // Each digit past a micro-dollar makes the lot ten times as large.
    let finer = max(0, amount.scale - 6)
    guard finer <= 12,
      let microdollars = Int64(
        exactly: amount.digits * ExactAmount.powerOfTen(max(0, 6 - amount.scale)))
    else {
      throw QuantityProblem(
        "\(Wording.excerpt(text)) has too many digits", remedy: "write it like \(example)")
    }
    return PricePhrase(
      microdollars: microdollars, lot: Int64(ExactAmount.powerOfTen(finer)),
      unit: unit.dropFirst().joined(separator: " "))
  }
}
