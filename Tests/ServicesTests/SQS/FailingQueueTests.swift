import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Services

@Suite struct FailingQueueTests {
  @Test func `each delivery to a queue that fails a share has a chance of its own`() throws {
    let bench = try Bench(
      template: """
        Resources:
          News: {Type: AWS::SNS::Topic}
          Work: {Type: AWS::SQS::Queue}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn}
        """,
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic: {App: {to: News, rate: 10/s, arrivals: constant}}
        faults: [{at: 0 s, for: 1 h, fail: Work, share: 50 %}]
        """)
    let world = bench.world
    world.start()
    // The first three retries come at once, so hardly a copy waits for the later ones.
    world.run(until: .start + .milliseconds(99_990))
    let wire = try #require(world.edges.first { $0.from == "News" })
    #expect(wire.entered >= 999)
    #expect(wire.held < 60, "\(wire.held)")
  }

  @Test func `a second copy that is set aside stays one, and lets go of the first`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 10, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 10),
      ["sqs.duplicates": .real(1)])
    let world = play.world
    let edge = world.addEdge(from: "App", to: "Orders")
    let first = world.enter(edge, name: Name(client: 0, ordinal: 1), kind: 0, journey: .start)
    let twin = world.duplicate(first, on: edge)
    #expect(world.markEffect(first))
    world.move(twin, to: world.addEdge(from: "Orders", to: "Dead"))
    #expect(world.messages[twin].traits.contains(.duplicate))
    #expect(!world.markEffect(twin))
    world.forget(first)
    #expect(world.messages.count == 2)
    world.forget(twin)
    #expect(world.messages.count == 0)
  }
}
