import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Studies

/// Stories of functions that read streams.
@Suite struct StreamStoryTests {
  private static func bench(
    event: String, scenario: String, resources: String = ""
  ) throws -> Bench {
    try Bench(
      template: """
        Transform: AWS::Serverless-2016-10-31
        Globals: {Function: {Handler: index.handler, Runtime: nodejs22.x, CodeUri: src/}}
        Resources:
          Orders: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
          Dead: {Type: AWS::SQS::Queue}
          Stock:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Orders:
                  Type: Kinesis
                  Properties:
                    Stream: !GetAtt Orders.Arn
                    StartingPosition: TRIM_HORIZON
                    \(event)
          \(resources)
        """, scenario: scenario)
  }

  private static let partial = """
    MaximumRetryAttempts: 2
                FunctionResponseTypes: [ReportBatchItemFailures]
                DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}
    """

  @Test func `records that always fail are dead letters of the code, and nobody took longer`()
    throws
  {
    let bench = try Self.bench(
      event: Self.partial,
      scenario: """
        duration: 10 min
        drain: 1 min
        traffic: {Shop: {to: Orders, rate: 50/s}}
        behavior: {Stock: {duration: 10 ms, poison: 1 %}}
        """)
    let result = bench.run()
    let story = Story(of: result)
    #expect(story.chain("deadLettered", "Orders") == ["deadLettered Orders"], "\(story.words)")
    #expect(story.line("slowed", "Stock") == nil)
    guard
      case .deadLettered(let count, _, let failures)? =
        story.line("deadLettered", "Orders")?.kind
    else { return }
    // Each fails three times, and what lies behind it in its batch goes with it.
    #expect(failures > 600 && count > failures / 3, "\(count) of \(failures)")
    let moment = try #require(story.line("deadLettered", "Orders")?.begin)
    let first = try #require(result.episodes.first { $0.kind == .deadLettering })
    #expect(moment == first.begin && moment > .start)
  }

  @Test func `readers that share a shard fall behind because of what it gives them`() throws {
    let readers = (0..<3).map { number in
      """
      Reader\(number):
          Type: AWS::Serverless::Function
          Properties:
            Events:
              Orders:
                Type: Kinesis
                Properties: {Stream: !GetAtt Orders.Arn, StartingPosition: TRIM_HORIZON}
      """
    }
    let bench = try Self.bench(
      event: "BatchSize: 100",
      scenario: """
        duration: 4 min
        drain: 10 s
        traffic:
          Shop:
            {to: Orders, rate: 20/s, size: 10 KB, spikes: [{at: 1 min, for: 2 min, rate: 60/s}]}
        behavior:
          Stock: {duration: 1 ms}
          Reader0: {duration: 1 ms}
          Reader1: {duration: 1 ms}
          Reader2: {duration: 1 ms}
        """,
      resources: readers.map { $0.split(separator: "\n").joined(separator: "\n  ") }
        .joined(separator: "\n  "))
    let result = bench.run()
    let story = Story(of: result)
    let chain = story.chain("fellBehind", "Stock")
    #expect(
      chain == ["fellBehind Stock", "limitReached Orders", "loadRose Shop"], "\(story.words)")
    guard
      case .limitReached(let bound, let level, _)? =
        story.line("limitReached", "Orders")?.kind
    else {
      Issue.record("\(story.words)")
      return
    }
    // Four readers ask again at once while there is more, and a shard answers five times a second.
    #expect(bound == "shard reads" && level == 5, "\(bound) \(level)")
  }
}
