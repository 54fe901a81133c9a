import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// Which stretches of a metric an evaluation looks at.
@Suite struct AlarmWindowTests {
  private static func window(
    _ period: Int64, _ periods: Int64 = 1, extra: Int64 = 2, delay: Int64 = 0
  ) -> AlarmWindow {
    AlarmWindow(
      period: .seconds(period), periods: periods, extra: extra, resolution: .minutes(1),
      delay: .seconds(delay))
  }

  private static func begins(_ window: AlarmWindow, at seconds: Int64) -> [Int64] {
    window.begins(at: CalendarMoment(nanoseconds: seconds * 1_000_000_000)).map {
      $0.nanoseconds / 1_000_000_000
    }
  }

  @Test func `rule 1: two more periods are looked at than are considered`() {
    #expect(Self.begins(Self.window(60, 3), at: 600) == [300, 360, 420, 480, 540])
  }

  @Test func `the window slides by a minute, also where periods are longer`() {
    #expect(Self.begins(Self.window(300, extra: 0), at: 605) == [300])
    #expect(Self.begins(Self.window(300, extra: 0), at: 665) == [360])
  }

  @Test func `data that has not arrived is not looked at`() {
    #expect(Self.begins(Self.window(60, extra: 0, delay: 60), at: 659) == [480])
    #expect(Self.begins(Self.window(60, extra: 0, delay: 60), at: 660) == [540])
  }

  @Test func `it begins before the run where that is younger`() {
    #expect(Self.begins(Self.window(60, 3, extra: 0), at: 61) == [-120, -60, 0])
  }

  @Test
  func `evaluations are a minute apart, ten seconds for short periods, an hour for long ones`() {
    #expect(Self.window(60, 1_440).cadence == .minutes(1))
    #expect(Self.window(20, 3).cadence == .seconds(10))
    #expect(Self.window(3_600, 25).cadence == .hours(1))
    let hourly = Self.begins(Self.window(3_600, 25, extra: 0), at: 100 * 3_600 + 1_800)
    #expect(hourly.count == 25 && hourly[24] == 99 * 3_600)
  }

  @Test func `a period below a minute holds the minute's datapoint when it has its time`() {
    // Data of the minute from 600 on has arrived at 660, and counts as of 600.
    #expect(Self.begins(Self.window(10, extra: 0), at: 660) == [600])
    #expect(Self.begins(Self.window(10, extra: 0), at: 670) == [610])
  }
}
