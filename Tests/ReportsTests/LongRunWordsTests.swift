import Bench
import Studies
import Testing

@testable import Reports

@Suite struct LongRunWordsTests {
  private func run(
    rate: Int, drain: String = "30 min", duration: String = "2 min"
  ) throws -> LongRun {
    let bench = try Bench(
      template: """
        Resources:
          Line: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
          Work:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Timeout: 10, ReservedConcurrentExecutions: 2}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Line.Arn, FunctionName: !Ref Work, BatchSize: 1}
        """,
      scenario: """
        duration: \(duration)
        drain: \(drain)
        calibration: ideal
        traffic: {Site: {to: Line, rate: \(rate)/s}}
        behavior: {Work: {duration: 100 ms}}
        """)
    return try #require(LongRun(bench.run(), of: bench.design))
  }

  @Test func `a settled run has its mean, its interval and how it was found`() throws {
    let run = try run(rate: 8)
    guard case .rows(let rows) = LongRunWords.blocks(of: run)[1] else { return }
    #expect(rows[0].name == "Site to Work" && rows[0].value.contains(" ± "))
    #expect(rows[0].note.hasPrefix("32 batches after "))
    #expect(LongRunWords.warnings(of: run).isEmpty)
  }

  @Test func `a run with too few intervals says how long it has to be`() throws {
    func note(_ run: LongRun) -> String {
      guard case .rows(let rows) = LongRunWords.blocks(of: run)[1] else { return "" }
      return rows[0].note
    }
    #expect(
      try note(run(rate: 8, drain: "60 min"))
        == "24 intervals of 5 s are too few for 32 batches; run for 5 min 20 s beside the "
        + "warm-up, or with a shorter drain, which makes intervals shorter")
    #expect(
      try note(run(rate: 8, duration: "20 s"))
        == "20 intervals of 1 s are too few for 32 batches; run for 1 min 4 s beside the "
        + "warm-up")
  }

  @Test func `an overloaded run that was cut short is warned of`() throws {
    let run = try run(rate: 40, drain: "1 s")
    #expect(
      LongRunWords.warnings(of: run) == [
        "The backlog of Line grew until the traffic ended: it gets more than it can do, and a "
          + "longer run has longer latencies.",
        "The run has not drained: what still waits at its end is in no latency.",
      ])
    guard case .rows(let rows) = LongRunWords.blocks(of: run)[1] else { return }
    #expect(
      rows[0].value == "–"
        && rows[0].note == "the run is too short: latencies have not settled; run longer")
  }
}
