import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct SubscriberTests {
  // MARK: Retries

  @Test func `a failed delivery is tried five times more by default, then dropped`() throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q", .unavailable)
    try board.subscriber(to: "Q")
    try board.begin()
    board.put()
    board.run(to: 299)
    let moments: [Int64] = [0, 1, 3, 7, 15, 31]
    #expect(queue.moments == moments.map { .start + .seconds($0) })
    #expect(board.count("EventsDropped") == 1 && board.count("RetryInvocationAttempts") == 5)
    #expect(board.edge(to: "Q").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
  }

  @Test func `an event is given up at 300 seconds by default, whichever limit comes first`() throws
  {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q", .throttled)
    try board.subscriber(to: "Q", "RetryPolicy: {MaxRetryAttempts: 185}")
    try board.begin()
    board.put()
    board.run(to: 1_000)
    #expect(queue.moments.last == .start + .seconds(300))
    #expect(board.edge(to: "Q").dropped[Edge.Loss.tooOld.rawValue] == 1)
  }

  @Test(arguments: [Acceptance.throttled, .unavailable, .refused])
  func `every failure is tried again`(answer: Acceptance) throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q", answer)
    try board.subscriber(to: "Q")
    try board.begin()
    board.put()
    board.run(to: 2)
    queue.answer = .accepted
    board.run(to: 10)
    #expect(board.count("EventsDelivered") == 1 && board.edge(to: "Q").lost == 0)
  }

  @Test func `the dead-letter queue gets a record, not the event`() throws {
    let board = SubscriberBoard()
    _ = board.doorkeeper("Q", .throttled)
    let letters = board.doorkeeper("Letters")
    try board.subscriber(
      to: "Q", "RetryPolicy: {MaxRetryAttempts: 2}\nOnFailureConfiguration: {Arn: Letters}")
    try board.begin()
    board.put()
    board.run(to: 100)
    #expect(board.count("OnFailureDestinationDelivered") == 1 && board.count("EventsDropped") == 0)
    #expect(board.edge(to: "Q").deadLettered == 1)
    let record = board.stage.world.kinds[Int(letters.kinds[0])]
    #expect(record.content?["errorCode"] == .text("THROTTLING"))
    #expect(record.content?["exhaustedRetryCondition"] == .text("MaximumRetryAttempts"))
    #expect(record.content?["retryAttempts"] == .number("2"))
    #expect(record.content?["failedMessages"]?.items?.count == 1)
    #expect(record.content?["detail"] == nil && record.attributes[0].name == "ERROR_CODE")
  }

  @Test func `a queue that does not take the record loses it`() throws {
    let board = SubscriberBoard()
    _ = board.doorkeeper("Q", .throttled)
    _ = board.doorkeeper("Letters", .refused)
    try board.subscriber(
      to: "Q", "RetryPolicy: {MaxRetryAttempts: 0}\nOnFailureConfiguration: {Arn: Letters}")
    try board.begin()
    board.put()
    board.run(to: 1)
    #expect(board.count("OnFailureDestinationFailed") == 1)
    #expect(board.edge(to: "Letters").lost == 1)
  }

  // MARK: Order

  @Test func `a failing event blocks its group, and others go on`() throws {
    let board = SubscriberBoard(
      groups: .even(2))
    let world = board.stage.world
    let queue = board.doorkeeper("Q", .unavailable)
    try board.subscriber(to: "Q", "Type: FIFO")
    try board.begin()
    for _ in 0..<20 { board.put() }
    board.run(to: 0.5)
    // Of each group the first was tried, and no other.
    #expect(queue.roots.count == 2)
    let groups = queue.roots.compactMap { world.group(of: Name(root: $0)) }
    #expect(Set(groups).count == 2)
    queue.answer = .accepted
    board.run(to: 60)
    #expect(board.count("EventsDelivered") == 20)
    for group in [UInt32(1), 2] {
      let taken = queue.roots[2...].filter { world.group(of: Name(root: $0)) == group }
      #expect(taken == taken.sorted())
    }
  }

  @Test func `a FIFO subscriber keeps the order though events take different times`() throws {
    let board = SubscriberBoard(
      ["eventsv2.delivery": .time(.lognormal(.init(median: 50e6, p99: 900e6)))], groups: .one(1))
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q", "Type: FIFO")
    try board.begin()
    for step in 0..<200 {
      board.put()
      board.run(to: Double(step) * 0.01)
    }
    board.run(to: 100)
    #expect(queue.roots.count == 200 && queue.roots == queue.roots.sorted())
  }

  @Test func `an unordered subscriber keeps no order`() throws {
    let board = SubscriberBoard(
      ["eventsv2.delivery": .time(.lognormal(.init(median: 50e6, p99: 900e6)))], groups: .one(1))
    let queue = board.doorkeeper("Q")
    try board.subscriber(to: "Q")
    try board.begin()
    for _ in 0..<200 { board.put() }
    board.run(to: 100)
    #expect(queue.roots.count == 200 && queue.roots != queue.roots.sorted())
  }

  @Test func `an event that is given up lets its group go on`() throws {
    let board = SubscriberBoard(groups: .one(1))
    let queue = board.doorkeeper("Q", .unavailable)
    try board.subscriber(to: "Q", "Type: FIFO\nRetryPolicy: {MaxRetryAttempts: 0}")
    try board.begin()
    for _ in 0..<3 { board.put() }
    board.run(to: 1)
    #expect(queue.roots.count == 3 && board.count("EventsDropped") == 3)
  }

  // MARK: Batches

  @Test func `a call carries what came within its window, up to its size`() throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q")
    try board.subscriber(
      to: "Q", "BatchConfiguration: {MaxBatchSize: 4, MaxBatchWindowInSeconds: 5}")
    try board.begin()
    for _ in 0..<6 { board.put() }
    board.run(to: 4.9)
    #expect(queue.roots.count == 4 && board.count("TargetInvocations") == 1)
    board.run(to: 5)
    #expect(queue.roots.count == 6 && board.count("TargetInvocations") == 2)
    #expect(board.count("EventDeliveryAttempts") == 6)
  }

  @Test func `a queue takes ten events and 256 KB in a call`() throws {
    let board = SubscriberBoard()
    _ = board.doorkeeper("Q")
    try board.subscriber(
      to: "Q", "BatchConfiguration: {MaxBatchSize: 500, MaxBatchWindowInSeconds: 300}")
    try board.begin()
    for _ in 0..<10 { board.put() }
    board.run(to: 1)
    #expect(board.count("TargetInvocations") == 1)
    let large = board.kind("{source: a, detail-type: b, detail: {}}", size: 100_000)
    for _ in 0..<3 { board.put(large) }
    board.run(to: 2)
    #expect(board.count("EventsDelivered") == 12)
  }

  @Test func `the events of a group may share a call, in their order`() throws {
    let board = SubscriberBoard(groups: .one(1))
    let queue = board.doorkeeper("Q", .unavailable)
    try board.subscriber(
      to: "Q", "Type: FIFO\nBatchConfiguration: {MaxBatchSize: 3, MaxBatchWindowInSeconds: 2}")
    try board.begin()
    for _ in 0..<5 { board.put() }
    board.run(to: 2)
    // The first of the call failed, so the others of its group were kept back.
    #expect(queue.roots.count == 1 && board.count("TargetInvocations") == 1)
    queue.answer = .accepted
    board.run(to: 20)
    let taken = Array(queue.roots[1...])
    #expect(taken.count == 5 && taken == taken.sorted() && board.count("TargetInvocations") == 3)
  }

  // MARK: State

  @Test func `a stopped subscriber keeps what comes, and delivers it when it goes on`() throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q")
    let (subscriber, _) = try board.subscriber(to: "Q")
    try board.begin()
    subscriber.apply(.stop(true), in: board.stage.world)
    for _ in 0..<3 { board.put() }
    board.run(to: 50)
    #expect(queue.roots.isEmpty && board.edge(to: "Q").held == 3)
    subscriber.look(at: .start + .seconds(50), in: board.stage.world)
    #expect(subscriber.meters.age.histogram.maximum == 50_000_000_000)
    subscriber.apply(.stop(false), in: board.stage.world)
    board.run(to: 51)
    #expect(queue.roots.count == 3)
  }

  @Test func `an API destination has its pace, and a subscriber waits thirty seconds for it`()
    throws
  {
    let board = SubscriberBoard()
    let stage = board.stage
    var settings = APIDestinationSettings()
    settings.rate = 2
    stage.outside["Partner"] = stage.document("{latency: 20 s}")
    stage.add(APIDestination(settings, label: "Partner", in: stage.world))
    try board.subscriber(to: "Partner")
    try board.begin()
    for _ in 0..<4 { board.put() }
    board.run(to: 20)
    #expect(
      board.count("EventsDelivered") == 2 && board.count("InvocationTimeouts", at: "Partner") == 0)
    board.run(to: 21)
    #expect(board.count("EventsDelivered") == 4)
    #expect(board.edge(to: "Partner").held == 0)
  }

  @Test func `events, attempts and calls are counted apart`() throws {
    let board = SubscriberBoard()
    let queue = board.doorkeeper("Q", .unavailable)
    try board.subscriber(
      to: "Q", "BatchConfiguration: {MaxBatchSize: 10, MaxBatchWindowInSeconds: 1}")
    try board.begin()
    for _ in 0..<3 { board.put() }
    board.run(to: 1)
    #expect(board.count("TargetInvocations") == 1 && board.count("EventDeliveryAttempts") == 3)
    queue.answer = .accepted
    board.run(to: 60)
    #expect(board.count("EventsDelivered") == 3 && board.count("RetryInvocationAttempts") == 3)
    #expect(board.count("EventDeliveryAttempts") == 6)
    #expect(board.count("EgressBytes") == 3 * board.stage.world.size(of: queue.kinds[0]))
    // Nothing was held against a filter where there is none.
    #expect(board.count("FilterEvaluated") == 0)
  }
}
