/// One of the six fields of a cron expression: its numbers, and the names for some of them.
struct CronField: Sendable {
  /// What errors call it.
  let name: String
  /// The numbers that it takes.
  let range: ClosedRange<Int>
  /// Names for the numbers from the least on.
  var names: [String] = []
  /// Whether a range may go on from its greatest number to its least.
  var wraps = true

  static let minute = CronField(name: "minute", range: 0...59)
  static let hour = CronField(name: "hour", range: 0...23)
  static let dayOfMonth = CronField(name: "day-of-month", range: 1...31)
  static let month = CronField(
    name: "month", range: 1...12,
    names: [
      "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ])
  static let dayOfWeek = CronField(
    name: "day-of-week", range: 1...7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"])
  static let year = CronField(name: "year", range: CronExpression.years, wraps: false)

  /// A number, or a name for one.
  func value(_ text: ArraySlice<UInt8>) throws(ScheduleSlip) -> Int {
    let written = String(decoding: text, as: UTF8.self)
    if let index = names.firstIndex(of: written) { return range.lowerBound + index }
    guard !text.isEmpty, text.count <= 9, text.allSatisfy({ $0.isDecimal }) else {
      throw ScheduleSlip(
        written.isEmpty ? "\(name) has an empty place" : "\(written) is no \(name)")
    }
    let number = text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard range.contains(number) else {
      throw ScheduleSlip(
        "the \(name) is \(number), which is not from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The numbers that one element of the field's list means: `5`, `MON-FRI`, `*/15`, `20-2/2`.
  func values(_ text: ArraySlice<UInt8>) throws(ScheduleSlip) -> [Int] {
    let parts = text.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      throw ScheduleSlip("\(String(decoding: text, as: UTF8.self)) has two steps")
    }
    let step = parts.count == 2 ? try increment(parts[1]) : 1
    if parts[0].elementsEqual([UInt8(ascii: "*")]) {
      return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }
    let ends = parts[0].split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard ends.count <= 2 else {
      throw ScheduleSlip("\(String(decoding: text, as: UTF8.self)) has more than two ends")
    }
    let first = try value(ends[0])
    guard ends.count == 2 else {
      return parts.count == 1
        ? [first] : Array(stride(from: first, through: range.upperBound, by: step))
    }
    let last = try value(ends[1])
    if last >= first { return Array(stride(from: first, through: last, by: step)) }
    guard wraps else { throw ScheduleSlip("the \(name) goes from \(first) back to \(last)") }
    let least = range.lowerBound
    return stride(from: first, through: last + range.count, by: step).map {
      ($0 - least) % range.count + least
    }
  }

  private func increment(_ text: ArraySlice<UInt8>) throws(ScheduleSlip) -> Int {
    let written = String(decoding: text, as: UTF8.self)
    guard !text.isEmpty, text.count <= 9, text.allSatisfy({ $0.isDecimal }) else {
      throw ScheduleSlip("\(written.isEmpty ? "nothing" : written) is no step of the \(name)")
    }
    let step = text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard step > 0 else { throw ScheduleSlip("the step of the \(name) is 0") }
    return step
  }
}
