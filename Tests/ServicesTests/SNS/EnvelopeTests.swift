import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// What an endpoint gets of a message: in its envelope, or raw.
@Suite struct EnvelopeTests {
  /// A message of 1 KB with so many attributes.
  private static func event(_ attributes: Int) -> EventKind {
    var kind = EventKind(
      label: "Order Placed", body: .json(.map([.init("total", .number("5"))])), size: 1_024)
    kind.attributes = (0..<attributes).map { EventAttribute("a\($0)", .text("x")) }
    return kind
  }

  /// Publishes a message of a kind now.
  private static func publish(_ kind: EventKind, on news: Announcements) {
    let world = news.stage.world
    _ = news.topic.call(
      Call(
        inlet: 0, name: Name(client: 0, ordinal: 1), kind: world.add(kind), journey: world.now,
        size: kind.size, edge: 0, reply: Event(node: 0, kind: 0)), in: world)
  }

  /// A topic with a queue and a dead-letter queue; the properties are those of the subscription.
  private static func board(_ properties: String) throws -> (Announcements, Queue, Doorkeeper) {
    let news = Announcements()
    _ = news.stage.world.addEdge(from: "Shop", to: "News")
    let queue = news.stage.add(
      Queue(QueueSettings(hidden: 30), label: "Queue", in: news.stage.world))
    let dead = news.doorkeeper("Dead")
    try news.subscribe(
      "Wire",
      "{Protocol: sqs, Endpoint: Queue, RedrivePolicy: {deadLetterTargetArn: Dead}\(properties)}")
    try news.begin()
    return (news, queue, dead)
  }

  /// The only kind of message that is somewhere.
  private static func kind(in world: World) throws -> EventKind {
    var kinds: [UInt16] = []
    world.messages.forEachTaken { kinds.append($0.kind) }
    #expect(kinds.count == 1)
    return world.kinds[Int(try #require(kinds.first))]
  }

  @Test func `a queue gets a message in an envelope of nine fields and its attributes`() throws {
    let world = Stage("ideal").world
    let kind = Self.event(2)
    let wrapped = Notification.envelope(of: "News", in: world)(kind)
    guard case .map(let fields)? = wrapped.content else {
      Issue.record("an envelope is a map")
      return
    }
    #expect(
      fields.map { $0.name } == [
        "Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature",
        "SigningCertURL", "UnsubscribeURL", "MessageAttributes",
      ])
    #expect(fields[0].value == .text("Notification") && wrapped.attributes.isEmpty)
    // The body is a string, so nobody looks into it.
    #expect(fields[3].value == kind.content.map { .embedded($0) })
    #expect(fields[9].value["a0"]?["Type"] == .text("String"))
    #expect(fields[9].value["a0"]?["Value"] == .joined([.text("x")]))
    let plain = Notification.envelope(of: "News", in: world)(Self.event(0))
    #expect(plain.content?["MessageAttributes"] == nil)
    #expect((700...1_300).contains(plain.size - 1_024))
  }

  @Test func `raw delivery is the body alone, and attributes go beside it`() throws {
    let (news, _, _) = try Self.board(", RawMessageDelivery: true")
    Self.publish(Self.event(2), on: news)
    news.run(to: 1)
    let raw = try Self.kind(in: news.stage.world)
    #expect(raw.content?["total"] == .number("5") && raw.attributes.count == 2)
    #expect(raw.size == 1_024)
    let (other, _, _) = try Self.board("")
    Self.publish(Self.event(2), on: other)
    other.run(to: 1)
    let wrapped = try Self.kind(in: other.stage.world)
    #expect(wrapped.content?["Type"] == .text("Notification") && wrapped.attributes.isEmpty)
  }

  @Test func `more than ten attributes are a client-side error in raw delivery, and only there`()
    throws
  {
    for (attributes, properties, isDelivered) in [
      (10, ", RawMessageDelivery: true", true), (11, ", RawMessageDelivery: true", false),
      (11, "", true),
    ] {
      let (news, queue, dead) = try Self.board(properties)
      Self.publish(Self.event(attributes), on: news)
      news.run(to: 3_600)
      #expect(queue.sent.total == (isDelivered ? 1 : 0), "\(attributes)\(properties)")
      #expect(dead.moments == (isDelivered ? [] : [.start]))
      #expect(news.topic.failed.total == (isDelivered ? 0 : 1))
    }
  }

  @Test func `a FIFO topic gives a message with more than ten attributes raw to nobody either`()
    throws
  {
    for (raw, failed) in [("true", Int64(1)), ("false", 0)] {
      let news = OrderedAnnouncements()
      news.queue("Queue")
      try news.subscribe(
        "Wire", "{Protocol: sqs, Endpoint: Queue, RawMessageDelivery: \(raw)}")
      try news.begin()
      let world = news.stage.world
      _ = news.topic.call(
        Call(
          inlet: 0, name: Name(client: 1, ordinal: 0), kind: world.add(Self.event(11)),
          journey: world.now, size: 1_024, edge: 0, reply: Event(node: 0, kind: 0)), in: world)
      news.run(to: 60)
      #expect(news.topic.failed.total == failed && news.topic.delivered.total == 1 - failed)
    }
  }

  @Test func `the dead-letter queue gets what the queue would have got, raw or in its envelope`()
    throws
  {
    for (properties, isRaw) in [(", RawMessageDelivery: true", true), ("", false)] {
      let (news, queue, dead) = try Self.board(properties)
      queue.apply(.fail(1), in: news.stage.world)
      Self.publish(Self.event(1), on: news)
      news.run(to: 24 * 86_400)
      let kind = news.stage.world.kinds[Int(try #require(dead.kinds.first))]
      #expect((kind.content?["total"] != nil) == isRaw)
      #expect((kind.content?["Type"] == .text("Notification")) == !isRaw)
    }
  }

  @Test func `the dead letter of an endpoint outside AWS has the envelope, unless it is raw`()
    throws
  {
    for (properties, isRaw) in [(", RawMessageDelivery: true", true), ("", false)] {
      let news = Announcements()
      let settings = try EndpointSettings(news.stage.document("{rejects: 100 %}"), of: "Api")
      _ = news.stage.add(Endpoint(settings, label: "Api", in: news.stage.world))
      let dead = news.doorkeeper("Dead")
      try news.subscribe(
        "Wire",
        "{Protocol: http, Endpoint: Api, RedrivePolicy: {deadLetterTargetArn: Dead}\(properties)}")
      try news.begin()
      Self.publish(Self.event(1), on: news)
      news.run(to: 3_600)
      let kind = news.stage.world.kinds[Int(try #require(dead.kinds.first))]
      #expect((kind.content?["Type"] == .text("Notification")) == !isRaw)
    }
  }
}
