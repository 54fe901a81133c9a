import Bench
import Foundation
import Testing

@testable import Schedules

/// Days and moments, against Foundation's.
@Suite struct CalendarTests {
  private static let gregorian: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC") ?? .gmt
    return calendar
  }()

  @Test func `days are those of the Gregorian calendar`() {
    for days in stride(from: Int64(-200_000), through: 200_000, by: 37) {
      let date = CivilDay(daysSince1970: days)
      #expect(date.daysSince1970 == days)
      guard days > -140_000 else { continue }
      let moment = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = Self.gregorian.dateComponents([.year, .month, .day, .weekday], from: moment)
      #expect(
        [date.year, date.month, date.day, date.weekday]
          == [parts.year, parts.month, parts.day, parts.weekday], "\(days)")
    }
  }

  @Test func `a day that no month has is none`() {
    #expect(CivilDay(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 2028, month: 2, day: 29) != nil)
    #expect(CivilDay(year: 2100, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 2026, month: 4, day: 31) == nil)
    #expect(CivilDay(year: 2026, month: 13, day: 1) == nil)
  }

  @Test func `moments are read with offsets and written in UTC`() {
    let texts = [
      "2026-11-20T22:30:00Z": "2026-11-20T22:30:00Z",
      "2026-11-20T22:30:00.999Z": "2026-11-20T22:30:00Z",
      "2026-11-20T23:30:00+01:00": "2026-11-20T22:30:00Z",
      "2026-11-20T17:00:00-0530": "2026-11-20T22:30:00Z",
      "1969-12-31T23:59:59Z": "1969-12-31T23:59:59Z",
    ]
    for (text, written) in texts { #expect(Timestamp(text)?.description == written, "\(text)") }
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T22:30:00", "2026-11-20T22:30Z", "2026-11-20 22:30:00Z",
    "2026-02-30T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T22:60:00Z", "2026-11-20T22:30:60Z",
    "2026-11-20T22:30:00.Z", "2026-11-20T22:30:00+1:00", "2026-11-20T22:30:00Zulu",
    "26-11-20T22:30:00Z",
  ])
  func `what is no moment is none`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
