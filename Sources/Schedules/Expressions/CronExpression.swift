/// The minutes that the six fields of a cron expression have in common.
struct CronExpression: Sendable {
  /// The first and the last year that a field may name.
  static let years = 1_970...2_199

  /// Minutes of the hour, a bit for each.
  var minutes: UInt64
  /// Hours of the day, a bit for each.
  var hours: UInt64
  /// The days of a month.
  var days: CronDays
  /// Months, from bit 1.
  var months: UInt64
  /// Whether each year from 1970 on is meant.
  var years: [Bool]

  /// The first time of the schedule that is later than another; nil where there is none.
  func next(after time: LocalTime) -> LocalTime? {
    let minute = floorDivision(time.seconds, by: 60) + 1
    let day = floorDivision(minute, by: 1_440)
    var date = CivilDay(daysSince1970: day)
    if has(date), let minute = self.minute(from: Int(minute - day * 1_440)) {
      return Self.time(of: day, minute)
    }
    guard let midnight = self.minute(from: 0) else { return nil }
    date = CivilDay(daysSince1970: day + 1)
    if date.year < Self.years.lowerBound {
      date = CivilDay(existing: Self.years.lowerBound, 1, 1)
    }
    return firstDay(from: date).map { Self.time(of: $0.daysSince1970, midnight) }
  }

  private static func time(of day: Int64, _ minute: Int) -> LocalTime {
    LocalTime(seconds: (day * 1_440 + Int64(minute)) * 60)
  }

  /// The first day that is meant, a given one or a later one.
  private func firstDay(from start: CivilDay) -> CivilDay? {
    var (year, month, day) = (start.year, start.month, start.day)
    while year <= Self.years.upperBound {
      if years[year - Self.years.lowerBound] {
        while month <= 12 {
          if months.has(month),
            let found = days.bits(ofMonth: month, of: year).first(from: day)
          {
            return CivilDay(existing: year, month, found)
          }
          (month, day) = (month + 1, 1)
        }
      }
      (year, month, day) = (year + 1, 1, 1)
    }
    return nil
  }

  /// Whether a day is meant.
  private func has(_ date: CivilDay) -> Bool {
    Self.years ~= date.year && years[date.year - Self.years.lowerBound]
      && months.has(date.month) && days.bits(ofMonth: date.month, of: date.year).has(date.day)
  }

  /// The first minute of a day that is meant, a given one or a later one.
  private func minute(from start: Int) -> Int? {
    let hour = start / 60
    if hours.has(hour), let minute = minutes.first(from: start % 60) { return hour * 60 + minute }
    guard let later = hours.first(from: hour + 1), let minute = minutes.first(from: 0) else {
      return nil
    }
    return later * 60 + minute
  }
}
