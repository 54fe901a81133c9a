import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// An operator moves dead letters back to where they came from.
struct RedriveTests {
  private static func template(isFIFO: Bool = false) -> String {
    let other = isFIFO ? "" : ", Properties: {FifoQueue: true}"
    let fifo = isFIFO ? "FifoQueue: true, ContentBasedDeduplication: true, " : ""
    return """
      Resources:
        DLQ: {Type: AWS::SQS::Queue, Properties: {\(fifo)VisibilityTimeout: 30}}
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            {\(fifo)VisibilityTimeout: 30,
             RedrivePolicy: {deadLetterTargetArn: !GetAtt DLQ.Arn, maxReceiveCount: 2}}
        Returns:
          Type: AWS::SQS::Queue
          Properties:
            {\(fifo)VisibilityTimeout: 30,
             RedrivePolicy: {deadLetterTargetArn: !GetAtt DLQ.Arn, maxReceiveCount: 2}}
        Other: {Type: AWS::SQS::Queue, Properties: {\(fifo)VisibilityTimeout: 30}}
        Wrong: {Type: AWS::SQS::Queue\(other)}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
        ToWorker:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Worker}
        ReturnsToWorker:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Returns.Arn, FunctionName: !Ref Worker}
      """
  }

  /// Every message fails in the first ten minutes, and none after that.
  private func bench(
    _ actions: String, isFIFO: Bool = false, calibration: String = "ideal"
  ) throws -> Bench {
    let group = isFIFO ? ", group: {count: 3}" : ""
    return try Bench(
      template: Self.template(isFIFO: isFIFO),
      scenario: """
        duration: 5 min
        drain: 20 min
        calibration: \(calibration)
        traffic:
          Shop: {to: Orders, rate: 1/s, arrivals: constant\(group)}
          Store: {to: Returns, rate: 1/s, arrivals: constant\(group)}
        behavior: {Worker: {duration: 50 ms}}
        faults: [{at: 0 s, for: 10 min, fail: Worker}]
        actions: \(actions)
        """)
  }

  private func slip(_ actions: String) -> String {
    do throws(InputErrors) {
      _ = try Bench(
        template: Self.template(),
        scenario: "duration: 1 min\ntraffic: {A: {to: Orders, rate: 1/s}}\nactions: \(actions)")
      return "none"
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  @Test(arguments: [false, true])
  func `dead letters go back to the queues that they came from, and are done there`(
    isFIFO: Bool
  ) throws {
    let result = try bench("[{at: 12 min, redrive: DLQ, rate: 100/s}]", isFIFO: isFIFO).run()
    let (orders, returns) = (
      try result.edge(from: "Orders", to: "DLQ").entered,
      try result.edge(from: "Returns", to: "DLQ").entered
    )
    #expect(orders > 250 && returns > 250)
    #expect(try result.edge(from: "DLQ", to: "Orders").acknowledged == orders)
    #expect(try result.edge(from: "DLQ", to: "Returns").acknowledged == returns)
    #expect(
      try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ") == orders + returns)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "DLQ").level == 0)
    // Each was sent, set aside, sent again and done: nothing of it is lost.
    let edge = try result.edge(from: "Orders", to: "Worker")
    #expect(edge.deadLettered == orders && edge.acknowledged + orders == edge.entered)
    #expect(edge.held == 0 && edge.lost == 0)
  }

  @Test func `what was moved begins anew, with its name and its journey`() throws {
    // The receives that brought it to the dead-letter queue would set it aside again at once.
    let result = try bench("[{at: 580 s, redrive: DLQ}]").run()
    let moved = try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ")
    #expect(moved > 0)
    #expect(
      try result.edge(from: "Orders", to: "DLQ").entered
        + result.edge(from: "Returns", to: "DLQ").entered == moved)
    let latency = try result.samples("Latency", at: "Worker")
    #expect(try #require(latency.maximum) >= 4 * 60_000_000_000)
  }

  @Test func `messages are moved at the rate that was asked for`() throws {
    let bench = try bench("[{at: 12 min, redrive: DLQ, rate: 2/s}]")
    let result = bench.run()
    let moved = try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ")
    let episodes = result.episodes.filter { $0.kind.name.hasPrefix("redrive") }
    #expect(episodes.map { $0.kind.name } == ["redriveBegan", "redriveEnded"])
    #expect(episodes[1].value == moved)
    #expect((episodes[1].begin - episodes[0].begin).nanoseconds == moved * 500_000_000)
  }

  @Test func `all go to one queue where it is named`() throws {
    let result = try bench("[{at: 12 min, redrive: DLQ, to: Other}]").run()
    let moved = try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ")
    #expect(try result.edge(from: "DLQ", to: "Other").entered == moved)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Other").level == moved)
  }

  @Test func `a second redrive of a queue is refused while one goes on`() throws {
    let result = try bench(
      "[{at: 12 min, redrive: DLQ, rate: 1/s}, {at: 13 min, redrive: DLQ}]"
    ).run()
    #expect(try result.count("FailedMoveTasks", at: "DLQ") == 1)
    #expect(result.episodes.filter { $0.kind.name == "redriveEnded" }.count == 1)
  }

  @Test func `a redrive is over after 36 hours`() throws {
    let bench = try bench(
      "[{at: 12 min, redrive: DLQ, rate: 1/s}]", calibration: "{base: ideal, sqs.moveLimit: 10 s}")
    let result = bench.run()
    #expect(try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ") == 10)
    #expect(bench.world.calibration.span(QueueUpkeep.moveLimit) == .seconds(10))
    guard case .span(let limit) = QueueUpkeep.moveLimit.entries[0].value else {
      Issue.record("it has no length")
      return
    }
    #expect(limit == .hours(36))
  }

  @Test func `a redrive ends at a message that no queue set aside`() throws {
    let template = Self.template()
    let result = try Bench(
      template: template,
      scenario: """
        duration: 1 min
        calibration: ideal
        traffic: {Stranger: {to: DLQ, rate: 1/s, arrivals: constant}}
        actions: [{at: 30 s, redrive: DLQ}]
        """
    ).run()
    #expect(try result.count("FailedMoveTasks", at: "DLQ") == 1)
    #expect(try result.count("ApproximateNumberOfMessagesMoved", at: "DLQ") == 0)
    let edge = try result.edge(from: "DLQ", to: "")
    #expect(edge.held == edge.entered && edge.held >= 59)
  }

  @Test func `a moved message is received, deleted and sent again on the bill`() throws {
    let (before, after) = (
      try bench("[]").run(), try bench("[{at: 12 min, redrive: DLQ, to: Other}]").run()
    )
    let moved = try after.count("ApproximateNumberOfMessagesMoved", at: "DLQ")
    func units(_ result: RunResult, _ label: String) throws -> Int64 {
      try result.units("SQS requests", at: label)
    }
    #expect(try units(after, "DLQ") - units(before, "DLQ") == 2 * moved)
    #expect(try units(after, "Other") - units(before, "Other") == moved)
  }

  @Test(arguments: [
    (
      "[{at: 1 s, redrive: Orders}]",
      "Source queue must be configured as a Dead Letter Queue. → Orders takes the dead letters of "
        + "no queue, and AWS moves no others"
    ),
    (
      "[{at: 1 s, redrive: DLQ, to: Worker}]",
      "the action redrive moves messages to Worker, which is no queue → leave out to: messages go "
        + "back to Orders, Returns"
    ),
    (
      "[{at: 1 s, redrive: DLQ, to: DLQ}]",
      "the action redrive moves messages of DLQ to itself → leave out to: messages go back to "
        + "Orders, Returns"
    ),
    (
      "[{at: 1 s, redrive: DLQ, to: Wrong}]",
      "DLQ is a standard queue, and Wrong is a FIFO one → AWS refuses this: messages are moved "
        + "between queues of one type"
    ),
    (
      "[{at: 1 s, redrive: DLQ, rate: 501/s}]",
      "the rate of a redrive is 501/s → AWS takes whole messages in a second, from 1/s to 500/s"
    ),
    (
      "[{at: 1 s, redrive: DLQ, rate: 90/min}]",
      "the rate of a redrive is 90/min → AWS takes whole messages in a second, from 1/s to 500/s"
    ),
    (
      "[{at: 1 s, redrive: DLQ, speed: 5/s}]",
      "the action redrive has no speed → known are at, redrive, rate, to"
    ),
    (
      "[{at: 1 s, redrive: DLQ, to: Ordrs}]",
      "the action redrive names Ordrs, which this design does not have → did you mean Orders?"
    ),
    (
      "[{at: 1 s, purge: DLQ, rate: 1/s}]",
      "the action purge has no rate → known are at, purge"
    ),
    (
      "[{at: 61 s, purge: DLQ}, {at: 1 s, purge: DLQ}, {at: 60 s, purge: Orders}]", "none"
    ),
    (
      "[{at: 60 s, purge: DLQ}, {at: 1 s, purge: DLQ}]",
      "Only one PurgeQueue operation on DLQ is allowed every 60 seconds. → purge it a minute after "
        + "the time before"
    ),
  ])
  func `slips of redrives and purges are told`(actions: String, expected: String) {
    #expect(slip(actions) == expected)
  }
}
