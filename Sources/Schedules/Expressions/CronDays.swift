/// The days of a month that an expression means, by one of its two fields for them.
struct CronDays: Sendable {
  /// Days of the month, from bit 1.
  var ofMonth: UInt64 = 0
  /// Whether the last day of the month is meant: `L`.
  var isLast = false
  /// Whether the last Monday to Friday of the month is meant: `LW`.
  var isLastWorkday = false
  /// Days of the month whose nearest Monday to Friday is meant, from bit 1: `15W`.
  var nearest: UInt64 = 0
  /// Days of the week, from bit 1 for Sunday.
  var ofWeek: UInt64 = 0
  /// Days of the week the last of which is meant, from bit 1: `6L`.
  var lastOfWeek: UInt64 = 0
  /// A day of the week, and which of the month's it is: `3#2`.
  var ordinal: (weekday: Int, number: Int)?

  /// The days that are meant of a month, from bit 1.
  func bits(ofMonth month: Int, of year: Int) -> UInt64 {
    let length = CivilDay.length(ofMonth: month, of: year)
    let begin = CivilDay(existing: year, month, 1).weekday
    var bits = ofMonth
    if isLast { bits |= .only(length) }
    if isLastWorkday { bits |= .only(Self.workday(nearest: length, begin, length)) }
    for day in 1...length {
      let weekday = (begin + day - 2) % 7 + 1
      if nearest.has(day) {
        bits |= .only(Self.workday(nearest: day, begin, length))
      }
      if ofWeek.has(weekday) { bits |= .only(day) }
      if day + 7 > length, lastOfWeek.has(weekday) { bits |= .only(day) }
      if let ordinal, ordinal.weekday == weekday, (day + 6) / 7 == ordinal.number {
        bits |= .only(day)
      }
    }
    return bits & (.only(length + 1) - 1)
  }

  /// The Monday to Friday nearest to a day, without leaving the month.
  private static func workday(nearest day: Int, _ begin: Int, _ length: Int) -> Int {
    switch (begin + day - 2) % 7 + 1 {
    case 1: day == length ? day - 2 : day + 1
    case 7: day == 1 ? day + 2 : day - 1
    default: day
    }
  }
}
