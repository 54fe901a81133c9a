import Documents
import Measures

/// Values for the script, with four digits that count.
enum ValueText {
  /// A power of ten of which the greatest value is at most some ten thousand.
  static func factor(for greatest: Double) -> Double {
    var factor = 1.0
    while greatest / factor >= 10_000 { factor *= 10 }
    while greatest > 0, greatest / factor < 1_000, factor > 1e-6 { factor /= 10 }
    return factor
  }

  /// A value as a whole number of factors.
  static func whole(_ value: Double, in factor: Double) -> Int64 {
    Int64(min(max(value / factor, 0), 1e15) + 0.5)
  }
}

/// Real numbers for attributes, without zeros at their end.
enum ShortText {
  /// At most nine decimals.
  static func text(_ value: Double) -> String {
    let text = ShortestDecimal.text(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension UnitOfMeasure {
  /// The word by which the script knows how to write a value.
  var scaleName: String {
    switch scale {
    case .time: "time"
    case .size: "size"
    case .number: "number"
    case .money: "money"
    case .share: "share"
    case .rate: "rate"
    }
  }
}
