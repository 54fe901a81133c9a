import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of publishing and of fan-out.
@Suite struct TopicTests {
  @Test func `every subscription gets a copy, and none waits for another`() throws {
    let news = Announcements()
    let good = news.doorkeeper("Good")
    let bad = news.doorkeeper("Bad", .unavailable)
    try news.subscribe("ToBad", "{Protocol: sqs, Endpoint: Bad}")
    try news.subscribe("ToGood", "{Protocol: sqs, Endpoint: Good}")
    let hook = try news.outside("Hook", "{Protocol: https, Endpoint: 'https://example.com/'}")
    try news.begin()
    news.publish(5)
    news.run(to: 60)
    #expect(good.moments == Array(repeating: .start, count: 5))
    #expect(hook.answers.requests.total == 5)
    #expect(bad.moments.count > 5 && news.edge(to: "Bad").held == 5)
    #expect(news.topic.published.total == 5 && news.topic.delivered.total == 10)
  }

  @Test func `publishes past the quota of the account are throttled`() throws {
    let news = Announcements(["sns.publishRate": .count(300)])
    try news.begin()
    let answers = (0..<400).map { _ in news.stage.call(news.topic, 0) }
    #expect(answers.count { $0.isDone } == 300 && answers.count { $0.isThrottled } == 100)
    #expect(news.topic.throttled.total == 100 && news.topic.published.total == 300)
    news.run(to: 0.5)
    #expect((0..<400).count { _ in news.stage.call(news.topic, 0).isDone } == 150)
  }

  @Test func `all topics of the account share the publish quota`() throws {
    let news = Announcements(["sns.publishRate": .count(300)])
    let other = news.stage.add(Topic(TopicSettings(), label: "Other", in: news.stage.world))
    try news.begin()
    news.publish(200)
    let done = (0..<200).count { _ in news.stage.call(other, 0).isDone }
    #expect(done == 100 && other.throttled.total == 100)
  }

  @Test func `each 64 KB that is published is a request of its own`() throws {
    let news = Announcements()
    try news.begin()
    news.publish(size: 65_536)
    news.publish(size: 65_537)
    #expect(news.topic.card.units[0] == 3)
  }

  @Test func `a message of more than 256 KiB is refused, unless the topic allows it`() throws {
    let news = Announcements()
    let large = news.stage.add(
      Topic(
        news.stage.site("Large", properties: "{MaximumMessageSize: 1048576}").settings(
          TopicSettings.self), label: "Large", in: news.stage.world))
    try news.begin()
    #expect(news.stage.call(news.topic, 0, size: 262_144).isDone)
    #expect(news.stage.call(news.topic, 0, size: 262_145).isRefused)
    #expect(news.stage.call(large, 0, size: 1_048_576).isDone)
    #expect(news.stage.call(large, 0, size: 1_048_577).isRefused)
  }

  @Test func `a topic of large messages takes only SQS, Lambda and Firehose`() throws {
    let news = Announcements(topic: "{MaximumMessageSize: 1048576}")
    _ = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.subscribe("Archive", "{Protocol: firehose, Endpoint: archive}")
    let error = slip {
      try news.subscribe("Mail", "{Protocol: email, Endpoint: me@example.com}")
    }
    #expect(
      error == "News takes messages of more than 256 KiB, and Mail cannot deliver them by email "
        + "→ only sqs, lambda and firehose can")
  }

  @Test func `copies may overtake each other`() throws {
    let news = Announcements(calibration: "aws-2026")
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish(100)
    news.run(to: 10)
    #expect(queue.roots.count == 100 && queue.roots != queue.roots.sorted())
  }

  // MARK: Failing deliveries

  @Test func `an endpoint that AWS runs gets 100,015 retries over 23 days`() throws {
    let news = Announcements()
    let queue = news.doorkeeper("Queue", .unavailable)
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish()
    news.run(to: 24 * 86_400)
    let seconds = queue.moments.map { Double($0.nanoseconds) / 1e9 }
    #expect(seconds.count == 1 + 100_015)
    #expect(seconds.prefix(6).elementsEqual([0, 0, 0, 0, 1, 2]))
    #expect(
      zip(seconds.dropFirst(17), seconds.dropFirst(16)).allSatisfy { abs($0 - $1 - 20) < 1e-6 })
    #expect(abs((seconds.last ?? 0) / 86_400 - 23.15) < 0.01)
    #expect(news.edge(to: "Queue").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
    #expect(news.topic.failed.total == 1)
  }

  @Test func `a throttled queue is tried again as one that fails`() throws {
    let news = Announcements()
    let queue = news.doorkeeper("Queue", .throttled)
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish()
    news.run(to: 1.5)
    queue.answer = .accepted
    news.run(to: 5)
    #expect(queue.moments.map { $0.nanoseconds / 1_000_000_000 } == [0, 0, 0, 0, 1, 2])
    #expect(news.topic.delivered.total == 1 && news.topic.failed.total == 0)
  }

  @Test func `an endpoint without permission gets no retry: the copy is dropped at once`() throws {
    let news = Announcements()
    let queue = news.doorkeeper("Queue", .refused)
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish()
    news.run(to: 3_600)
    #expect(queue.moments == [.start])
    #expect(news.edge(to: "Queue").dropped[Edge.Loss.refused.rawValue] == 1)
    #expect(news.topic.failed.total == 1 && news.stage.world.messages.count == 0)
  }

  @Test func `a client-side error goes to the dead-letter queue at once`() throws {
    let news = Announcements()
    let queue = news.doorkeeper("Queue", .refused)
    let dead = news.doorkeeper("Dead")
    try news.subscribe(
      "Wire", "{Protocol: sqs, Endpoint: Queue, RedrivePolicy: {deadLetterTargetArn: Dead}}")
    try news.begin()
    news.publish()
    news.run(to: 3_600)
    #expect(queue.moments == [.start] && dead.moments == [.start])
    #expect(news.edge(to: "Queue").deadLettered == 1 && news.edge(to: "Dead").acknowledged == 1)
    #expect(news.topic.redriven.total == 1 && news.topic.redriveFailed.total == 0)
  }

  @Test func `each subscription has a dead-letter queue of its own, or none`() throws {
    let news = Announcements()
    let (first, second) = (news.doorkeeper("FirstDead"), news.doorkeeper("SecondDead"))
    for name in ["A", "B", "C"] { _ = news.doorkeeper(name, .refused) }
    try news.subscribe(
      "ToA", "{Protocol: sqs, Endpoint: A, RedrivePolicy: {deadLetterTargetArn: FirstDead}}")
    try news.subscribe(
      "ToB", "{Protocol: sqs, Endpoint: B, RedrivePolicy: {deadLetterTargetArn: SecondDead}}")
    try news.subscribe("ToC", "{Protocol: sqs, Endpoint: C}")
    try news.begin()
    news.publish(3)
    news.run(to: 1)
    #expect(first.moments.count == 3 && second.moments.count == 3)
    #expect(news.topic.failed.total == 9 && news.topic.redriven.total == 6)
    #expect(news.edge(to: "C").lost == 3)
  }

  @Test func `a dead-letter queue that takes nothing loses the copy, and that is counted`() throws {
    let news = Announcements()
    _ = news.doorkeeper("Queue", .refused)
    _ = news.doorkeeper("Dead", .refused)
    try news.subscribe(
      "Wire", "{Protocol: sqs, Endpoint: Queue, RedrivePolicy: {deadLetterTargetArn: Dead}}")
    try news.begin()
    news.publish()
    news.run(to: 1)
    #expect(news.topic.redriveFailed.total == 1 && news.topic.redriven.total == 0)
    #expect(news.edge(to: "Dead").lost == 1 && news.stage.world.messages.count == 0)
  }

  @Test func `failed deliveries do not change the subscription`() throws {
    let news = Announcements()
    let queue = news.doorkeeper("Queue", .refused)
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish(100)
    news.run(to: 1)
    queue.answer = .accepted
    news.publish()
    news.run(to: 2)
    #expect(news.topic.failed.total == 100 && news.topic.delivered.total == 1)
  }
}
