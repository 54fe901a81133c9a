import Bench
import Testing

@testable import Studies

/// A handler whose call fails for good.
@Suite struct FailedCallTests {
  private static let template = """
    Resources:
      Work:
        Type: AWS::SQS::Queue
        Properties: {VisibilityTimeout: 600}
      Worker:
        Type: AWS::Lambda::Function
        Properties: {Runtime: python3.13, Timeout: 60}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, BatchSize: 1}
    """

  private static let scenario = """
    duration: 10 s
    drain: 1 min
    traffic: {App: {to: Work, rate: 10/s, arrivals: constant}}
    outside: {Api: {latency: 20 ms, fails: 100 %}}
    behavior: {Worker: {duration: 5 ms, steps: [Request: Api]}}
    """

  @Test func `a call that failed for good is not made again`() throws {
    let result = try Bench(template: Self.template, scenario: Self.scenario).run()
    let calls = try #require(result.edges.first { $0.from == "Worker" && $0.to == "Api" })
    let invocations = result.consumers.reduce(0) { $0 + $1.failed + $1.completed }
    #expect(calls.entered == invocations)
    #expect(calls.lost == calls.entered)
  }
}
