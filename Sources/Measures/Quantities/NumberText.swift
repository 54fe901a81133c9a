/// Writes whole and real numbers as people read them, by rules of its own.
public enum NumberText {
  /// All digits, in groups of three: `-1,234,567`.
  public static func grouped(_ value: Int64) -> String {
    (value < 0 ? "-" : "") + groups(of: value.magnitude)
  }

  /// All digits of a number without sign, in groups of three.
  static func groups(of magnitude: UInt64) -> String {
    var digits: [UInt8] = []
    var rest = magnitude
    repeat {
      if digits.count % 4 == 3 { digits.append(UInt8(ascii: ",")) }
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  /// A number of thousandths, hundredths and so on, with all its decimals: `12.40`.
  static func fixed(_ scaled: UInt64, decimals: Int) -> String {
    guard decimals > 0 else { return groups(of: scaled) }
    let power = powerOfTen(decimals)
    var digits: [UInt8] = []
    var rest = scaled % power
    for _ in 0..<decimals {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    return groups(of: scaled / power) + "." + String(decoding: digits.reversed(), as: UTF8.self)
  }

  /// The same without zeros at the end: `12.4`.
  static func trimmed(_ scaled: UInt64, decimals: Int) -> String {
    var scaled = scaled
    var decimals = decimals
    while decimals > 0 && scaled % 10 == 0 {
      scaled /= 10
      decimals -= 1
    }
    return fixed(scaled, decimals: decimals)
  }

  /// Ten to a power from 0 to 19.
  static func powerOfTen(_ exponent: Int) -> UInt64 {
    var power: UInt64 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// A quotient rounded to so many decimals, halves up, as a whole number of its last decimal.
  static func quotient(_ value: UInt64, by unit: UInt64, decimals: Int) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: powerOfTen(decimals))
    let numerator = UInt128(high) << 64 | UInt128(low)
    let rounded = (numerator + UInt128(unit) / 2) / UInt128(unit)
    return rounded > UInt128(UInt64.max) ? .max : UInt64(rounded)
  }

  /// A quotient with three digits that count: its last decimals, and how many those are.
  static func significant(_ value: UInt64, by unit: UInt64) -> (scaled: UInt64, decimals: Int) {
    let decimals = value / unit >= 100 ? 0 : value / unit >= 10 ? 1 : 2
    return (quotient(value, by: unit, decimals: decimals), decimals)
  }

  /// A real number with three digits that count and at most six decimals; from 1,000 on whole.
  ///
  /// What is less than a millionth is said to be so; what is not a number is a dash.
  public static func real(_ value: Double) -> String {
    guard !value.isNaN else { return "–" }
    let sign = value < 0 ? "-" : ""
    let magnitude = value.magnitude
    guard magnitude < 0x1p63 else { return sign + (magnitude.isInfinite ? "∞" : "> 9 × 10¹⁸") }
    if magnitude == 0 { return "0" }
    if magnitude < 0.000_000_5 { return sign == "" ? "< 0.000001" : "> -0.000001" }
    var decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2
    while decimals < 6 && magnitude * Double(powerOfTen(decimals)) < 100 { decimals += 1 }
    return sign + trimmed(scaled(magnitude, decimals: decimals), decimals: decimals)
  }

  /// A real number that is not negative as a whole number of its last decimal, halves up.
  static func scaled(_ magnitude: Double, decimals: Int) -> UInt64 {
    UInt64(min(magnitude * Double(powerOfTen(decimals)) + 0.5, 0x1p63))
  }

  /// Three digits that count, with a letter for thousands and more: `1.3 k`, `12.4 M`.
  public static func short(_ value: Int64) -> String {
    let sign = value < 0 ? "-" : ""
    let magnitude = value.magnitude
    guard magnitude >= 1_000 else { return sign + groups(of: magnitude) }
    let steps: [(unit: UInt64, letter: String)] = [
      (1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G"), (1_000_000_000_000, "T"),
    ]
    return sign + stepped(magnitude, steps, limit: 1_000)
  }

  /// A number in the first of several ascending units in which it rounds to less than a limit.
  static func stepped(
    _ magnitude: UInt64, _ steps: [(unit: UInt64, letter: String)], limit: UInt64
  ) -> String {
    for (index, step) in steps.enumerated() {
      let (scaled, decimals) = significant(magnitude, by: step.unit)
      if index == steps.count - 1 || scaled < limit * powerOfTen(decimals) {
        return trimmed(scaled, decimals: decimals) + " " + step.letter
      }
    }
    preconditionFailure("no unit to write \(magnitude) in")
  }
}
