import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of rules: which events go to which targets.
@Suite struct RuleTests {
  @Test func `every rule of the bus is asked, and each match goes to all targets of the rule`()
    throws
  {
    let board = Switchboard()
    let queues = ["A", "B", "C"].map { board.doorkeeper($0) }
    try board.rule(
      "Large",
      """
      EventPattern: {detail: {total: [{numeric: [">", 3]}]}}
      Targets: [{Id: A, Arn: A}, {Id: B, Arn: B}]
      """)
    try board.rule("Shop", "{EventPattern: {source: [shop]}, Targets: [{Id: C, Arn: C}]}")
    try board.rule("Bank", "{EventPattern: {source: [bank]}, Targets: [{Id: C, Arn: C}]}")
    try board.begin()
    board.put()
    board.run(to: 1)
    #expect(queues.map { $0.moments.count } == [1, 1, 1])
    #expect(board.count("TriggeredRules", at: "Large") == 1)
    #expect(board.count("InvocationsCreated", at: "Large") == 2)
    #expect(board.count("TriggeredRules", at: "Bank") == 0)
    #expect(board.count("MatchedEvents", at: "Orders") == 1)
  }

  @Test func `an event that matches no rule goes nowhere, and is counted`() throws {
    let board = Switchboard()
    _ = board.doorkeeper("Queue")
    try board.rule("Bank", "{EventPattern: {source: [bank]}, Targets: [{Id: Q, Arn: Queue}]}")
    try board.begin()
    #expect(board.put().isDone)
    board.run(to: 1)
    #expect(board.count("UnmatchedEvents", at: "Orders") == 1)
    #expect(board.count("MatchedEvents", at: "Orders") == 0)
    #expect(board.edge(to: "Queue").entered == 0 && board.stage.world.messages.count == 0)
  }

  @Test func `a disabled rule matches nothing, nor does one that is stopped`() throws {
    let board = Switchboard()
    let queue = board.doorkeeper("Queue")
    try board.rule(
      "Off",
      "{State: DISABLED, EventPattern: {source: [shop]}, Targets: [{Id: Q, Arn: Queue}]}")
    let rule = try board.rule("On", to: "Queue")
    try board.begin()
    board.put()
    rule.apply(.stop(true), in: board.stage.world)
    board.put()
    rule.apply(.stop(false), in: board.stage.world)
    board.put()
    board.run(to: 1)
    #expect(queue.moments.count == 2)
    #expect(board.count("UnmatchedEvents", at: "Orders") == 1)
  }

  @Test func `events of one bus are nothing to the rules of another`() throws {
    let board = Switchboard()
    let other = board.bus("Other")
    let queue = board.doorkeeper("Queue")
    try board.rule("Mine", to: "Queue")
    try board.begin()
    board.put(to: other)
    board.run(to: 1)
    #expect(queue.moments.isEmpty && board.count("UnmatchedEvents", at: "Other") == 1)
  }

  @Test func `events may overtake each other`() throws {
    let board = Switchboard(calibration: "aws-2026")
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue")
    try board.begin()
    for _ in 0..<100 { board.put() }
    board.run(to: 10)
    #expect(queue.roots.count == 100 && queue.roots != queue.roots.sorted())
  }

  @Test func `rarely a target gets an event twice`() throws {
    let board = Switchboard(["events.duplicates": .real(0.1)])
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue")
    try board.begin()
    for _ in 0..<2_000 { board.put() }
    board.run(to: 10)
    let edge = board.edge(to: "Queue")
    #expect((150...250).contains(edge.duplicates))
    #expect(Int64(queue.roots.count) == 2_000 + edge.duplicates)
    #expect(edge.acknowledged == edge.entered && board.stage.world.messages.count == 0)
  }

  @Test func `one target may stand behind two rules, each with a copy of its own`() throws {
    let board = Switchboard(calibration: "aws-2026")
    let queue = board.doorkeeper("Queue")
    try board.rule("First", to: "Queue")
    try board.rule("Second", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 5)
    #expect(queue.moments.count == 2 && queue.moments[0] != queue.moments[1])
  }

  @Test func `a fault slows what is under way from then on`() throws {
    let board = Switchboard(["events.delivery": .span(.milliseconds(100))])
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue")
    try board.begin()
    board.bus.apply(.slow(5), in: board.stage.world)
    board.put()
    board.run(to: 2)
    #expect(queue.moments == [Instant(nanoseconds: 500_000_000)])
  }

  @Test func `a scheduled rule makes events for its own targets, whatever patterns say`() throws {
    let board = Switchboard(named: "default")
    let (own, other) = (board.doorkeeper("Own"), board.doorkeeper("Other"))
    let rule = try board.rule(
      "Nightly",
      """
      {ScheduleExpression: rate(1 day), EventPattern: {source: [shop]},
      Targets: [{Id: T, Arn: Own}]}
      """)
    try board.rule("All", to: "Other")
    try board.begin()
    rule.fire(Name(client: 0, ordinal: 77), in: board.stage.world)
    board.run(to: 1)
    #expect(own.moments.count == 1 && other.moments.isEmpty)
    let content = try #require(board.stage.world.kinds.last?.content)
    #expect(content["source"]?.text == "aws.events")
    #expect(content["detail-type"]?.text == "Scheduled Event" && content["detail"] == .empty)
    #expect(
      content["resources"] == .list([.text("arn:aws:events:us-east-1:123456789012:rule/Nightly")]))
    #expect(board.count("TriggeredRules", at: "Nightly") == 1)
    rule.apply(.stop(true), in: board.stage.world)
    rule.fire(Name(client: 0, ordinal: 78), in: board.stage.world)
    board.run(to: 2)
    #expect(own.moments.count == 1)
  }

  // MARK: Slips

  @Test func `a rule needs a pattern or a schedule`() {
    let board = Switchboard()
    #expect(
      slip { try board.rule("Nothing", "{Targets: []}") }
        == "Parameter(s) EventPattern or ScheduleExpression must be specified for Nothing. "
        + "→ a rule has a pattern, a schedule or both")
  }

  @Test func `only the default bus has schedules`() {
    let board = Switchboard()
    #expect(
      slip { try board.rule("Nightly", "{ScheduleExpression: rate(1 day)}") }
        == "ScheduleExpression is supported only on the default event bus. "
        + "→ leave out EventBusName of Nightly")
  }

  @Test func `two targets of a rule with the same Id are refused`() {
    let board = Switchboard()
    _ = board.doorkeeper("Q")
    let targets = "[{Id: A, Arn: Q}, {Id: B, Arn: Q}, {Id: A, Arn: Q}]"
    #expect(
      slip { try board.rule("Twice", "{EventPattern: {source: [s]}, Targets: \(targets)}") }
        == "two targets of Twice have the Id A → AWS refuses this: give each target of a rule an "
        + "Id of its own")
  }

  @Test func `a sixth target is refused`() {
    let board = Switchboard()
    _ = board.doorkeeper("Q")
    let targets = (1...6).map { "{Id: T\($0), Arn: Q}" }.joined(separator: ", ")
    #expect(
      slip { try board.rule("Wide", "{EventPattern: {source: [s]}, Targets: [\(targets)]}") }
        == "Wide has 6 targets → AWS allows 5; make a second rule with the same pattern")
  }

  @Test(arguments: [
    ("[]", "Filter is not an object"), ("{}", "Empty objects are not allowed"),
    ("{source: []}", "Empty arrays are not allowed"),
    ("{source: [{regex: a}]}", "Unrecognized match type regex"),
  ])
  func `a pattern that AWS refuses is refused with AWS's reason`(pattern: String, reason: String) {
    let board = Switchboard()
    #expect(
      slip { try board.rule("Odd", "{EventPattern: \(pattern)}") }
        == "Event pattern is not valid. Reason: \(reason) → correct the EventPattern of Odd")
  }

  @Test func `a pattern may be given as JSON text, and has 4,096 characters at most`() throws {
    let board = Switchboard()
    let (_, short) = try board.ruleAndNotes("Text", #"EventPattern: '{"source": ["shop"]}'"#)
    #expect(short.isEmpty)
    let name = String(repeating: "x", count: 2_100)
    let (_, long) = try board.ruleAndNotes("Long", "EventPattern: {source: [\(name)]}")
    #expect(
      long == [
        "the EventPattern of Long has 2115 characters, and AWS allows more than 2048 only on "
          + "request"
      ])
    #expect(
      slip { try board.rule("Huge", "EventPattern: {source: [\(name)\(name)]}") }
        == "the EventPattern of Huge has 4215 characters → AWS takes 4096 at most")
  }

  @Test(arguments: [
    "{source: [{wildcard: 'a*'}]}", "{source: [{anything-but: {wildcard: 'a*'}}]}",
    "'{\"a\": {\"b\": [{\"wildcard\": \"x*\"}]}}'", "{$or: [{a: [{wildcard: 'a*'}]}, {b: [c]}]}",
  ])
  func `a bus takes 30 rules with wildcards, and 300 rules before AWS has to be asked`(
    pattern: String
  ) throws {
    let board = Switchboard()
    for index in 1...270 { try board.rule("Plain\(index)", "{EventPattern: {wildcard: [a]}}") }
    var notes: [String] = []
    for index in 1...30 {
      notes += try board.ruleAndNotes("Wild\(index)", "{EventPattern: \(pattern)}").notes
    }
    #expect(notes.isEmpty)
    #expect(
      try board.ruleAndNotes("Plain271", "{EventPattern: {wildcard: [a]}}").notes
        == ["Orders has more than 300 rules, which AWS allows only on request"])
    #expect(
      slip { try board.rule("Last", "{EventPattern: \(pattern)}") }
        == "Last is the 31st rule of Orders with a wildcard → AWS allows 30 on a bus")
  }

  @Test func `a target needs an Id and an Arn of something that takes events`() {
    let board = Switchboard()
    _ = board.stage.add(Doorkeeper("Table", in: board.stage.world))
    func target(_ target: String) -> String? {
      slip { try board.rule("R", "{EventPattern: {source: [s]}, Targets: [\(target)]}") }
    }
    #expect(
      target("{Arn: Q}")
        == "Targets[0] of R has no Id → give it a name that no other target of the rule has")
    #expect(
      target("{Id: T}")
        == "the target T of R has no Arn → give the ARN of a queue, a function, a topic or a bus")
    #expect(
      target("{Id: T, Arn: Table}")
        == "Table takes no events from rules → it is of type AWS::SQS::Queue")
    #expect(
      target("{Id: T, Arn: Nowhere}")
        == "Nowhere is no ARN → give the ARN of the target with Fn::GetAtt")
    #expect(
      slip { try board.rule("R", "{EventBusName: Table, EventPattern: {source: [s]}}") }
        == "Table is no event bus")
  }

  @Test func `only one of Input, InputPath and InputTransformer is taken`() {
    let board = Switchboard()
    _ = board.doorkeeper("Q")
    #expect(
      slip { try board.rule("R", to: "Q", "Input: '{}', InputPath: $.detail") }
        == "Only one of Input, InputPath, or InputTransformer must be provided for target Only. "
        + "→ choose one for the target Only of R")
  }

  @Test func `a FIFO queue needs a message group, and deduplication by content`() throws {
    let board = Switchboard()
    let settings = board.stage.site(
      "F", properties: "{FifoQueue: true, ContentBasedDeduplication: true}"
    ).settings(QueueSettings.self)
    board.stage.add(FIFOQueue(settings, label: "Lined", in: board.stage.world))
    #expect(
      slip { try board.rule("R", to: "Lined") }
        == "Parameter(s) MessageGroupId must be specified for target: Only. "
        + "→ give SqsParameters: {MessageGroupId: …}, as Lined is a FIFO queue")
    try board.rule("S", to: "Lined", "SqsParameters: {MessageGroupId: all}")
    let strict = board.stage.site("F", properties: "{FifoQueue: true}").settings(QueueSettings.self)
    board.stage.add(FIFOQueue(strict, label: "Strict", in: board.stage.world))
    #expect(
      slip { try board.rule("T", to: "Strict", "SqsParameters: {MessageGroupId: all}") }
        == "the target Only gives no deduplication id, and Strict has no ContentBasedDeduplication "
        + "→ AWS refuses every message: set ContentBasedDeduplication: true of Strict")
  }

  @Test func `a target that is not modelled takes every event, and that is said`() throws {
    let board = Switchboard()
    let (_, notes) = try board.ruleAndNotes(
      "R",
      """
      EventPattern: {source: [{exists: true}]}
      Targets:
        - {Id: Clicks, Arn: "arn:aws:kinesis:us-east-1:123456789012:stream/Clicks"}
        - {Id: Steps, Arn: "arn:aws:states:us-east-1:123456789012:{Steps}"}
      """)
    #expect(
      notes == [
        "the target Clicks of R is arn:aws:kinesis:us-east-1:123456789012:stream/Clicks, which is "
          + "not part of the template: Clicks (kinesis stream) accepts every event, and what "
          + "follows is left out",
        "the target Steps of R is of states, which is not modelled as a target: Steps (states) "
          + "accepts every event, and what follows is left out",
      ])
    try board.begin()
    board.put()
    board.run(to: 1)
    for label in ["Clicks (kinesis stream)", "Steps (states)"] {
      #expect(board.edge(to: label).acknowledged == 1)
    }
    #expect(board.stage.world.messages.count == 0)
  }

  @Test func `a log group takes every event and bills what it takes up`() throws {
    let board = Switchboard()
    try board.rule(
      "R", to: #""arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/orders:*""#)
    try board.begin()
    for _ in 0..<10 { board.put() }
    board.run(to: 1)
    let label = "/aws/events/orders (log group)"
    #expect(board.count("IncomingLogEvents", at: label) == 10)
    let bytes = board.count("IncomingBytes", at: label)
    #expect(bytes > 10 * (1_024 + 26) - 1 && bytes < 20_000)
    #expect(board.stage.world.node(labelled: label)?.card.units[0] == bytes)
  }
}
