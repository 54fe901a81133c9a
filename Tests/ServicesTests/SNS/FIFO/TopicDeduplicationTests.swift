import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// What a FIFO topic takes for the same message.
@Suite struct TopicDeduplicationTests {
  /// Publishes messages of two groups that all say the same, from clients that give no ids.
  private static func delivered(_ properties: String, attribute: Bool = false) throws -> [Int] {
    let news = OrderedAnnouncements(topic: properties)
    let queue = news.doorkeeper("Queue")
    try news.subscribe("Wire", "{Protocol: sqs, Endpoint: Queue}")
    try news.begin()
    let world = news.stage.world
    for client in 1...2 { world.goByBody(of: client) }
    for ordinal in 0..<3 {
      var kind = EventKind(
        label: "tick", body: .json(.map([.init("tick", .flag(true))])), size: 100)
      if attribute { kind.attributes = [EventAttribute("n", .number("\(ordinal)"))] }
      for client in 1...2 {
        let answer = news.topic.call(
          Call(
            inlet: 0, name: Name(client: client, ordinal: UInt64(ordinal)), kind: world.add(kind),
            journey: world.now, size: 100, edge: 0, reply: Event(node: 0, kind: 0)), in: world)
        // A repetition is a success for whoever publishes it.
        #expect(answer.isDone)
      }
    }
    news.run(to: 60)
    #expect(news.topic.published.total + news.topic.deduplicated.total == 6)
    return (1...2).map { queue.ordinals(of: $0).count }
  }

  private static let byContent = "{FifoTopic: true, ContentBasedDeduplication: true"

  @Test func `without ids messages of the same body are one, in the topic or in each group`() throws
  {
    #expect(try Self.delivered(Self.byContent + "}") == [1, 0])
    #expect(
      try Self.delivered(Self.byContent + ", FifoThroughputScope: MessageGroup}") == [1, 1])
  }

  @Test func `attributes do not make a message another one`() throws {
    #expect(try Self.delivered(Self.byContent + "}", attribute: true) == [1, 0])
  }
}
