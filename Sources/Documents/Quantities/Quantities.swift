/// Reads quantities as people write them; none passes through binary fractions unless it says so.
///
/// Every amount is a number, `1,000` with its groups of three too, and a unit, with or without a
/// space between them. A number without a unit is an error where a unit is needed.
public enum Quantities {
  /// Ways to write a quantity, for the remedy where someone wrote none.
  static func examples(_ amount: String, _ units: [String]) -> String {
    let ways = units.map { amount + $0 }
    return "write " + ways.dropLast().joined(separator: ", ")
      + (ways.count > 1 ? " or " : "") + (ways.last ?? "")
  }

  /// Reads the one amount that a text is, and the word that stands behind it as its unit.
  ///
  /// - Parameter kind: What the text should be, such as "a rate".
  static func amount(
    _ text: String, kind: String, example: String
  ) throws(QuantityProblem) -> (amount: ExactAmount, unit: String) {
    var reader = QuantityReader(text)
    guard let amount = try reader.amount() else {
      let shown = reader.isEmpty ? "an empty text" : Wording.excerpt(text)
      throw QuantityProblem("\(shown) is not \(kind)", remedy: "write it like \(example)")
    }
    return (amount, reader.rest())
  }

  /// The slip of a word that is no unit.
  static func unknownUnit(
    _ unit: String, of text: String, known: [String], synonyms: [String: String] = [:]
  ) -> QuantityProblem {
    let near = synonyms[unit.lowercased()] ?? Suggestion.nearest(to: unit, among: known)
    let list = known.dropLast().joined(separator: ", ") + " or " + (known.last ?? "")
    return QuantityProblem(
      "\(Wording.excerpt(unit)) in \(Wording.excerpt(text)) is not a unit known here",
      remedy: near.map { "did you mean \($0)?" } ?? "use \(list)")
  }

  /// The slip of an amount below zero.
  static func negative(_ text: String) -> QuantityProblem {
    QuantityProblem("\(Wording.excerpt(text)) is below zero", remedy: "write an amount from 0 up")
  }
}
