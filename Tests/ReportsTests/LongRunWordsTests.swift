import Bench
import Studies
import Testing

@testable import Reports

@Suite struct LongRunWordsTests {
  private func run(rate: Int, drain: String = "30 min") throws -> LongRun {
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
        duration: 2 min
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
