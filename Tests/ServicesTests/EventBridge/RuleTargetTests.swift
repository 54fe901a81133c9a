import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of deliveries: retries, dead letters, the quota of invocations and forwarding.
@Suite struct RuleTargetTests {
  @Test func `the first attempt is immediate, and delays double up to ten minutes`() throws {
    let board = Switchboard()
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 90_000)
    let seconds = queue.moments.map { Double($0.nanoseconds) / 1e9 }
    #expect(seconds.prefix(6).elementsEqual([0, 1, 3, 7, 15, 31]))
    #expect(zip(seconds.dropFirst(12), seconds.dropFirst(11)).allSatisfy { $0 - $1 <= 600 })
    #expect(seconds[13] - seconds[12] == 600)
  }

  @Test func `jitter shortens a delay by up to a half, each message by its own`() throws {
    let board = Switchboard(["events.retryJitter": .real(0.5)])
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    for _ in 0..<200 { board.put() }
    board.run(to: 1)
    let first = queue.moments.dropFirst(200).map { Double($0.nanoseconds) / 1e9 }.prefix(150)
    #expect(first.allSatisfy { (0.5...1).contains($0) })
    #expect(Set(first).count == first.count && (first.min() ?? 1) < 0.55)
  }

  @Test func `after 185 retries an event is given up`() throws {
    let board = Switchboard(["events.retryCap": .span(.seconds(60))])
    let queue = board.doorkeeper("Queue", .throttled)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 90_000)
    #expect(queue.moments.count == 186)
    #expect(board.edge(to: "Queue").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
    #expect(board.count("RetryInvocationAttempts", at: "All") == 185)
    #expect(board.count("InvocationAttempts", at: "All") == 186)
    #expect(board.count("Invocations", at: "All") == 1)
    #expect(board.count("FailedInvocations", at: "All") == 1)
  }

  @Test func `after 24 hours an event is given up, whatever tries are left`() throws {
    let board = Switchboard(["events.retryCap": .span(.hours(1))])
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 86_399)
    #expect(board.edge(to: "Queue").held == 1)
    board.run(to: 86_400)
    #expect(board.edge(to: "Queue").dropped[Edge.Loss.tooOld.rawValue] == 1)
    #expect(queue.moments.count < 40 && board.stage.world.messages.count == 0)
  }

  @Test func `whichever limit of the retry policy is reached first counts`() throws {
    let board = Switchboard()
    let queues = ["A", "B", "C"].map { board.doorkeeper($0, .unavailable) }
    try board.rule("Few", to: "A", "RetryPolicy: {MaximumRetryAttempts: 2}")
    try board.rule("Short", to: "B", "RetryPolicy: {MaximumEventAgeInSeconds: 60}")
    try board.rule("None", to: "C", "RetryPolicy: {MaximumRetryAttempts: 0}")
    try board.begin()
    board.put()
    board.run(to: 3_600)
    #expect(queues.map { $0.moments.count } == [3, 6, 1])
    #expect(board.edge(to: "A").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
    #expect(board.edge(to: "B").dropped[Edge.Loss.tooOld.rawValue] == 1)
  }

  @Test func `a permanent error is not tried again`() throws {
    let board = Switchboard()
    let queue = board.doorkeeper("Queue", .refused)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 3_600)
    #expect(queue.moments == [.start])
    #expect(board.edge(to: "Queue").dropped[Edge.Loss.refused.rawValue] == 1)
    #expect(board.count("FailedInvocations", at: "All") == 1)
  }

  @Test func `what is given up goes to the dead-letter queue of the target, else it is dropped`()
    throws
  {
    let board = Switchboard()
    _ = board.doorkeeper("Queue", .refused)
    let dead = board.doorkeeper("Dead")
    try board.rule("With", to: "Queue", "DeadLetterConfig: {Arn: Dead}")
    try board.rule("Without", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 1)
    #expect(dead.moments.count == 1)
    #expect(board.edge(to: "Dead").acknowledged == 1 && board.edge(to: "Queue").deadLettered == 1)
    #expect(board.count("InvocationsSentToDlq", at: "With") == 1)
    #expect(board.count("InvocationsSentToDlq", at: "Without") == 0)
    #expect(board.stage.world.edges.reduce(0) { $0 + $1.lost } == 1)
  }

  @Test func `a dead-letter queue that takes nothing loses the event, and that is counted`() throws
  {
    let board = Switchboard()
    _ = board.doorkeeper("Queue", .refused)
    _ = board.doorkeeper("Dead", .refused)
    try board.rule("All", to: "Queue", "DeadLetterConfig: {Arn: Dead}")
    try board.begin()
    board.put()
    board.run(to: 1)
    #expect(board.count("InvocationsFailedToBeSentToDlq", at: "All") == 1)
    #expect(board.edge(to: "Dead").lost == 1 && board.stage.world.messages.count == 0)
  }

  @Test func `dead letters go to a standard queue only`() {
    let board = Switchboard()
    _ = board.doorkeeper("Queue")
    let settings = board.stage.site("F", properties: "{FifoQueue: true}").settings(
      QueueSettings.self)
    board.stage.add(FIFOQueue(settings, label: "Lined", in: board.stage.world))
    #expect(
      slip { try board.rule("R", to: "Queue", "DeadLetterConfig: {Arn: Lined}") }
        == "Lined is a FIFO queue → dead letters of a rule go to a standard queue")
    #expect(
      slip { try board.rule("R", to: "Queue", "DeadLetterConfig: {Arn: Orders}") }
        == "Orders is no SQS queue → dead letters of a rule go to a standard queue")
  }

  @Test func `of throttled attempts a share may be the last, where a scenario says so`() throws {
    let board = Switchboard(["events.throttleLoss": .real(1)])
    let (throttled, failing) = (
      board.doorkeeper("A", .throttled), board.doorkeeper("B", .unavailable)
    )
    try board.rule("ToA", to: "A")
    try board.rule("ToB", to: "B")
    try board.begin()
    board.put()
    board.run(to: 10)
    #expect(throttled.moments.count == 1 && failing.moments.count > 1)
  }

  // MARK: Quota

  @Test func `invocations past the quota of the account wait, and none is dropped`() throws {
    let board = Switchboard(["events.invocationRate": .count(100)])
    let other = board.bus("Other")
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue")
    try board.rule("Others", to: "Queue", on: "Other")
    try board.begin()
    for index in 0..<400 { board.put(to: index % 2 == 0 ? nil : other) }
    board.run(to: 0)
    #expect(queue.moments.count == 100)
    board.run(to: 1.5)
    #expect(queue.moments.count == 250)
    board.run(to: 10)
    #expect(queue.moments.count == 400 && queue.moments.last == Instant(nanoseconds: 3_000_000_000))
    let throttled = ["All", "Others"].map { board.count("ThrottledRules", at: $0) }
    #expect(throttled == [150, 150])
  }

  @Test func `what waits for the quota grows old`() throws {
    let board = Switchboard(["events.invocationRate": .count(1)])
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue", "RetryPolicy: {MaximumEventAgeInSeconds: 60}")
    try board.begin()
    for _ in 0..<100 { board.put() }
    board.run(to: 200)
    #expect(queue.moments.count == 60)
    #expect(board.edge(to: "Queue").dropped[Edge.Loss.tooOld.rawValue] == 40)
  }

  @Test func `a retry does not wait for the quota`() throws {
    let board = Switchboard(["events.invocationRate": .count(1)])
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    for _ in 0..<10 { board.put() }
    board.run(to: 1)
    #expect(queue.moments.map { $0.nanoseconds } == [0, 1_000_000_000, 1_000_000_000])
  }

  // MARK: Forwarding

  @Test func `a bus forwards to another one, which forwards no further`() throws {
    let board = Switchboard()
    _ = board.bus("Second")
    _ = board.bus("Third")
    let queue = board.doorkeeper("Queue")
    let dead = board.doorkeeper("Dead")
    try board.rule("One", to: "Second")
    try board.rule("Two", to: "Third", "DeadLetterConfig: {Arn: Dead}", on: "Second")
    try board.rule("TwoHere", to: "Queue", on: "Second")
    try board.rule("Three", to: "Queue", on: "Third")
    try board.begin()
    board.put()
    board.run(to: 10)
    #expect(queue.moments.count == 1 && dead.moments.count == 1)
    #expect(board.edge(to: "Second").acknowledged == 1)
    #expect(board.edge(to: "Third", from: "Second").deadLettered == 1)
    #expect(board.count("FailedInvocations", at: "Two") == 1)
    #expect(board.count("MatchedEvents", at: "Third") == 0)
  }

  @Test func `a forwarded event is billed to the bus that sends it`() throws {
    let board = Switchboard()
    let second = board.bus("Second")
    try board.rule("One", to: "Second")
    try board.begin()
    board.put(board.kind("{source: s, detail-type: T, detail: {}}", size: 65_000))
    board.run(to: 1)
    #expect(board.bus.card.units[0] == 2)
    #expect(second.card.units[0] == 0)
  }

  // MARK: Slow targets

  @Test func `a target that takes its time is waited for, and tried again when it fails`() throws {
    let board = Switchboard()
    let slow = board.stage.add(SlowTarget(in: board.stage.world))
    slow.answers = [
      .failed(after: .seconds(2), retryable: true), .throttled(after: .seconds(1)),
      .done(after: .seconds(3)),
    ]
    try board.rule("All", to: "slow")
    try board.begin()
    board.put()
    board.run(to: 100)
    #expect(slow.moments.map { $0.nanoseconds / 1_000_000_000 } == [0, 3, 6])
    #expect(slow.attempts == [0, 1, 2])
    #expect(board.edge(to: "slow").acknowledged == 1 && board.stage.world.messages.count == 0)
    #expect(board.edge(to: "slow").hop.histogram.maximum == 9_000_000_000)
  }

  @Test func `a target may refuse for good after a while`() throws {
    let board = Switchboard()
    let slow = board.stage.add(SlowTarget(in: board.stage.world))
    slow.answers = [.failed(after: .seconds(5), retryable: false)]
    try board.rule("All", to: "slow")
    try board.begin()
    board.put()
    board.run(to: 100)
    #expect(slow.moments.count == 1)
    #expect(board.edge(to: "slow").dropped[Edge.Loss.refused.rawValue] == 1)
  }
}

/// A target that answers after a while, as a test says.
private final class SlowTarget: Node, Invocable {
  let card: NodeCard
  var answers: [Answer] = []
  private(set) var moments: [Instant] = []
  private(set) var attempts: [UInt32] = []

  init(in world: World) {
    var declaration = Declaration(
      type: "slow", title: "Slow", summary: "Answers after a while.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.takesEvents = true
    card = NodeCard("slow", declaration, in: world)
  }

  var invocable: (any Invocable)? { self }

  func invoke(_ slot: UInt32, attempt: UInt32, reply: Event, in world: World) -> Answer {
    moments.append(world.now)
    attempts.append(attempt)
    return answers.removeFirst()
  }
}
