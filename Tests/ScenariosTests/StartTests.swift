import Bench
import Documents
import Kernel
import Testing

@testable import Scenarios

/// The date at which simulated time begins.
@Suite struct StartTests {
  private static func bench(_ more: String, settings: [String] = []) throws -> Bench {
    try Bench(
      template: OrdersSample.template, scenario: OrdersSample.scenario(more), settings: settings)
  }

  @Test func `simulated time has the date that the scenario gives`() throws {
    let bench = try Self.bench("start: 2026-11-20T22:30:00Z")
    #expect(bench.world.timestamp(of: .start + .minutes(90)) == "2026-11-21T00:00:00Z")
    #expect(bench.run().start?.description == "2026-11-20T22:30:00Z")
  }

  @Test func `without a date it is the first of January 2026, and no report says so`() throws {
    let bench = try Self.bench("")
    #expect(bench.world.timestamp(of: .start) == "2026-01-01T00:00:00Z")
    #expect(bench.run().start == nil)
  }

  @Test func `the command line sets the date`() throws {
    let bench = try Self.bench("", settings: ["start=2026-11-20T23:30:00+01:00"])
    #expect(bench.world.timestamp(of: .start) == "2026-11-20T22:30:00Z")
  }

  @Test(arguments: ["tomorrow", "2026-11-20", "2026-11-20T22:30", "1969-12-31T23:59:59Z", "5"])
  func `what is no date is refused`(text: String) {
    #expect {
      try Self.bench("start: \(text)")
    } throws: { error in
      let slip = (error as? InputErrors)?.errors.first
      return slip?.problem == "\(text) is no date and time from 1970 to 2199"
        && slip?.remedy == "write it like 2026-11-20T22:30:00Z"
    }
  }

  @Test func `the peak of a day comes at its time of day`() throws {
    let traffic = "Shop: {to: OrderPlaced, rate: 1/s, daily: {peak: \"20:00\", ratio: 4}}"
    func counts(_ start: String) throws -> [Int64] {
      let scenario = """
        duration: 1 d
        seed: 3
        calibration: ideal
        start: \(start)
        traffic: {\(traffic)}
        """
      let result = try Bench(template: OrdersSample.template, scenario: scenario).run()
      return try result.counts("NumberOfMessagesPublished", at: "OrderPlaced")
    }
    let (morning, evening) = (
      try counts("2026-11-20T08:00:00Z"), try counts("2026-11-20T20:00:00Z")
    )
    let hour = morning.count / 24
    #expect(morning.prefix(hour).reduce(0, +) * 3 < evening.prefix(hour).reduce(0, +))
  }
}
