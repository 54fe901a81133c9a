import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Studies

/// The hours of a month outside of its runs, worked out by hand.
@Suite struct QuietTimeTests {
  /// A call of a function that takes 10 ms, and how many calls it takes at once.
  private func template(concurrency: Int) -> String {
    """
    Resources:
      Ship:
        Type: AWS::Lambda::Function
        Properties: {ReservedConcurrentExecutions: \(concurrency)}
    """
  }

  private func scenario(_ spike: String, _ more: String = "") -> String {
    """
    duration: 4 min
    calibration: ideal
    traffic:
      Shop: {to: Ship, action: Invoke, rate: 10/s, arrivals: constant, spikes: [\(spike)]}
    behavior: {Ship: {duration: 10 ms}}
    month: {runs: 2}
    \(more)
    """
  }

  /// A run, and how many calls of the function a month pays for beside those of its two runs.
  private func month(
    _ spike: String, _ more: String = "", concurrency: Int = 100
  ) throws -> (run: RunResult, others: Int128, all: Int128) {
    let bench = try Bench(
      template: template(concurrency: concurrency), scenario: scenario(spike, more))
    let result = bench.run()
    let bill = MonthlyBill(
      of: result, try #require(bench.scenario.month), of: bench.scenario,
      baseRate: bench.design.baseRate)
    let lines = bill.lines.filter { $0.item == "Lambda requests" }
    let all = lines.reduce(Int128(0)) { $0 + $1.units }
    return (result, all - 2 * Int128(try result.units("Lambda requests", at: "Ship")), all)
  }

  /// 730 h less two runs of 4 min, at ten a second.
  private let others: Int128 = (730 * 3_600 - 480) * 10

  @Test func `the other hours are like the run before its spike, whatever the spike is`() throws {
    var before: Int128 = 0
    for rate in [0, 5, 50, 500] {
      let month = try month("{at: 2 min, for: 1 min, rate: \(rate)/s}")
      #expect(month.others == others, "\(rate)/s")
      #expect(month.all > before, "\(rate)/s costs less than a smaller spike")
      before = month.all
      let quiet = try #require(month.run.quiet)
      #expect(quiet.begin.end == .start + .minutes(1) && quiet.end.end == .start + .minutes(2))
    }
  }

  @Test func `what is lost in a spike makes no other hour cheaper`() throws {
    let spike = "{at: 2 min, for: 1 min, rate: 500/s}"
    let (wide, narrow) = (try month(spike), try month(spike, concurrency: 1))
    #expect(narrow.others == others && wide.others == others)
    #expect(narrow.all < wide.all)
  }

  @Test func `a fault that loses calls leaves the other hours as they are`() throws {
    let broken = try month(
      "", "faults: [{at: 3 min, for: 30 s, throttle: Ship}]")
    #expect(broken.others == others)
    #expect(try broken.run.units("Lambda requests", at: "Ship") < broken.run.messages)
  }

  @Test func `a run whose first spike comes too soon is run again without it`() throws {
    let month = try month("{at: 0 s, for: 1 min, rate: 500/s}")
    #expect(month.others == others)
    guard case .apart? = month.run.quiet?.origin else {
      Issue.record("the quiet time is not of a run of its own")
      return
    }
  }

  @Test func `a run to which nothing happens is quiet as a whole`() throws {
    let month = try month("")
    #expect(month.others == others)
    guard case .run? = month.run.quiet?.origin else {
      Issue.record("the quiet time is not the run")
      return
    }
    #expect(month.run.quiet?.end.end == month.run.end)
  }

  @Test func `reading a run in its quiet time changes nothing of it`() throws {
    func fingerprint(_ text: String) throws -> Fingerprint {
      try Bench(template: template(concurrency: 3), scenario: text).run().fingerprint
    }
    let text = scenario("{at: 2 min, for: 1 min, rate: 500/s}")
    #expect(try fingerprint(text) == fingerprint(text.replacing("month: {runs: 2}", with: "")))
  }

  @Test func `a bill says from where its other hours are taken`() throws {
    func words(_ spike: String) throws -> String? { try month(spike).run.quiet?.words }
    #expect(try words("")?.contains("like the run") == true)
    #expect(
      try words("{at: 2 min, for: 1 min, rate: 20/s}")
        == "The other hours are like the time from 1 min to 2 min, before anything special happens."
    )
    #expect(try words("{at: 9 s, for: 1 min, rate: 20/s}")?.contains("a second run") == true)
  }
}
