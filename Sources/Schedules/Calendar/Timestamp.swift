/// A moment in the world, to the second.
public struct Timestamp: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
  public let seconds: Int64

  /// The moment so many seconds after the beginning of 1970 in UTC.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The moment that a text of ISO 8601 says, in UTC or with an offset: `2026-11-20T12:00:00Z`,
  /// `2026-11-20T13:00:00+01:00`.
  ///
  /// Fractions of a second are cut off. Nil where the text says no moment of the years 0 to 9999.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard let local = LocalTime(taking: &rest) else { return nil }
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0.isDecimal }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Self.offset(&rest), rest.isEmpty else { return nil }
    self.init(seconds: local.seconds - offset)
  }

  /// As AWS writes it, in UTC: `2026-11-20T12:00:00Z`.
  public var description: String { LocalTime(seconds: seconds).description + "Z" }

  /// The earlier first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.seconds < b.seconds }

  /// The offset from UTC at the end of a text [s].
  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let sign: Int64
    switch rest.popFirst() {
    case UInt8(ascii: "Z"): return 0
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    guard let hours = number(&rest, digits: 2), hours < 24 else { return nil }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    guard let minutes = number(&rest, digits: 2), minutes < 60 else { return nil }
    return sign * Int64(hours * 3_600 + minutes * 60)
  }

  /// A number of so many digits at the begin of a text.
  static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> Int? {
    let text = rest.prefix(digits)
    guard text.count == digits, text.allSatisfy({ $0.isDecimal }) else { return nil }
    rest = rest.dropFirst(digits)
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

extension UInt8 {
  /// One of 0 to 9.
  var isDecimal: Bool { 0x30...0x39 ~= self }
}
