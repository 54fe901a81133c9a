import Bench
import Kernel
import Measures
import Testing

@testable import Studies

@Suite struct LongRunTests {
  private static let template = """
    Resources:
      Line: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
      Work:
        Type: AWS::Lambda::Function
        Properties:
          {Runtime: nodejs22.x, Timeout: 10, ReservedConcurrentExecutions: 2}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Line.Arn, FunctionName: !Ref Work, BatchSize: 1}
    """

  private func run(
    rate: Int, work: String = "100 ms", duration: String = "4 min",
    more: String = "drain: 1 min", client: String = ""
  ) throws -> (run: LongRun?, result: RunResult) {
    let bench = try Bench(
      template: Self.template,
      scenario: """
        duration: \(duration)
        calibration: ideal
        traffic: {Site: {to: Line, rate: \(rate)/s\(client)}}
        behavior: {Work: {duration: \(work)}}
        \(more)
        """)
    let result = bench.run()
    return (LongRun(result, of: bench.design), result)
  }

  @Test func `a long run of steady traffic gives the mean with an interval`() throws {
    var hits = 0
    for seed in 1...8 {
      let (run, result) = try run(rate: 8, more: "drain: 1 min\nseed: \(seed)")
      let found = try #require(run)
      let journey = try #require(found.journeys.first)
      #expect(journey.client == "Site" && journey.consumer == "Work" && found.journeys.count == 1)
      #expect(found.growing.isEmpty && found.isDrained)
      guard case .mean(let interval) = journey.finding else { continue }
      let mean = try #require(result.consumers[0].latency(from: 0)?.histogram.mean)
      #expect(interval.halfWidth < mean / 20)
      hits += interval.contains(mean) ? 1 : 0
    }
    // Each holds the truth in 95 % of all runs, and is given in nearly all.
    #expect(hits >= 6)
  }

  @Test(arguments: [
    "faults: [{at: 10 s, for: 10 s, throttle: Work, share: 50 %}]",
    "actions: [{at: 3 min, purge: Line}]",
  ])
  func `a run in which something happens is not steady`(more: String) throws {
    #expect(try run(rate: 8, more: more).run == nil)
  }

  @Test func `a client that stops before the end is not steady`() throws {
    #expect(try run(rate: 8, client: ", until: 2 min").run == nil)
    #expect(try run(rate: 8, client: ", until: 4 min").run != nil)
  }

  @Test func `a run whose traffic changes is not steady`() throws {
    let bench = try Bench(
      OrdersSample.scenario("template: template.yaml"),
      files: ["template.yaml": OrdersSample.template])
    #expect(LongRun(bench.run(), of: bench.design) == nil)
  }

  @Test func `a backlog that grows to the end is named`() throws {
    let found = try #require(try run(rate: 40).run)
    #expect(found.growing == ["Line"])
    #expect(try #require(found.journeys.first).finding == .unsettled)
  }

  @Test func `a run that has not drained says so`() throws {
    #expect(try #require(try run(rate: 40, more: "drain: 1 s").run).isDrained == false)
  }

  @Test func `a run of less than two intervals for each batch is too short`() throws {
    let found = try #require(try run(rate: 8, duration: "63 s").run)
    #expect(
      try #require(found.journeys.first).finding == .brief(intervals: 63, of: .seconds(1)))
  }

  @Test func `a shorter drain makes intervals shorter, so that a short run suffices`() throws {
    let usual = try #require(try run(rate: 8, more: "drain: 60 min").run)
    #expect(
      try #require(usual.journeys.first).finding == .brief(intervals: 48, of: .seconds(5)))
    guard case .mean = try #require(run(rate: 8).run?.journeys.first).finding else {
      Issue.record("four minutes with a drain of one")
      return
    }
  }

  private func journey(_ values: (Int64) -> Int64) throws -> LongRun.Journey {
    let samples = SampleMeasure(Tracking(interval: .seconds(1)))
    for second in Int64(0)..<320 {
      let now = Instant.start + .seconds(second)
      samples.settle(at: now)
      samples.record(values(second), at: now)
    }
    let end = Instant.start + .seconds(320)
    samples.finish(at: end)
    let series = try #require(samples.series)
    return try #require(LongRun.journey("Site", "Work", series, until: end))
  }

  @Test func `batches that depend on each other give no interval`() throws {
    #expect(try journey { abs($0 % 80 - 40) * 100 }.finding == .dependent)
    #expect(try journey { $0 % 2 * 1_000 + $0 % 3 }.finding != .dependent)
  }

  @Test func `the begin of a run is left out as long as it differs`() throws {
    let journey = try journey { $0 < 30 ? 9_000 : 1_000 + $0 % 2 }
    #expect(journey.warmUp == .seconds(30))
    guard case .mean(let interval) = journey.finding else {
      Issue.record("\(journey)")
      return
    }
    #expect(interval.mean > 1_000 && interval.mean < 1_001)
  }
}
