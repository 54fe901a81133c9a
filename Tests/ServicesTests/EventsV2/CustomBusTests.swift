import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

struct CustomBusTests {
  @Test func `a bus hands every event to each subscriber, which has one target`() throws {
    let board = SubscriberBoard()
    let (first, second) = (board.doorkeeper("A"), board.doorkeeper("B"))
    try board.subscriber("SubA", to: "A")
    try board.subscriber("SubB", to: "B")
    try board.begin()
    for _ in 0..<3 { #expect(board.put().isDone) }
    board.run(to: 1)
    #expect(first.roots.count == 3 && second.roots.count == 3)
    #expect(board.count("EventsDelivered", at: "SubA") == 3)
    #expect(board.count("PublishEventsEntryCount", at: "Orders") == 3)
    #expect(board.count("PublishEventsIngressBytes", at: "Orders") == 3_072)
  }

  @Test func `a target gets the event in its envelope`() throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q")
    try board.begin()
    board.put()
    board.run(to: 1)
    let content = board.stage.world.kinds[Int(queue.kinds[0])].content
    #expect(content?["source"] == .text("shop") && content?["version"] == .text("0"))
  }

  @Test func `an entry without a source is refused, and so is one of AWS's own`() throws {
    let board = SubscriberBoard()
    _ = board.doorkeeper("Q")
    try board.subscriber(to: "Q")
    try board.begin()
    #expect(board.put(board.kind("{detail-type: a, detail: {}}")).isRefused)
    #expect(board.put(board.kind("{source: aws.s3, detail-type: a, detail: {}}")).isRefused)
    #expect(board.count("PublishEventsFailedEntriesCount", at: "Orders") == 2)
  }

  @Test func `a request takes up to a hundred entries`() {
    #expect(CustomBus.declaration.inlets[0].messagesPerRequest == 100)
  }

  @Test func `a bus takes 500,000 events a second, and an event group 2,000 events and KB`() throws
  {
    let board = SubscriberBoard(["eventsv2.rate": .count(500)])
    try board.begin()
    #expect((0..<600).count { _ in board.put().isDone } == 500)
    #expect(board.count("PublishEventsApproximateThrottledCallCount", at: "Orders") == 100)
    let grouped = SubscriberBoard(["eventsv2.groupRate": .count(2_000)], groups: .one(1))
    try grouped.begin()
    let large = grouped.kind("{source: a, detail-type: b, detail: {}}", size: 9 * 1_024)
    #expect((0..<300).count { _ in grouped.put(large).isDone } == 200)
    guard case .count(500_000) = CustomBusParameters.rate.entries[0].value else {
      Issue.record("the quota of a bus is another one")
      return
    }
  }

  @Test func `a duplicate by its id within 300 seconds is a success and stored once`() throws {
    let board = SubscriberBoard(["eventsv2.deduplicatesByID": .flag(true)])
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q")
    try board.begin()
    #expect(board.put(number: 7).isDone)
    board.run(to: 299.9)
    #expect(board.put(number: 7).isDone)
    #expect(board.put(number: 8).isDone)
    board.run(to: 300)
    #expect(queue.roots.count == 2 && board.count("EntriesDeduplicated", at: "Orders") == 1)
    board.put(number: 7)
    board.run(to: 301)
    #expect(queue.roots.count == 3)
  }

  @Test func `a duplicate by its content is one whatever it is called`() throws {
    let board = SubscriberBoard(["eventsv2.deduplicatesByContent": .flag(true)])
    try board.begin()
    board.put()
    board.put()
    board.put(board.kind("{source: shop, detail-type: Order Placed, detail: {total: 6}}"))
    #expect(board.count("EntriesDeduplicated", at: "Orders") == 1)
  }

  @Test func `a duplicate in another group is another event`() throws {
    let board = SubscriberBoard(
      ["eventsv2.deduplicatesByContent": .flag(true)], groups: .even(1_000_000))
    try board.begin()
    for _ in 0..<10 { board.put() }
    #expect(board.count("EntriesDeduplicated", at: "Orders") == 0)
  }

  @Test func `nothing is a duplicate where senders do not ask for it`() throws {
    let board = SubscriberBoard()
    try board.begin()
    for _ in 0..<3 { board.put(number: 1) }
    #expect(board.count("EntriesDeduplicated", at: "Orders") == 0)
  }

  @Test func `an event that comes back to a bus is refused as a loop`() throws {
    let board = SubscriberBoard()
    let world = board.stage.world
    _ = board.stage.add(CustomBus(label: "Second", in: world))
    let letters = board.doorkeeper("Letters")
    try board.subscriber("Out", to: "Second")
    try board.subscriber(
      "Back", to: "Orders",
      "RetryPolicy: {MaxRetryAttempts: 0}\nOnFailureConfiguration: {Arn: Letters}", on: "Second")
    try board.begin()
    board.put()
    board.run(to: 10)
    #expect(board.count("EventsDelivered", at: "Out") == 1)
    #expect(board.count("OnFailureDestinationDelivered", at: "Back") == 1)
    let record = world.kinds[Int(letters.kinds[0])].content
    #expect(record?["errorCode"] == .text("LOOP_DETECTED"))
  }

  @Test func `a bus says what of it is assumed`() throws {
    let board = SubscriberBoard()
    #expect(
      board.bus.remarks(in: board.stage.world) == [
        "Orders is a custom event bus of 2026: its latencies are those of the classic bus, as AWS "
          + "publishes none",
        "Orders is a custom event bus of 2026: its own prices are not known, and not in the bill",
      ])
  }

  @Test func `faults slow the bus, fail entries and turn requests away`() throws {
    let board = SubscriberBoard(["eventsv2.delivery": .span(.milliseconds(100))])
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q")
    try board.begin()
    board.bus.apply(.slow(3), in: board.stage.world)
    board.put()
    board.run(to: 1)
    #expect(queue.moments == [.start + .milliseconds(300)])
    board.bus.apply(.fail(1), in: board.stage.world)
    #expect(board.put().isRetryable)
    board.bus.apply(.fail(0), in: board.stage.world)
    board.bus.apply(.throttle(1), in: board.stage.world)
    #expect(board.put().isThrottled)
  }
}
