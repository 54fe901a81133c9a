import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// The rules of deliveries that no other file names.
@Suite struct DeliveryRuleTests {
  @Test func `retries to endpoints that AWS runs are jittered too`() throws {
    let news = Announcements(["sns.retryJitter": .real(0.1)])
    let queue = news.doorkeeper("Queue", .unavailable)
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish(100)
    news.run(to: 1.5)
    let fourth = queue.moments.filter { $0 > .start }.map { Double($0.nanoseconds) / 1e9 }
    #expect(fourth.count == 100 && Set(fourth).count == 100)
    #expect(fourth.allSatisfy { (0.9...1.1).contains($0) })
    #expect((fourth.min() ?? 1) < 0.92 && (fourth.max() ?? 1) > 1.08)
  }

  @Test func `rarely an endpoint gets a copy twice`() throws {
    let news = Announcements(["sns.duplicates": .real(0.1)])
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    let hook = try news.outside("Hook", "{Protocol: https, Endpoint: 'https://example.com/'}")
    try news.begin()
    for ordinal in 0..<1_000 { news.run(to: Double(ordinal)); news.publish() }
    news.run(to: 2_000)
    #expect((1_070...1_130).contains(queue.roots.count) && Set(queue.roots).count == 1_000)
    #expect((1_070...1_130).contains(hook.answers.requests.total))
    // Each subscription has chances of its own.
    #expect(news.edge(to: "Queue").duplicates == Int64(queue.roots.count - 1_000))
    #expect(news.stage.world.messages.count == 0)
    #expect(Calibration("aws-2026").real(Topic.duplicates) == 1e-6)
  }

  @Test func `a copy's second one is in no order with the first, and no dearer`() throws {
    let news = Announcements(
      [
        "sns.duplicates": .real(1),
        "sns.delivery": .time(.lognormal(.init(median: 50e6, p99: 900e6))),
      ])
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish(50)
    news.run(to: 60)
    #expect(queue.moments.count == 100 && Set(queue.moments).count == 100)
    #expect(news.topic.card.units[0] == 50 && news.topic.published.total == 50)
  }

  private static let chain = """
    Resources:
      News: {Type: AWS::SNS::Topic, Properties: {FifoTopic: FIFO}}
      Work: {Type: AWS::SQS::Queue}
      Wire:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn}
    """

  @Test(arguments: ["false", "true"])
  func `topics of both types pass the message group on to a standard queue`(isFIFO: String) throws {
    let bench = try Bench(
      template: Self.chain.replacing("FIFO}", with: isFIFO + "}"),
      scenario: """
        {duration: 10 s, drain: 0 s, traffic: {Shop: {to: News, rate: 20/s, group: {count: 5}}}}
        """)
    let result = bench.run()
    let world = bench.world
    var groups: Set<UInt32> = []
    var count = 0
    world.messages.forEachTaken { message in
      count += 1
      if let group = world.group(of: message.name) { groups.insert(group) }
    }
    #expect(count > 100 && groups.count == 5)
    // A queue bills its surcharge for groups alone.
    let charges = try #require(result.nodes.first { $0.label == "Work" }).charges
    let surcharge = try #require(charges.first { $0.price == FairLines.surcharge })
    #expect(surcharge.units == (try result.count("NumberOfMessagesSent", at: "Work")))
  }
}
