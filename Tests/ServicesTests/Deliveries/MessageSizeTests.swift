import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What services send to a queue, and the largest message that the queue takes.
@Suite struct MessageSizeTests {
  private func queue(
    _ label: String, on stage: Stage, limit: Int64 = 2_048, isFIFO: Bool = false
  ) {
    let more = isFIFO ? ", FifoQueue: true, ContentBasedDeduplication: true" : ""
    let settings = stage.site(label, properties: "{MaximumMessageSize: \(limit)\(more)}")
      .settings(QueueSettings.self)
    if isFIFO {
      stage.add(FIFOQueue(settings, label: label, in: stage.world))
    } else {
      stage.add(Queue(settings, label: label, in: stage.world))
    }
  }

  private static let large = "{source: shop, detail-type: Order, detail: {a: 1}}"

  @Test func `an event too large for the queue of a rule is a dead letter at once`() throws {
    let board = Switchboard()
    queue("Work", on: board.stage)
    queue("Lined", on: board.stage, isFIFO: true)
    queue("Dead", on: board.stage)
    try board.rule("Strict", to: "Work", "DeadLetterConfig: {Arn: Dead}")
    try board.rule("Ordered", to: "Lined", "SqsParameters: {MessageGroupId: g}")
    try board.begin()
    board.put(board.kind(Self.large, size: 4_096))
    board.put()
    board.run(to: 60)
    #expect(board.edge(to: "Work").acknowledged == 1 && board.edge(to: "Work").deadLettered == 1)
    #expect(board.edge(to: "Lined").dropped[Edge.Loss.refused.rawValue] == 1)
    // What is set aside is taken, whatever size it has.
    #expect(board.edge(to: "Dead").acknowledged == 1)
    #expect(board.count("RetryInvocationAttempts", at: "Strict") == 0)
  }

  @Test func `an invocation too large for the queue of a schedule is dropped at once`() throws {
    let table = Timetable()
    queue("Queue", on: table.stage)
    let input = String(repeating: "x", count: 3_000)
    try table.schedule("Often", "rate(1 day)", to: "{Arn: Queue, Input: \(input)}")
    try table.begin()
    table.run(to: 60)
    #expect(table.edge(from: "Often").dropped[Edge.Loss.refused.rawValue] == 1)
    #expect(table.count("InvocationAttemptCount", at: "Often") == 1)
  }

  @Test func `an event too large for the queue of a subscriber fails each time`() throws {
    let board = SubscriberBoard()
    queue("Work", on: board.stage)
    try board.subscriber(to: "Work", "RetryPolicy: {MaxRetryAttempts: 1}")
    try board.begin()
    board.put(board.kind(Self.large, size: 4_096))
    board.run(to: 60)
    #expect(board.count("EventsDropped") == 1 && board.count("EventDeliveryAttempts") == 2)
  }

  @Test func `a queue takes what a topic sends whatever size it has`() throws {
    let fan = Announcements()
    // The envelope makes the message larger than the queue's own limit.
    queue("Work", on: fan.stage, limit: 1_024)
    try fan.subscribe("Wire", "{Protocol: sqs, Endpoint: Work}")
    try fan.begin()
    fan.publish()
    fan.run(to: 1)
    #expect(fan.edge(to: "Work").acknowledged == 1)
  }
}
