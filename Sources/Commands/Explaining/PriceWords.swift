import Blueprints
import Documents
import Reports

/// A price as people give it: `0.0000166667 USD per GB-second`, with what holds past some volume.
struct PriceWords {
  /// The price, in words.
  let text: String

  init(_ price: Price) {
    let (size, unit) = price.unit.map { ($0.size, $0.name) } ?? (1_000_000, "million")
    func dollars(_ microdollars: Int64) -> String {
      // In millionths of a micro-dollar, which is as fine as any price is.
      let scaled = Int128(microdollars) * Int128(size) * 1_000_000 / Int128(price.lot)
      return Self.decimal(scaled)
    }
    let first = "\(dollars(price.microdollars)) USD per \(unit)"
    let further = price.tiers.map { tier in
      "\(dollars(tier.microdollars)) past \(Figure(whole: [tier.start / size], .count).text)"
    }
    text =
      further.isEmpty ? first : "\(first), in a month " + further.joined(separator: ", ")
  }

  /// A number of 10⁻¹² as a decimal, without zeros at its end.
  private static func decimal(_ scaled: Int128) -> String {
    let (whole, part) = scaled.quotientAndRemainder(dividingBy: 1_000_000_000_000)
    var digits = Array(String(part + 1_000_000_000_000).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(whole)" : "\(whole)." + String(digits)
  }
}
