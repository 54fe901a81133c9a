import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct APIDestinationTests {
  /// A bus with one rule whose target is a destination.
  private func board(
    _ target: String = "", outside: String = "{latency: 100 ms}", rate: Int64? = nil,
    _ overrides: [String: Parameter.Value] = [:]
  ) throws -> (Switchboard, APIDestination) {
    let board = Switchboard(overrides)
    let stage = board.stage
    var settings = APIDestinationSettings()
    settings.rate = rate
    stage.outside["Partner"] = stage.document(outside)
    let destination = stage.add(APIDestination(settings, label: "Partner", in: stage.world))
    _ = board.doorkeeper("Aside")
    try board.rule("R", to: "Partner", target)
    try board.begin()
    return (board, destination)
  }

  @Test func `an event is delivered when the endpoint has answered`() throws {
    let (board, _) = try board()
    board.put()
    board.run(to: 0.099)
    #expect(board.edge(to: "Partner").held == 1)
    board.run(to: 0.1)
    let edge = board.edge(to: "Partner")
    #expect(edge.acknowledged == 1 && edge.held == 0)
    #expect(board.count("Requests", at: "Partner") == 1)
    #expect(board.stage.world.consumers.map { $0.label } == ["Partner"])
    #expect(board.stage.world.consumers[0].completed == 1)
  }

  @Test func `what comes faster than the rate waits, and nothing is turned away`() throws {
    let (board, _) = try board(rate: 10)
    for _ in 0..<30 { board.put() }
    board.run(to: 0.2)
    #expect(board.edge(to: "Partner").acknowledged == 11)
    board.run(to: 1.101)
    #expect(board.edge(to: "Partner").acknowledged == 20)
    board.run(to: 2.101)
    #expect(board.edge(to: "Partner").acknowledged == 30)
    #expect(board.count("Throttles", at: "Partner") == 0)
    #expect(board.count("InvocationAttempts", at: "R") == 30)
    #expect(board.count("ThrottledRules", at: "R") == 20)
  }

  @Test func `a destination without a rate has that of the quota`() throws {
    let (board, _) = try board(outside: "{}", ["events.apiDestinationRate": .count(300)])
    for _ in 0..<601 { board.put() }
    board.run(to: 0.5)
    #expect(board.edge(to: "Partner").acknowledged == 450)
    board.run(to: 2)
    #expect(board.edge(to: "Partner").acknowledged == 601)
  }

  @Test func `a higher rate than the quota does not help`() throws {
    let (board, _) = try board(
      outside: "{}", rate: 1_000, ["events.apiDestinationRate": .count(100)])
    for _ in 0..<300 { board.put() }
    board.run(to: 1)
    #expect(board.edge(to: "Partner").acknowledged == 200)
  }

  @Test func `a backlog that outlives the retry policy is lost, the later ones first of all`()
    throws
  {
    let (board, _) = try board("RetryPolicy: {MaximumEventAgeInSeconds: 60}", rate: 10)
    for _ in 0..<1_000 { board.put() }
    board.run(to: 59.9)
    let edge = board.edge(to: "Partner")
    #expect(edge.dropped[Edge.Loss.tooOld.rawValue] == 0 && edge.acknowledged > 590)
    board.run(to: 61)
    #expect(edge.acknowledged == 609 && edge.dropped[Edge.Loss.tooOld.rawValue] == 391)
    #expect(edge.held == 0)
  }

  @Test func `a dead-letter queue takes what outlives the retry policy`() throws {
    let (board, _) = try board(
      "RetryPolicy: {MaximumEventAgeInSeconds: 60}, DeadLetterConfig: {Arn: Aside}", rate: 10)
    for _ in 0..<1_000 { board.put() }
    board.run(to: 61)
    #expect(board.edge(to: "Partner").lost == 0)
    #expect(board.edge(to: "Partner").deadLettered == 391)
    #expect(board.count("InvocationsSentToDlq", at: "R") == 391)
  }

  @Test
  func `an endpoint that takes more than five seconds is asked again, though it did its work`()
    throws
  {
    let (board, _) = try board(
      "RetryPolicy: {MaximumRetryAttempts: 1}", outside: "{latency: 5001 ms}",
      ["events.retryJitter": .real(0)])
    board.put()
    board.run(to: 5)
    #expect(board.count("InvocationTimeouts", at: "Partner") == 1)
    board.run(to: 11)
    #expect(board.count("InvocationTimeouts", at: "Partner") == 2)
    #expect(board.edge(to: "Partner").dropped[Edge.Loss.retriesExhausted.rawValue] == 1)
    let consumer = board.stage.world.consumers[0]
    #expect(consumer.first == 1 && consumer.repeated == 1)
  }

  @Test func `a server error and too many requests are tried again, a refusal is not`() throws {
    for (outside, retries) in [
      ("{fails: 100 %}", 3), ("{rejects: 100 %}", 0), ("{rejects: 100 %, rejectsWith: 404}", 0),
      ("{rejects: 100 %, rejectsWith: 401}", 3), ("{rejects: 100 %, rejectsWith: 407}", 3),
      ("{rejects: 100 %, rejectsWith: 409}", 3),
    ] {
      let (board, _) = try board("RetryPolicy: {MaximumRetryAttempts: 3}", outside: outside)
      board.put()
      board.run(to: 100)
      #expect(board.count("RetryInvocationAttempts", at: "R") == retries, "\(outside)")
      #expect(board.edge(to: "Partner").lost == 1)
    }
    let (board, _) = try board(outside: "{limit: 1/s}")
    for _ in 0..<2 { board.put() }
    board.run(to: 100)
    #expect(board.count("Throttles", at: "Partner") == 1)
    #expect(board.edge(to: "Partner").acknowledged == 2)
  }

  @Test func `of Retry-After and the retry policy the longer pause holds`() throws {
    let jitter: [String: Parameter.Value] = ["events.retryJitter": .real(0)]
    let (board, destination) = try board(outside: "{fails: 100 %, retryAfter: 30 s}", jitter)
    board.put()
    board.run(to: 29.9)
    #expect(destination.card.units[0] == 0 && board.count("Requests", at: "Partner") == 1)
    board.run(to: 30)
    #expect(board.count("Requests", at: "Partner") == 2)
    let (quick, _) = try self.board(outside: "{fails: 100 %, retryAfter: 1500 ms}", jitter)
    quick.put()
    // The header is in whole seconds: two instead of the policy's one, then the policy's two.
    quick.run(to: 2)
    #expect(quick.count("Requests", at: "Partner") == 2)
    quick.run(to: 4)
    #expect(quick.count("Requests", at: "Partner") == 3)
    quick.run(to: 8)
    #expect(quick.count("Requests", at: "Partner") == 4)
  }

  @Test func `a negative Retry-After ends the attempts`() throws {
    let (board, _) = try board(outside: "{fails: 100 %, retryAfter: never}")
    board.put()
    board.run(to: 1_000)
    #expect(board.count("Requests", at: "Partner") == 1)
    #expect(board.edge(to: "Partner").dropped[Edge.Loss.refused.rawValue] == 1)
  }

  @Test func `each 64 KB that the endpoint takes are billed`() throws {
    let (board, destination) = try board()
    board.put()
    board.put(board.kind("{source: a, detail-type: b, detail: {}}", size: 65_537))
    board.run(to: 1)
    #expect(destination.card.units[0] == 3)
    #expect(APIDestination.invocation.microdollars == 200_000)
  }

  @Test func `a target of an API destination gets its input`() throws {
    let (board, _) = try board("Input: '{}'")
    board.put(board.kind("{source: a, detail-type: b, detail: {}}", size: 200_000))
    board.run(to: 1)
    #expect(board.stage.world.nodes.contains { $0.label == "Partner" && $0.card.units[0] == 1 })
  }

  @Test func `a template whose output is no JSON sets the event aside at once`() throws {
    let (board, _) = try board(
      """
      DeadLetterConfig: {Arn: Aside}, InputTransformer: {InputPathsMap: {v: $.detail.v}, \
      InputTemplate: '{"a": "<v>"}'}
      """)
    board.put(board.kind(#"{source: a, detail-type: b, detail: {v: 'say "hi"'}}"#))
    board.run(to: 1)
    #expect(board.edge(to: "Partner").deadLettered == 1)
    #expect(board.count("Requests", at: "Partner") == 0)
  }
}
