import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// What becomes of messages between a queue and a function, rule by rule.
@Suite struct MappingRuleTests {
  private static let scaling = "mapping.firstPollers: 5, mapping.ceiling: 1250"

  @Test(arguments: [(59, 1), (61, 2), (119, 2), (121, 3), (179, 3), (241, 3)] as [(Int, Int64)])
  func `a failed batch is not tried again before its visibility timeout is over`(
    seconds: Int, runs: Int64
  ) throws {
    let result = try MappingTests.bench(
      work: "1 ms", rate: "0/s, spikes: [{at: 0 s, for: 1 s, rate: 1.5/s}]",
      duration: "\(seconds) s",
      queue: "VisibilityTimeout: 60, RedrivePolicy: {maxReceiveCount: 3, "
        + "deadLetterTargetArn: !GetAtt Dead.Arn}", more: ", fails: 100 %",
      calibration: Self.scaling
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == runs)
    #expect(try result.count("NumberOfMessagesDeleted", at: "Work") == 0)
    let dead = try result.gauge("ApproximateNumberOfMessagesVisible", at: "Dead").level
    #expect(dead == (seconds > 181 ? 1 : 0))
  }

  @Test(arguments: [(0, 0), (8, 0), (20, 1)] as [(Int, Int)])
  func `the visibility timeout begins at the receive, so a window takes of it`(
    window: Int, repeated: Int
  ) throws {
    // The run takes 50 s of 60: with more than 10 s in the window the message comes back.
    let result = try MappingTests.bench(
      work: "50 s", rate: "1/min", duration: "30 min", queue: "VisibilityTimeout: 60",
      mapping: "BatchSize: 10, MaximumBatchingWindowInSeconds: \(window)",
      calibration: Self.scaling
    ).run()
    #expect((try #require(result.consumers.first).repeated > 0) == (repeated > 0))
  }

  @Test func `a batch that is turned away is given back with its receive counted`() throws {
    let result = try MappingTests.bench(
      work: "1 s", rate: "0/s, spikes: [{at: 0 s, for: 1 s, rate: 10/s}]", duration: "5 min",
      queue: "VisibilityTimeout: 60, RedrivePolicy: {maxReceiveCount: 2, "
        + "deadLetterTargetArn: !GetAtt Dead.Arn}",
      function: "Timeout: 60, ReservedConcurrentExecutions: 0",
      calibration: Self.scaling + ", mapping.seesReservedConcurrency: false"
    ).run()
    // Each is received twice, held for its 60 s, never run, and set aside at the third receive.
    let sent = try result.count("NumberOfMessagesSent", at: "Work")
    #expect(try sent > 8 && result.count("NumberOfMessagesReceived", at: "Work") == 2 * sent)
    #expect(try result.count("GivenBackEventCount", at: "Mapping") == 2 * sent)
    #expect(try result.count("Invocations", at: "Worker") == 0)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Dead").level == sent)
    // At doubling intervals up to 5 s, twenty tries fit into a minute at most.
    let throttles = try result.count("Throttles", at: "Worker")
    #expect(throttles > 2 * sent * 10 && throttles < 2 * sent * 20, "\(throttles)")
  }

  @Test func `with partial responses errors do not take the concurrency down`() throws {
    func level(_ mapping: String) throws -> Int64 {
      try MappingTests.bench(
        work: "50 ms", rate: "1500/s", duration: "5 min", mapping: mapping, more: ", fails: 10 %",
        calibration: Self.scaling
      ).run().gauge("ConcurrencyTarget", at: "Mapping").maximum
    }
    #expect(try level("BatchSize: 1") < 25)
    #expect(
      try level("BatchSize: 1, FunctionResponseTypes: [ReportBatchItemFailures]") > 70)
  }

  @Test func `a run out of time fails the whole batch, partial responses or not`() throws {
    let result = try MappingTests.bench(
      work: "400 ms", rate: "10/s", duration: "1 min", queue: "VisibilityTimeout: 120",
      function: "Timeout: 2",
      mapping: "BatchSize: 10, MaximumBatchingWindowInSeconds: 5, "
        + "FunctionResponseTypes: [ReportBatchItemFailures]",
      calibration: Self.scaling
    ).run()
    #expect(try result.count("NumberOfMessagesDeleted", at: "Work") == 0)
    #expect(try result.count("Errors", at: "Worker") > 50)
  }

  @Test func `when the errors stop, the concurrency rises again by five a second`() throws {
    func level(_ end: String) throws -> Int64 {
      let template = """
        Resources:
          Work: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 600}}
          Worker:
            Type: AWS::Lambda::Function
            Properties: {Runtime: python3.13, Timeout: 60}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, BatchSize: 1}
        """
      let scenario = """
        duration: \(end)
        drain: 0 s
        calibration: {base: ideal, \(Self.scaling)}
        traffic: {App: {to: Work, rate: 3000/s, arrivals: constant}}
        behavior: {Worker: {duration: 50 ms}}
        faults: [{at: 0 s, for: 1 min, fail: Worker, share: 10 %}]
        """
      return try Bench(template: template, scenario: scenario).run()
        .gauge("ConcurrencyTarget", at: "Mapping").level
    }
    let before = try level("1 min")
    #expect(before < 20)
    #expect(abs(try level("1 min 10 s") - before - 50) <= 3)
  }

  @Test(arguments: [(1_000, 10, 6), (600, 10, 10), (400, 10, 10), (1_024, 6, 6), (1_024, 7, 6)])
  func `a batch carries 6 MB at most`(kilobytes: Int, batch: Int, most: Int) throws {
    let result = try MappingTests.bench(
      work: "1 ms", rate: "10/s, size: \(kilobytes) KB", duration: "1 min",
      mapping: "BatchSize: \(batch), MaximumBatchingWindowInSeconds: 2",
      calibration: Self.scaling + ", lambda.payload: 6291456"
    ).run()
    let runs = Double(try result.count("Invocations", at: "Worker"))
    let messages = Double(try result.count("InvokedEventCount", at: "Mapping"))
    // What does not fit goes in a run of its own: ten messages in six and four.
    let inOne = batch > most ? Double(batch) / 2 : Double(batch)
    #expect(abs(messages / runs - inOne) < 0.5, "\(messages / runs) in a run")
    #expect(try result.count("NumberOfMessagesDeleted", at: "Work") >= 580)
  }
}
