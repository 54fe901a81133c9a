/// A day of the Gregorian calendar.
public struct CivilDay: Comparable, Hashable, Sendable {
  /// The year, as 2026.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// A day that the calendar has; nil where it has none.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...12 ~= month, 1...Self.length(ofMonth: month, of: year) ~= day else { return nil }
    self.init(existing: year, month, day)
  }

  /// A day that is known to exist.
  init(existing year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day so many days after 1970-01-01.
  ///
  /// Years are taken to begin in March, so that a leap day ends one, and to come in eras of 400.
  public init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = floorDivision(shifted, by: 146_097)
    let ofEra = Int(shifted - era * 146_097)
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let march = (5 * ofYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    self.init(
      existing: year + Int(era) * 400 + (month <= 2 ? 1 : 0), month,
      ofYear - (153 * march + 2) / 5 + 1)
  }

  /// How many days after 1970-01-01 it is.
  public var daysSince1970: Int64 {
    let march = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivision(march, by: 400)
    let ofEra = march - era * 400
    let ofYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// The day of the week, as AWS counts them: 1 is Sunday, 7 Saturday.
  public var weekday: Int {
    let days = daysSince1970 + 4
    return Int(days - floorDivision(days, by: 7) * 7) + 1
  }

  /// How many days a month has.
  static func length(ofMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The earlier first.
  public static func < (a: CivilDay, b: CivilDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

/// The quotient rounded down, also below zero.
func floorDivision(_ number: Int64, by divisor: Int64) -> Int64 {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
