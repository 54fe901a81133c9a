import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

@Suite struct AsynchronousTests {
  private static func run(
    function: String, behavior: String, traffic: String, calibration: String = "aws-2026"
  ) throws -> RunResult {
    let template = """
      Resources:
        Dead: {Type: AWS::SQS::Queue}
        Worker:
          Type: AWS::Lambda::Function
          Properties:
            Runtime: python3.13
            DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}
            \(function)
      """
    let scenario = """
      duration: 10 min
      drain: 7 h
      calibration: \(calibration)
      traffic: {App: {to: Worker, action: InvokeAsync, \(traffic)}}
      behavior: {Worker: \(behavior)}
      """
    return try Bench(template: template, scenario: scenario).run()
  }

  private static func total(_ name: String, _ result: RunResult) throws -> Int64 {
    let node = try #require(result.nodes.first { $0.label == "Worker" })
    let instrument = try #require(node.instruments.first { $0.measure.name == name })
    guard case .count(let count) = instrument.keeper else { return -1 }
    return count.total
  }

  private static func ages(_ result: RunResult) throws -> SampleMeasure {
    let node = try #require(result.nodes.first { $0.label == "Worker" })
    let instrument = try #require(node.instruments.first { $0.measure.name == "AsyncEventAge" })
    guard case .samples(let samples) = instrument.keeper else { throw Missing() }
    return samples
  }

  private struct Missing: Error {}

  @Test func `an event that fails is run three times and then set aside`() throws {
    let result = try Self.run(
      function: "Timeout: 10", behavior: "{duration: 10 ms, poison: 100 %}",
      traffic: "rate: 1/s, arrivals: constant")
    #expect(try Self.total("AsyncEventsReceived", result) == 599)
    #expect(try Self.total("Invocations", result) == 3 * 599)
    #expect(try Self.total("Errors", result) == 3 * 599)
    #expect(try Self.total("AsyncEventsDropped", result) == 599)
    let queue = try #require(result.edges.first { $0.from == "Worker (asynchronous)" })
    #expect(queue.deadLettered == 599)
  }

  @Test func `retries come after one minute and after two more, ten seconds later at most`() throws
  {
    let result = try Self.run(
      function: "Timeout: 10", behavior: "{duration: 10 ms, poison: 100 %}",
      traffic: "rate: 1/s, arrivals: constant")
    let ages = try Self.ages(result)
    // A third of the attempts are first ones, a third second, a third last ones.
    let second = try #require(ages.histogram.quantile(0.5))
    let last = try #require(ages.histogram.quantile(1))
    #expect((60_000_000_000...72_000_000_000).contains(second))
    #expect((180_000_000_000...203_000_000_000).contains(last))
  }

  @Test func `a throttled event is tried again and again, and that is no retry`() throws {
    let result = try Self.run(
      function: "ReservedConcurrentExecutions: 1",
      behavior: "{duration: 2500 ms}", traffic: "rate: 1/min, arrivals: constant, batch: 2")
    #expect(try Self.total("Throttles", result) > 10)
    #expect(try Self.total("Invocations", result) == 18)
    #expect(try Self.total("AsyncEventsDropped", result) == 0)
  }

  @Test func `reserved concurrency 0 sends events straight to where failures go`() throws {
    let result = try Self.run(
      function: "ReservedConcurrentExecutions: 0", behavior: "{duration: 1 s}",
      traffic: "rate: 1/s, arrivals: constant")
    #expect(try Self.total("Throttles", result) == 0)
    #expect(try Self.total("Invocations", result) == 0)
    let queue = try #require(result.edges.first { $0.from == "Worker (asynchronous)" })
    #expect(queue.deadLettered == 599)
  }
}
