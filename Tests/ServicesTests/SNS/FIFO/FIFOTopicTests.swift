import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of FIFO topics.
@Suite struct FIFOTopicTests {
  private static let wire = "{Protocol: sqs, Endpoint: Queue}"

  @Test func `each subscription gets each group in order, whatever deliveries take`() throws {
    let news = OrderedAnnouncements(
      ["sns.fifoDelivery": .time(.uniform(.init(minimum: 0, maximum: 5e9)))])
    let (one, two) = (news.doorkeeper("Queue"), news.doorkeeper("Other"))
    try news.subscribe("Wire", Self.wire)
    try news.subscribe("Wire2", "{Protocol: sqs, Endpoint: Other}")
    try news.begin()
    for step in 0..<100 {
      news.run(to: Double(step) * 0.2)
      news.publish(1 + step % 3)
    }
    news.run(to: 60)
    for keeper in [one, two] {
      for group in 1...3 {
        let found = keeper.ordinals(of: group)
        #expect(found == found.sorted() && found.count >= 33)
      }
    }
    let mixed = one.roots.map { Name(root: $0) }.filter { $0.client == 1 || $0.client == 2 }
    #expect(Set(zip(mixed, mixed.dropFirst()).map { $0.client <= $1.client }).count == 2)
    #expect(one.roots != two.roots)
  }

  @Test func `a delivery that is tried again holds up its group, and nobody else`() throws {
    let news = OrderedAnnouncements()
    let (good, bad) = (news.doorkeeper("Queue"), news.doorkeeper("Bad", .unavailable))
    try news.subscribe("Wire", Self.wire)
    try news.subscribe("Wire2", "{Protocol: sqs, Endpoint: Bad}")
    try news.begin()
    news.publish(1, 3)
    news.publish(2, 1)
    news.run(to: 1.5)
    #expect(good.ordinals(of: 1) == [0, 1, 2])
    // Three retries at once and one after a second, of the heads alone.
    #expect(bad.ordinals(of: 1) == [0, 0, 0, 0, 0] && bad.ordinals(of: 2).count == 5)
    bad.answer = .accepted
    news.run(to: 60)
    #expect(bad.ordinals(of: 1).suffix(3) == [0, 1, 2])
    #expect(news.topic.delivered.total == 8)
  }

  @Test func `a message that is published again within five minutes is delivered once`() throws {
    let news = OrderedAnnouncements()
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", Self.wire)
    try news.begin()
    let name = Name(client: 1, ordinal: 5)
    #expect(news.publish(name).isDone && news.publish(name).isDone)
    news.run(to: 299)
    #expect(news.publish(name).isDone)
    news.run(to: 300)
    #expect(queue.roots.count == 1 && news.topic.deduplicated.total == 2)
    #expect(news.publish(name).isDone)
    news.run(to: 301)
    #expect(queue.roots.count == 2)
  }

  @Test func `a message without a group is refused`() throws {
    let news = OrderedAnnouncements()
    try news.begin()
    #expect(news.publish(Name(client: 0, ordinal: 0)).isRefused)
  }

  @Test func `a FIFO topic takes 3,000 messages a second, and 300 of a group`() throws {
    let news = OrderedAnnouncements(
      ["sns.fifoTopicRate": .count(3_000), "sns.fifoGroupRate": .count(300)])
    try news.begin()
    #expect(news.publish(1, 400).count { $0.isDone } == 300)
    let rest = (2...20).flatMap { news.publish($0, 200) }
    #expect(rest.count { $0.isDone } == 2_700 && rest.count { $0.isThrottled } == 1_100)
    #expect(news.topic.throttled.total == 1_200 && news.topic.published.total == 3_000)
  }

  @Test func `a FIFO topic takes 20 MB a second`() throws {
    let news = OrderedAnnouncements(["sns.fifoTopicBytes": .count(20_000_000)])
    try news.begin()
    #expect((1...90).flatMap { news.publish($0, 1, size: 250_000) }.count { $0.isDone } == 80)
  }

  @Test func `with groups of their own the topic has no bound, and each group still has`() throws {
    let news = OrderedAnnouncements(
      ["sns.fifoTopicRate": .count(3_000), "sns.fifoGroupRate": .count(300)],
      topic: "{FifoTopic: true, FifoThroughputScope: MessageGroup}")
    try news.begin()
    #expect((1...20).flatMap { news.publish($0, 400) }.count { $0.isDone } == 6_000)
  }

  @Test func `the account's FIFO quota is 3,000 at least, and else that of standard topics`() {
    let expected: [(String, Int64)] = [
      ("us-east-1", 30_000), ("eu-west-1", 9_000), ("us-east-2", 3_000), ("eu-west-3", 3_000),
    ]
    for (region, rate) in expected { #expect(PublishRates.fifoPerSecond(in: region) == rate) }
  }

  @Test func `standard and FIFO topics share the account's quota`() throws {
    let news = OrderedAnnouncements(["sns.publishRate": .count(300)])
    let other = news.stage.add(Topic(TopicSettings(), label: "Other", in: news.stage.world))
    try news.begin()
    #expect((1...50).flatMap { news.publish($0, 4) }.count { $0.isDone } == 200)
    #expect((0..<200).count { _ in news.stage.call(other, 0).isDone } == 100)
  }

  @Test func `a queue that is gone loses its messages while the others go on`() throws {
    let news = OrderedAnnouncements()
    let good = news.doorkeeper("Queue")
    _ = news.doorkeeper("Gone", .refused)
    let dead = news.queue("Dead")
    try news.subscribe("Wire", Self.wire)
    try news.subscribe(
      "Wire2", "{Protocol: sqs, Endpoint: Gone, RedrivePolicy: {deadLetterTargetArn: Dead}}")
    try news.begin()
    news.publish(1, 3)
    news.run(to: 1)
    #expect(good.roots.count == 3 && dead.meters.visible.gauge.level == 3)
    #expect(news.topic.failed.total == 3 && news.topic.redriven.total == 3)
  }

  @Test func `the filter policy keeps copies back, and order is kept among the others`() throws {
    let news = OrderedAnnouncements()
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue, FilterPolicy: {a: [b]}}")
    try news.begin()
    news.publish(1, 3)
    news.run(to: 1)
    #expect(queue.roots.isEmpty)
    #expect(news.stage.world.edges.contains { $0.to == "Queue" && $0.filtered == 3 })
  }

  @Test func `the envelope of a FIFO topic has a sequence number`() {
    let kind = EventKind(label: "order", size: 100)
    let world = Stage("ideal").world
    let (plain, ordered) = (
      Notification.envelope(of: "News", in: world)(kind),
      Notification.envelope(of: "News", isFIFO: true, in: world)(kind)
    )
    #expect(ordered.size - plain.size == Int64(#""SequenceNumber":"10000000000000000001","#.count))
  }

  @Test func `publishes, deliveries and the bytes of both are billed`() throws {
    let news = OrderedAnnouncements()
    news.queue("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue, RawMessageDelivery: true}")
    try news.begin()
    for _ in 0..<1_000 { news.publish(1, 1) }
    news.run(to: 1)
    let charges = news.topic.charges(until: news.stage.world.now)
    #expect(charges.map { $0.units } == [1_000, 1_024_000, 1_000, 1_024_000])
    #expect(charges.map { $0.microdollars } == [300, 17, 10, 1])
  }

  // MARK: Refused

  @Test func `only queues subscribe, and dead letters go to a FIFO queue`() throws {
    let news = OrderedAnnouncements()
    _ = news.doorkeeper("Queue")
    #expect(
      slip { try news.subscribe("Wire", "{Protocol: lambda, Endpoint: Queue}") }
        == "Wire subscribes by lambda to News, which is a FIFO topic "
        + "→ AWS refuses this: FIFO topics deliver to SQS queues only; let a function read one")
    #expect(
      slip {
        try news.subscribe(
          "Wire", "{Protocol: sqs, Endpoint: Queue, RedrivePolicy: {deadLetterTargetArn: Queue}}")
      }
        == "Queue must be a FIFO queue, as it takes dead letters of a FIFO topic "
        + "→ set FifoQueue: true of Queue")
  }

  @Test func `a FIFO topic has 100 subscriptions at most`() throws {
    let news = OrderedAnnouncements()
    _ = news.doorkeeper("Queue")
    for number in 1...100 { try news.subscribe("Wire\(number)", Self.wire) }
    #expect(
      slip { try news.subscribe("Wire", Self.wire) }
        == "News has more than 100 subscriptions → AWS allows a FIFO topic no more")
  }

  @Test func `a FIFO queue subscribes to no standard topic, nor takes its dead letters`() throws {
    let news = Announcements()
    news.stage.add(FIFOQueue(QueueSettings(), label: "Lined", in: news.stage.world))
    _ = news.doorkeeper("Queue")
    #expect(
      slip { try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Lined}") }
        == "Lined is a FIFO queue, and News is a standard topic "
        + "→ AWS refuses this: a FIFO queue subscribes only to FIFO topics")
    #expect(
      slip {
        try news.subscribe(
          "Wire", "{Protocol: sqs, Endpoint: Queue, RedrivePolicy: {deadLetterTargetArn: Lined}}")
      }
        == "Lined is a FIFO queue → dead letters of a standard topic go to a standard queue")
  }
}
