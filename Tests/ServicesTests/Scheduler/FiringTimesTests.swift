import Bench
import Blueprints
import Documents
import Kernel
import Schedules
import Testing

@testable import Services

/// When a schedule is due in simulated time.
@Suite struct FiringTimesTests {
  private static let place = SourceText(name: "template.yaml", text: "x").place(at: 0)

  private static func world(_ start: String? = "2026-11-20T22:30:00Z") -> World {
    World(
      seed: 1, calibration: Calibration("ideal"),
      almanac: Almanac(start: start.flatMap { Timestamp($0) }, zones: Bench.zones))
  }

  private static func minutes(_ times: FiringTimes, in world: World, _ count: Int = 3) -> [Int64] {
    var minutes: [Int64] = []
    var due = times.first(in: world)
    while let moment = due, minutes.count < count {
      minutes.append(moment.nanoseconds / 60_000_000_000)
      due = times.next(after: moment, in: world)
    }
    return minutes
  }

  @Test func `a nightly rule fires at 23:00 of the run's calendar`() throws {
    let world = Self.world()
    let times = try FiringTimes(rule: "cron(0 23 * * ? *)", at: Self.place, in: world)
    #expect(Self.minutes(times, in: world) == [30, 30 + 1_440, 30 + 2_880])
    #expect(world.readsDate && !world.readsZones)
  }

  @Test func `what is due at the very start counts`() throws {
    let world = Self.world()
    let times = try FiringTimes(rule: "cron(30 22 * * ? *)", at: Self.place, in: world)
    #expect(Self.minutes(times, in: world) == [0, 1_440, 2_880])
  }

  @Test func `a rule's rate fires first after one interval, the scheduler's at once`() throws {
    let world = Self.world()
    let rule = try FiringTimes(rule: "rate(5 minutes)", at: Self.place, in: world)
    #expect(Self.minutes(rule, in: world) == [5, 10, 15])
    let own = FiringTimes(try ScheduleExpression("rate(5 minutes)", for: .scheduler), in: world)
    #expect(Self.minutes(own, in: world) == [0, 5, 10])
  }

  @Test func `clocks of a zone count, and the world remembers that they were asked`() throws {
    let world = Self.world()
    let zone = try world.zone(named: "Europe/Berlin")
    let nightly = try ScheduleExpression("cron(0 23 * * ? *)", for: .scheduler)
    #expect(Self.minutes(FiringTimes(nightly, by: zone, in: world), in: world)[0] == 23 * 60 + 30)
    #expect(world.readsZones)
  }

  @Test func `dates bound the times, and a rate counts from the first`() throws {
    let world = Self.world()
    let rate = try ScheduleExpression("rate(1 hour)", for: .scheduler)
    let dates = (Timestamp("2026-11-20T20:15:00Z"), Timestamp("2026-11-21T00:15:00Z"))
    #expect(Self.minutes(FiringTimes(rate, between: dates, in: world), in: world) == [45, 105])
    let cron = try ScheduleExpression("cron(0 * * * ? *)", for: .scheduler)
    let later = (Timestamp("2026-11-21T01:00:00Z"), Timestamp("2026-11-21T02:00:00Z"))
    #expect(Self.minutes(FiringTimes(cron, between: later, in: world), in: world) == [150, 210])
  }

  @Test func `what AWS refuses is an error of the template`() {
    #expect {
      try FiringTimes(rule: "cron(0 23 * * * *)", at: Self.place, in: Self.world())
    } throws: { error in
      let slip = error as? InputError
      return slip?.problem == "Parameter ScheduleExpression is not valid. Reason: neither "
        + "day-of-month nor day-of-week is ?" && slip?.remedy == "try it with spillway schedule"
    }
  }
}
