/// Reads what stands in the brackets of `cron(…)`: six fields with spaces between them.
///
/// Names of days and months are taken in either case, and `LW` for the last Monday to Friday of a
/// month: AWS's console does, and Quartz, whose language it is.
enum CronReader {
  private static let comma = UInt8(ascii: ",")
  private static let last = UInt8(ascii: "L")
  private static let workday = UInt8(ascii: "W")
  private static let hash = UInt8(ascii: "#")

  static func read(_ text: ArraySlice<UInt8>) throws(ScheduleSlip) -> CronExpression {
    let upper = text.map { 0x61...0x7A ~= $0 ? $0 - 0x20 : $0 }
    let fields = upper.split(separator: 0x20)
    guard fields.count == 6 else {
      throw ScheduleSlip("cron has \(fields.count) fields instead of six")
    }
    let year = try numbers(of: .year, fields[5])
    return CronExpression(
      minutes: try bits(of: .minute, fields[0]), hours: try bits(of: .hour, fields[1]),
      days: try days(ofMonth: fields[2], ofWeek: fields[4]),
      months: try bits(of: .month, fields[3]),
      years: CronExpression.years.map { year.contains($0) })
  }

  private static func numbers(
    of field: CronField, _ text: ArraySlice<UInt8>
  ) throws(ScheduleSlip) -> [Int] {
    var numbers: [Int] = []
    for element in elements(text) { numbers += try field.values(element) }
    return numbers
  }

  private static func bits(
    of field: CronField, _ text: ArraySlice<UInt8>
  ) throws(ScheduleSlip) -> UInt64 {
    try numbers(of: field, text).reduce(0) { $0 | .only($1) }
  }

  private static func elements(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split(separator: comma, omittingEmptySubsequences: false)
  }

  private static func days(
    ofMonth month: ArraySlice<UInt8>, ofWeek week: ArraySlice<UInt8>
  ) throws(ScheduleSlip) -> CronDays {
    let open = [UInt8(ascii: "?")]
    let (isMonthOpen, isWeekOpen) = (month.elementsEqual(open), week.elementsEqual(open))
    guard isMonthOpen != isWeekOpen else {
      throw ScheduleSlip(
        isMonthOpen
          ? "day-of-month and day-of-week are both ?"
          : "neither day-of-month nor day-of-week is ?")
    }
    var days = CronDays()
    if isWeekOpen {
      for element in elements(month) { try add(ofMonth: element, to: &days) }
    } else {
      let all = elements(week)
      for element in all { try add(ofWeek: element, to: &days) }
      if days.ordinal != nil, all.count > 1 {
        throw ScheduleSlip("day-of-week has # and more than one element")
      }
    }
    return days
  }

  /// Refuses `L` at an end of a range: neither service counts back from the last day, as Quartz
  /// does.
  private static func refuseDistances(
    from element: ArraySlice<UInt8>, of field: CronField, _ ways: String
  ) throws(ScheduleSlip) {
    let parts = element.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
    guard element.count > 1, parts.contains(where: { $0.elementsEqual([last]) }) else { return }
    throw ScheduleSlip(
      "\(String(decoding: element, as: UTF8.self)) is not possible: in \(field.name) L stands "
        + ways)
  }

  private static func add(
    ofMonth element: ArraySlice<UInt8>, to days: inout CronDays
  ) throws(ScheduleSlip) {
    let field = CronField.dayOfMonth
    try refuseDistances(from: element, of: field, "alone, or as LW")
    if element.elementsEqual([last]) {
      days.isLast = true
    } else if element.elementsEqual([last, workday]) {
      days.isLastWorkday = true
    } else if element.last == workday, element.count > 1 {
      days.nearest |= .only(try field.value(element.dropLast()))
    } else {
      days.ofMonth |= try field.values(element).reduce(0) { $0 | .only($1) }
    }
  }

  private static func add(
    ofWeek element: ArraySlice<UInt8>, to days: inout CronDays
  ) throws(ScheduleSlip) {
    let field = CronField.dayOfWeek
    try refuseDistances(from: element, of: field, "alone, or behind a day as in 6L")
    let parts = element.split(separator: hash, omittingEmptySubsequences: false)
    if parts.count == 2 {
      let number = try CronField(name: "number behind #", range: 1...5).value(parts[1])
      days.ordinal = (try field.value(parts[0]), number)
    } else if element.elementsEqual([last]) {
      // Alone, L is the last day of the week: Saturday.
      days.ofWeek |= .only(7)
    } else if element.last == last, element.count > 1 {
      days.lastOfWeek |= .only(try field.value(element.dropLast()))
    } else {
      days.ofWeek |= try field.values(element).reduce(0) { $0 | .only($1) }
    }
  }
}
