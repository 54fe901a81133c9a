import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of deliveries to endpoints outside AWS.
@Suite struct OutsideSubscriptionTests {
  private static let web = "{Protocol: https, Endpoint: 'https://hooks.example.com/orders'}"
  private static let mail = "{Protocol: email, Endpoint: me@example.com}"
  private static let text = "{Protocol: sms, Endpoint: '+15550100'}"
  private static let push = "{Protocol: application, Endpoint: 'arn:aws:sns:::endpoint/a'}"
  private static let stream = "{Protocol: firehose, Endpoint: 'arn:aws:firehose:::stream/a'}"

  /// A topic with one subscription, ready to publish.
  private func scene(
    _ properties: String, _ overrides: [String: Parameter.Value] = [:], topic: String = "{}"
  ) throws -> (news: Announcements, wire: OutsideSubscription) {
    let news = Announcements(overrides, topic: topic)
    let wire = try news.outside("Wire", properties)
    try news.begin()
    return (news, wire)
  }

  // MARK: Web endpoints

  @Test func `a delivery ends when the endpoint has answered`() throws {
    let (news, wire) = try scene(Self.web, ["sns.httpLatency": .span(.seconds(3))])
    news.publish()
    news.run(to: 2.9)
    #expect(wire.answers.requests.total == 1 && news.topic.delivered.total == 0)
    #expect(news.edge(to: "Wire").held == 1)
    news.run(to: 3)
    #expect(news.topic.delivered.total == 1 && news.edge(to: "Wire").acknowledged == 1)
    #expect(news.stage.world.messages.count == 0)
  }

  @Test(arguments: [FaultState.fail(1), .stop(true), .throttle(1)])
  func `5xx and 429 are tried again three times, twenty seconds apart`(fault: FaultState) throws {
    let (news, wire) = try scene(Self.web)
    wire.apply(fault, in: news.stage.world)
    news.publish()
    let moments = news.moments(until: 300) { wire.answers.requests.total }
    #expect(moments == [0, 20, 40, 60])
    #expect(news.edge(to: "Wire").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
  }

  @Test func `on the web every failed attempt counts as a failed notification`() throws {
    let (news, wire) = try scene(Self.web)
    wire.apply(.fail(1), in: news.stage.world)
    news.publish()
    news.run(to: 30)
    #expect(news.topic.failed.total == 2)
    news.run(to: 300)
    #expect(news.topic.failed.total == 4)
  }

  @Test func `4xx but 429 is not tried again`() throws {
    let news = Announcements()
    let settings = try EndpointSettings(news.stage.document("{rejects: 100 %}"), of: "Api")
    let endpoint = news.stage.add(Endpoint(settings, label: "Api", in: news.stage.world))
    let dead = news.doorkeeper("Dead")
    try news.subscribe(
      "Wire", "{Protocol: http, Endpoint: Api, RedrivePolicy: {deadLetterTargetArn: Dead}}")
    try news.begin()
    news.publish()
    news.run(to: 3_600)
    #expect(endpoint.answers.requests.total == 1 && endpoint.answers.rejections.total == 1)
    #expect(dead.moments == [.start] && news.topic.failed.total == 1)
  }

  @Test func `no answer within fifteen seconds is a failed attempt`() throws {
    let (news, wire) = try scene(Self.web, ["sns.httpLatency": .span(.seconds(16))])
    news.publish()
    let moments = news.moments(until: 300) { wire.answers.requests.total }
    #expect(moments == [0, 35, 70, 105])
    #expect(news.topic.failed.total == 4 && news.topic.delivered.total == 0)
  }

  @Test func `an endpoint that answers too late has done its work, again and again`() throws {
    let (news, _) = try scene(Self.web, ["sns.httpLatency": .span(.seconds(16))])
    news.publish()
    news.run(to: 300)
    let consumer = try #require(news.stage.world.consumers.first { $0.label == "Wire" })
    #expect(consumer.completed == 4 && consumer.first == 1 && consumer.repeated == 3)
  }

  // MARK: Other protocols

  @Test(arguments: [mail, text, push])
  func `mail, text messages and push get fifty retries over 6.8 h`(properties: String) throws {
    let (news, wire) = try scene(properties)
    wire.apply(.fail(1), in: news.stage.world)
    news.publish()
    let moments = news.moments(until: 26_000) { wire.answers.requests.total }
    #expect(moments.count == 51)
    #expect(moments.prefix(4).elementsEqual([0, 10, 20, 30]))
    #expect(zip(moments.dropFirst(13), moments.dropFirst(12)).allSatisfy { $0 - $1 == 600 })
    #expect(abs((moments.last ?? 0) / 3_600 - 6.79) < 0.01)
    #expect(news.topic.failed.total == 1, "counted once, when SNS gives up")
  }

  @Test func `Firehose is tried again as AWS's own endpoints`() throws {
    let (news, wire) = try scene(Self.stream)
    wire.apply(.stop(true), in: news.stage.world)
    news.publish()
    let moments = news.moments(until: 2) { wire.answers.requests.total }
    #expect(moments == [0, 0, 0, 0, 1, 2])
  }

  @Test func `a Firehose that throttles is tried again as endpoints of customers`() throws {
    let (news, wire) = try scene(Self.stream)
    wire.apply(.throttle(1), in: news.stage.world)
    news.publish()
    let moments = news.moments(until: 26_000) { wire.answers.requests.total }
    #expect(moments.count == 51 && moments.prefix(4).elementsEqual([0, 10, 20, 30]))
  }

  @Test(arguments: [web, mail, text, push, stream])
  func `a copy that no retry could deliver goes to the dead-letter queue`(
    properties: String
  ) throws {
    let news = Announcements()
    let dead = news.doorkeeper("Dead")
    let redrive = ", RedrivePolicy: {deadLetterTargetArn: Dead}}"
    let wire = try news.outside("Wire", properties.dropLast() + redrive)
    try news.begin()
    wire.apply(.throttle(1), in: news.stage.world)
    news.publish(2)
    news.run(to: 30_000)
    #expect(dead.moments.count == 2 && news.topic.redriven.total == 2)
    #expect(news.edge(to: "Wire").deadLettered == 2 && news.stage.world.messages.count == 0)
  }

  @Test func `retries come a little earlier or later than planned`() throws {
    let (news, wire) = try scene(Self.web, ["sns.retryJitter": .real(0.1)])
    wire.apply(.fail(1), in: news.stage.world)
    news.publish(50)
    let moments = news.moments(until: 24) { wire.answers.requests.total }.dropFirst(50)
    #expect(moments.count == 50 && Set(moments).count > 5)
    #expect(moments.allSatisfy { 18...22.25 ~= $0 })
  }

  // MARK: Rates

  @Test func `a mailbox that gets more than ten letters a second is deactivated`() throws {
    let (news, wire) = try scene(Self.mail, ["sns.emailRate": .count(10)])
    for second in 0..<5 {
      news.run(to: Double(second))
      news.publish(10)
    }
    news.run(to: 10)
    #expect(news.topic.delivered.total == 50 && !wire.isDeactivated)
    news.publish(11)
    news.run(to: 20)
    #expect(news.topic.delivered.total == 60 && wire.isDeactivated)
    news.publish(5)
    news.run(to: 30)
    #expect(news.topic.delivered.total == 60 && news.edge(to: "Wire").lost == 6)
    #expect(news.stage.world.episodes.episodes.map { $0.kind } == [.deactivated])
  }

  @Test func `the rate of letters is that of one subscription`() throws {
    let news = Announcements(["sns.emailRate": .count(10)])
    let first = try news.outside("First", Self.mail)
    let second = try news.outside("Second", Self.mail)
    try news.begin()
    news.publish(10)
    news.run(to: 1)
    #expect(news.topic.delivered.total == 20)
    #expect(!first.isDeactivated && !second.isDeactivated)
  }

  @Test func `text messages past twenty a second of the account are tried again`() throws {
    let news = Announcements(["sns.smsRate": .count(20)])
    let first = try news.outside("First", Self.text)
    let second = try news.outside("Second", Self.text)
    try news.begin()
    news.publish(15)
    news.run(to: 9)
    #expect(first.answers.requests.total + second.answers.requests.total == 20)
    news.run(to: 11)
    #expect(news.topic.delivered.total == 30 && news.topic.failed.total == 0)
  }

  @Test func `text messages stop minutes after the month's spend is used up`() throws {
    // A kilobyte is eight text messages: twenty of them are more than one dollar.
    let (news, wire) = try scene(Self.text, ["sns.smsSpend": .count(1)])
    news.publish(19)
    news.run(to: 1_000)
    news.publish()
    news.run(to: 1_299)
    news.publish()
    news.run(to: 1_300)
    #expect(news.topic.delivered.total == 21)
    news.publish(10)
    news.run(to: 5_000)
    #expect(news.topic.delivered.total == 21 && news.edge(to: "Wire").lost == 10)
    #expect(wire.answers.requests.total == 21)
  }

  // MARK: Prices

  @Test(arguments: [
    (web, Int64(1_024), Int64(600)), (mail, 1_024, 20_000), (push, 1_024, 500),
    (stream, 1_024, 190), (text, 140, 6_450_000), (text, 141, 12_900_000),
  ])
  func `a thousand deliveries cost what SNS charges for the protocol`(
    properties: String, size: Int64, microdollars: Int64
  ) throws {
    let news = Announcements()
    _ = news.stage.world.add(EventKind(label: "text", size: size))
    let wire = try news.outside("Wire", properties)
    try news.begin()
    for ordinal in 0..<1_000 {
      wire.take(
        Name(client: 0, ordinal: UInt64(ordinal)), kind: 1, journey: .start, in: news.stage.world)
    }
    news.run(to: 10)
    let cost = wire.charges(until: news.stage.world.now).reduce(0) { $0 + $1.microdollars }
    #expect(cost == microdollars)
  }

  @Test func `deliveries to queues cost SNS nothing`() throws {
    let news = Announcements()
    _ = news.doorkeeper("Queue")
    let wire = try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    news.publish(10)
    news.run(to: 1)
    #expect(wire.charges(until: news.stage.world.now).isEmpty)
  }
}
