/// Reads what stands in the brackets of `rate(…)`: a number above 0 and a unit.
enum RateReader {
  private static let units: [(name: String, seconds: Int64)] = [
    ("minute", 60), ("hour", 3_600), ("day", 86_400),
  ]

  /// The length of the interval [s].
  static func seconds(
    _ text: ArraySlice<UInt8>, _ dialect: ScheduleDialect
  ) throws(ScheduleSlip) -> Int64 {
    let words = text.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 2 else { throw ScheduleSlip("a rate is a number, a space and a unit") }
    let number = String(decoding: words[0], as: UTF8.self)
    guard words[0].allSatisfy({ $0.isDecimal }), let count = Int64(number), count > 0 else {
      throw ScheduleSlip("\(number) is no whole number above 0")
    }
    let written = String(decoding: words[1], as: UTF8.self)
    guard let unit = units.first(where: { written == $0.name || written == $0.name + "s" }) else {
      throw ScheduleSlip("\(written) is none of minute, hour and day, or their plurals")
    }
    if dialect.isStrictOnPlurals, (count == 1) != (written == unit.name) {
      throw ScheduleSlip(
        "the unit is \(count == 1 ? unit.name : unit.name + "s") where the number is \(count)")
    }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit.seconds)
    guard !overflow else { throw ScheduleSlip("\(number) is too large") }
    return seconds
  }
}
