import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

@Suite struct MappingTests {
  /// A queue whose function works for a fixed time, under `ideal` but for the mapping's own
  /// scaling.
  static func bench(
    work: String, rate: String, duration: String = "10 min",
    queue: String = "VisibilityTimeout: 600",
    function: String = "Timeout: 60", mapping: String = "BatchSize: 1", more: String = "",
    calibration: String = "mapping.firstPollers: 5, mapping.ceiling: 1250"
  ) throws -> Bench {
    let template = """
      Resources:
        Dead: {Type: AWS::SQS::Queue}
        Work: {Type: AWS::SQS::Queue, Properties: {\(queue)}}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(function)}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, \(mapping)}
      """
    let scenario = """
      duration: \(duration)
      drain: 0 s
      calibration: {base: ideal, \(calibration)}
      traffic: {App: {to: Work, rate: \(rate), arrivals: constant}}
      behavior: {Worker: {duration: \(work)\(more)}}
      """
    return try Bench(template: template, scenario: scenario)
  }

  private static func gauge(
    _ name: String, at label: String, _ result: RunResult
  ) throws -> GaugeMeasure {
    let node = try #require(result.nodes.first { $0.label == label })
    for instrument in node.instruments where instrument.measure.name == name {
      if case .gauge(let gauge) = instrument.keeper { return gauge }
    }
    throw Missing(name: name)
  }

  private static func count(
    _ name: String, at label: String, _ result: RunResult
  ) throws -> Int64 {
    let node = try #require(result.nodes.first { $0.label == label })
    for instrument in node.instruments where instrument.measure.name == name {
      if case .count(let count) = instrument.keeper { return count.total }
    }
    throw Missing(name: name)
  }

  private struct Missing: Error { var name: String }

  @Test(arguments: [(1, 305), (2, 605), (4, 1_205), (5, 1_250)] as [(Int, Int64)])
  func `a mapping starts with 5 batches and allows 300 more a minute, up to 1,250`(
    minutes: Int, most: Int64
  ) throws {
    let result = try Self.bench(
      work: "30 s", rate: "200/s", duration: "\(minutes) min"
    ).run()
    let batches = try Self.gauge("ConcurrentBatches", at: "Mapping", result)
    #expect(abs(batches.gauge.maximum - most) <= 1)
  }

  @Test func `the maximum concurrency bounds the batches`() throws {
    let result = try Self.bench(
      work: "10 s", rate: "50/s", mapping: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 20}"
    ).run()
    #expect(try Self.gauge("ConcurrentBatches", at: "Mapping", result).gauge.maximum == 20)
  }

  @Test(arguments: [("1 %", 25.0), ("5 %", 16.0), ("10 %", 13.0)])
  func `failing runs take the concurrency down as the published experiment shows`(
    share: String, settled: Double
  ) throws {
    // The producer outruns what 60 batches at once can do, so messages always wait.
    let result = try Self.bench(
      work: "50 ms", rate: "1500/s", duration: "20 min", more: ", fails: \(share)"
    ).run()
    let mean = try #require(
      Self.gauge("ConcurrentBatches", at: "Mapping", result).gauge.mean(upTo: result.end))
    #expect(abs(mean - settled) <= 0.2 * settled, "\(mean) instead of \(settled)")
  }

  @Test func `an idle mapping receives in vain 15 times a minute, and that is billed`() throws {
    let result = try Self.bench(work: "1 ms", rate: "0/s").run()
    #expect(try Self.count("NumberOfEmptyReceives", at: "Work", result) == 150)
    let queue = try #require(result.nodes.first { $0.label == "Work" })
    #expect(queue.charges.reduce(0) { $0 + $1.units } == 150)
  }

  @Test func `behind low reserved concurrency healthy messages are set aside`() throws {
    let result = try Self.bench(
      work: "1 s", rate: "20/s", duration: "20 min",
      queue: "VisibilityTimeout: 60, RedrivePolicy: {maxReceiveCount: 3, "
        + "deadLetterTargetArn: !GetAtt Dead.Arn}",
      function: "Timeout: 60, ReservedConcurrentExecutions: 5",
      calibration: "mapping.firstPollers: 5, mapping.ceiling: 1250, "
        + "mapping.seesReservedConcurrency: false"
    ).run()
    let waiting = try #require(result.edges.first { $0.from == "Work" && $0.to == "Worker" })
    #expect(waiting.deadLettered > 1_000)
    #expect(try Self.count("Errors", at: "Worker", result) == 0)
    #expect(try Self.count("GivenBackEventCount", at: "Mapping", result) > 3_000)
    #expect(try Self.count("Throttles", at: "Worker", result) > 1_000)
  }

  @Test func `a mapping that sees the reserved concurrency receives only what can run`() throws {
    let result = try Self.bench(
      work: "1 s", rate: "20/s", function: "Timeout: 60, ReservedConcurrentExecutions: 5",
      calibration: "sns.retryJitter: 0"
    ).run()
    #expect(try Self.count("Throttles", at: "Worker", result) == 0)
    #expect(try Self.gauge("ConcurrentBatches", at: "Mapping", result).gauge.maximum == 5)
  }

  @Test func `a batch waits for its window, or until it is full`() throws {
    let windowed = try Self.bench(
      work: "1 ms", rate: "2/s", mapping: "BatchSize: 100, MaximumBatchingWindowInSeconds: 5"
    ).run()
    let runs = try Self.count("Invocations", at: "Worker", windowed)
    #expect((100...122).contains(runs), "\(runs) runs in 10 minutes")
    let full = try Self.bench(
      work: "1 ms", rate: "100/s", mapping: "BatchSize: 50, MaximumBatchingWindowInSeconds: 5"
    ).run()
    #expect(abs(try Self.count("Invocations", at: "Worker", full) - 1_200) <= 1)
  }

  @Test func `a failed batch returns whole, with partial responses only what failed`() throws {
    let whole = try Self.bench(
      work: "1 ms", rate: "20/s", queue: "VisibilityTimeout: 60",
      mapping: "BatchSize: 10, MaximumBatchingWindowInSeconds: 1", more: ", fails: 5 %"
    ).run()
    let partial = try Self.bench(
      work: "1 ms", rate: "20/s", queue: "VisibilityTimeout: 60",
      mapping: "BatchSize: 10, MaximumBatchingWindowInSeconds: 1, "
        + "FunctionResponseTypes: [ReportBatchItemFailures]", more: ", fails: 5 %"
    ).run()
    #expect(try #require(whole.consumers.first).repeated > 500)
    #expect(try #require(partial.consumers.first).repeated == 0)
    #expect(try Self.count("Errors", at: "Worker", partial) == 0)
  }

  @Test func `a spike is worked off as a fluid would be, to one message`() throws {
    let template = """
      Resources:
        Work: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 43200}}
        Worker:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, Timeout: 900, ReservedConcurrentExecutions: 2}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, BatchSize: 1}
      """
    let scenario = """
      duration: 3 min
      calibration: ideal
      traffic:
        App: {to: Work, rate: 100/s, arrivals: constant,
          spikes: [{at: 30 s, for: 10 s, rate: 1000/s}]}
      behavior: {Worker: {duration: 10 ms}}
      goals: [drained within 81 s of 40 s]
      """
    let bench = try Bench(template: template, scenario: scenario)
    let result = bench.run()
    // 1,000 a second come and 200 go, for ten seconds; then 100 a second come and 200 go.
    let visible = try Self.gauge("ApproximateNumberOfMessagesVisible", at: "Work", result)
    #expect(abs(visible.gauge.maximum - 8_000) <= 2)
    #expect(bench.verdicts(result).allSatisfy { $0.outcome == .met })
    let latency = try #require(result.consumers.first?.latency(from: 0))
    #expect(abs((latency.histogram.quantile(1) ?? 0) - 40_010_000_000) <= 20_000_000)
  }
}
