import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// An operator purges a queue.
struct PurgeTests {
  private func run(_ isFIFO: Bool, purge: String = "30 s", delay: Int = 0) throws -> RunResult {
    let fifo = isFIFO ? "FifoQueue: true, ContentBasedDeduplication: true, " : ""
    let group = isFIFO ? ", group: {count: 3}" : ""
    return try Bench(
      template: """
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties: {\(fifo)VisibilityTimeout: 3600, DelaySeconds: \(delay)}
          Worker:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Timeout: 900, ReservedConcurrentExecutions: 3}
          ToWorker:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Worker, BatchSize: 1}
        """,
      scenario: """
        duration: 2 min
        drain: 20 min
        calibration: {base: ideal, sqs.purge: \(purge)}
        traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant\(group)}}
        behavior: {Worker: {duration: 100 s}}
        actions: [{at: 60 s, purge: Orders}]
        """
    ).run()
  }

  @Test(arguments: [false, true])
  func `a purge deletes what was sent before it, in flight or not, and nothing that came after`(
    isFIFO: Bool
  ) throws {
    let result = try run(isFIFO)
    let purged = try result.count("MessagesPurged", at: "Orders")
    let edge = try result.edge(from: "Orders", to: "Worker")
    #expect((59...61).contains(purged))
    #expect(edge.dropped[Edge.Loss.purged.rawValue] == purged)
    #expect(edge.entered > 110 && edge.acknowledged > 0)
    #expect(edge.acknowledged + purged + edge.held == edge.entered)
  }

  @Test(arguments: [false, true])
  func `a purge deletes what waits for its delay`(isFIFO: Bool) throws {
    let result = try run(isFIFO, delay: 900)
    #expect((59...61).contains(try result.count("MessagesPurged", at: "Orders")))
  }

  @Test func `a purge takes up to a minute, and what it deletes can be received until then`() throws
  {
    let result = try run(false, purge: "45 s")
    let episodes = result.episodes.filter { $0.kind.name.hasPrefix("purge") }
    #expect(episodes.map { $0.begin } == [.start + .seconds(60), .start + .seconds(105)])
    guard case .time(let law) = QueueUpkeep.purgeTime.entries[0].value else {
      Issue.record("it has no length")
      return
    }
    #expect(law == .uniform(.init(minimum: 0, maximum: 60e9)))
  }
}
