/// What a calendar and a clock on the wall show, wherever they hang.
public struct LocalTime: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Seconds since the clock would have shown the beginning of 1970.
  public let seconds: Int64

  /// The time so many seconds after the beginning of 1970.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The time that a text says: `2026-11-20T13:00:00`; nil where it says none.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard let time = LocalTime(taking: &rest), rest.isEmpty else { return nil }
    self = time
  }

  /// The time at the begin of a text, of which it is taken off.
  init?(taking rest: inout ArraySlice<UInt8>) {
    var numbers: [Int] = []
    for (digits, mark) in [(4, nil), (2, "-"), (2, "-"), (2, "T"), (2, ":"), (2, ":")]
      as [(Int, Unicode.Scalar?)]
    {
      if let mark, rest.popFirst().map({ UInt32($0) }) != mark.value { return nil }
      guard let number = Timestamp.number(&rest, digits: digits) else { return nil }
      numbers.append(number)
    }
    guard let date = CivilDay(year: numbers[0], month: numbers[1], day: numbers[2]),
      numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
    else { return nil }
    seconds =
      date.daysSince1970 * 86_400 + Int64(numbers[3] * 3_600 + numbers[4] * 60 + numbers[5])
  }

  /// The day.
  public var date: CivilDay { CivilDay(daysSince1970: floorDivision(seconds, by: 86_400)) }

  /// As ISO 8601 writes it: `2026-11-20T13:00:00`.
  public var description: String {
    let (date, time) = (date, Int(seconds - floorDivision(seconds, by: 86_400) * 86_400))
    let year = Self.digits(date.year, 4)
    let parts = [date.month, date.day, time / 3_600, time / 60 % 60, time % 60]
      .map { Self.digits($0, 2) }
    return "\(year)-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])"
  }

  /// The earlier first.
  public static func < (a: LocalTime, b: LocalTime) -> Bool { a.seconds < b.seconds }

  /// A number with zeros before it, so that it has so many digits.
  static func digits(_ number: Int, _ count: Int) -> String {
    var text = String(number)
    while text.utf8.count < count { text = "0" + text }
    return text
  }
}
