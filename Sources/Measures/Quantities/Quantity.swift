import Kernel

/// A number with its unit, and how it is said to people.
///
///     Quantity(4_200_000_000, .nanoseconds).text  // "4.2 s"
///     Quantity(1_234_567, .messages).named        // "1,234,567 messages"
public struct Quantity: Equatable, Sendable {
  /// A number as it was measured or computed.
  public enum Number: Equatable, Sendable {
    /// A count or a sum, exact.
    case whole(Int64)
    /// A mean, a share or a rate.
    case real(Double)
  }

  /// The number, in the base of the unit.
  public let number: Number
  /// The unit.
  public let unit: UnitOfMeasure

  /// An exact number of a unit.
  public init(_ value: Int64, _ unit: UnitOfMeasure) {
    self.number = .whole(value)
    self.unit = unit
  }

  /// A real number of a unit.
  public init(real value: Double, _ unit: UnitOfMeasure) {
    self.number = .real(value)
    self.unit = unit
  }

  /// The number with the symbol of its unit; of things that are counted, the number alone.
  public var text: String {
    switch unit.scale {
    case .time: wholeText { TimeText.text(TimeSpan(nanoseconds: $0)) }
    case .size: wholeText(Quantity.size)
    case .money: wholeText(Quantity.money)
    case .share: Quantity.share(real)
    case .number, .rate: numberText + unit.symbol
    }
  }

  /// The same, with the name behind what has no symbol: `1 message`, `12 messages`.
  public var named: String {
    guard unit.scale == .number, unit.name != "" else { return text }
    return text + " " + (text == "1" ? unit.singular : unit.name)
  }

  private var real: Double {
    switch number {
    case .whole(let value): Double(value)
    case .real(let value): value
    }
  }

  private var numberText: String {
    switch number {
    case .whole(let value): NumberText.grouped(value)
    case .real(let value): NumberText.real(value)
    }
  }

  /// Rounds to whole base units, which are too small to be missed, before it is written.
  private func wholeText(_ write: (Int64) -> String) -> String {
    switch number {
    case .whole(let value): return write(value)
    case .real(let value):
      guard value.magnitude < 0x1p62 else { return NumberText.real(value) + " " + unit.symbol }
      return write(value < 0 ? -Int64(0.5 - value) : Int64(value + 0.5))
    }
  }

  /// Bytes in powers of 1,024 with three digits that count.
  private static func size(_ bytes: Int64) -> String {
    let steps: [(unit: UInt64, letter: String)] = [
      (1, "B"), (1 << 10, "KB"), (1 << 20, "MB"), (1 << 30, "GB"), (1 << 40, "TB"),
    ]
    let sign = bytes < 0 ? "-" : ""
    guard bytes.magnitude >= 1_024 else { return "\(sign)\(bytes.magnitude) B" }
    return sign + NumberText.stepped(bytes.magnitude, Array(steps.dropFirst()), limit: 1_024)
  }

  /// Cents from ten cents on; below, two digits that count.
  private static func money(_ microdollars: Int64) -> String {
    let magnitude = microdollars.magnitude
    let sign = microdollars < 0 ? "-$" : "$"
    if magnitude == 0 { return "$0" }
    var decimals = 2
    while decimals < 6 && magnitude < 100_000
      && NumberText.quotient(magnitude, by: 1_000_000, decimals: decimals) < 10
    { decimals += 1 }
    let scaled = NumberText.quotient(magnitude, by: 1_000_000, decimals: decimals)
    return sign + NumberText.fixed(scaled, decimals: decimals)
  }

  /// Two decimals of a percent; less than a hundredth gets two digits that count.
  ///
  /// Only all is 100 %: what would round to it is said to be more than 99.99 %.
  private static func share(_ part: Double) -> String {
    guard part.magnitude < 0x1p40 else { return NumberText.real(part) }
    let percent = part.magnitude * 100
    let sign = part < 0 ? "-" : ""
    if percent == 0 { return "0 %" }
    if percent < 0.000_000_5 { return sign == "" ? "< 0.000001 %" : "> -0.000001 %" }
    var decimals = 2
    while decimals < 8 && NumberText.scaled(percent, decimals: decimals) < 10
      && percent < 0.01
    { decimals += 1 }
    let scaled = NumberText.scaled(percent, decimals: decimals)
    if percent < 100 && scaled >= 10_000 && decimals == 2 {
      return sign == "" ? "> 99.99 %" : "< -99.99 %"
    }
    return sign + NumberText.trimmed(scaled, decimals: decimals) + " %"
  }
}
