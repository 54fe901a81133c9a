import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What the dead letters of rules and schedules say of why they failed.
@Suite struct DeadLetterAttributeTests {
  private func attributes(of kind: UInt16, in world: World) -> [String: String] {
    var texts: [String: String] = [:]
    for attribute in world.kinds[Int(kind)].attributes {
      texts[attribute.name] = attribute.value.text ?? "drawn"
    }
    return texts
  }

  @Test func `a dead letter of a rule says which limit was reached, and why it failed`() throws {
    let board = Switchboard()
    _ = board.doorkeeper("Queue", .throttled)
    let dead = board.doorkeeper("Dead")
    try board.rule(
      "All", to: "Queue",
      "DeadLetterConfig: {Arn: Dead}, RetryPolicy: {MaximumRetryAttempts: 2}")
    try board.begin()
    board.put()
    board.run(to: 60)
    #expect(
      attributes(of: dead.kinds[0], in: board.stage.world) == [
        "RULE_ARN": "arn:aws:events:us-east-1:123456789012:rule/Orders/All",
        "TARGET_ARN": "Queue", "ERROR_CODE": "THROTTLING",
        "ERROR_MESSAGE": "The target is throttling requests.",
        "EXHAUSTED_RETRY_CONDITION": "MaximumRetryAttempts", "RETRY_ATTEMPTS": "2",
      ])
  }

  @Test func `an event that grew too old names the error of its last attempt`() throws {
    let board = Switchboard()
    _ = board.doorkeeper("Queue", .unavailable)
    let dead = board.doorkeeper("Dead")
    try board.rule(
      "All", to: "Queue",
      "DeadLetterConfig: {Arn: Dead}, RetryPolicy: {MaximumEventAgeInSeconds: 60}")
    try board.begin()
    board.put()
    board.run(to: 61)
    let said = attributes(of: dead.kinds[0], in: board.stage.world)
    #expect(said["ERROR_CODE"] == "ERROR_FROM_TARGET" && said["RETRY_ATTEMPTS"] == "6")
    #expect(said["EXHAUSTED_RETRY_CONDITION"] == "MaximumEventAgeInSeconds")
  }

  @Test func `an error that no retry mends exhausts no condition`() throws {
    let board = Switchboard()
    _ = board.doorkeeper("Queue", .refused)
    let dead = board.doorkeeper("Dead")
    try board.rule("All", to: "Queue", "DeadLetterConfig: {Arn: Dead}")
    try board.begin()
    board.put()
    board.run(to: 1)
    let said = attributes(of: dead.kinds[0], in: board.stage.world)
    #expect(said["EXHAUSTED_RETRY_CONDITION"] == nil && said["RETRY_ATTEMPTS"] == "0")
    #expect(said["ERROR_CODE"] == "INVALID_PARAMETER")
  }

  @Test func `attributes count by name, type and value, and the body stays as it was`() throws {
    let board = Switchboard()
    let world = board.stage.world
    let queue = board.doorkeeper("Queue")
    _ = board.doorkeeper("Bad", .refused)
    let dead = board.doorkeeper("Dead")
    try board.rule("Good", to: "Queue")
    try board.rule("All", to: "Bad", "DeadLetterConfig: {Arn: Dead}")
    try board.begin()
    board.put()
    board.run(to: 1)
    let (event, letter) = (world.kinds[Int(queue.kinds[0])], world.kinds[Int(dead.kinds[0])])
    let bytes = letter.attributes.reduce(0) {
      $0 + $1.name.utf8.count + "String".utf8.count + ($1.value.text ?? "").utf8.count
    }
    #expect(letter.size == event.size + Int64(bytes) && letter.content == event.content)
    #expect(world.payload(of: dead.kinds[0]) == queue.kinds[0])
  }

  @Test func `a dead letter of a schedule says what it was, and when`() throws {
    let table = Timetable()
    _ = table.doorkeeper("Queue", .refused)
    let dead = table.doorkeeper("Dead")
    try table.schedule(
      "Often", "rate(1 day)", to: "{Arn: Queue, DeadLetterConfig: {Arn: Dead}}")
    try table.begin()
    table.run(to: 60)
    #expect(
      attributes(of: dead.kinds[0], in: table.stage.world) == [
        "EXECUTION_ID": "drawn", "IS_PAYLOAD_TRUNCATED": "false", "SCHEDULED_TIME": "drawn",
        "SCHEDULE_ARN": "arn:aws:scheduler:us-east-1:123456789012:schedule/default/Often",
        "TARGET_ARN": "Queue", "ERROR_CODE": "INVALID_PARAMETER",
        "ERROR_MESSAGE": "The target rejected the request.", "RETRY_ATTEMPTS": "0",
      ])
  }

  @Test func `a filter of a mapping may ask why a dead letter failed`() throws {
    func invocations(_ code: String) throws -> Int64 {
      try Bench(
        template: """
          Resources:
            Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
            Small: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 1024}}
            Dead: {Type: AWS::SQS::Queue}
            All:
              Type: AWS::Events::Rule
              Properties:
                EventBusName: !Ref Orders
                EventPattern: {source: [{exists: true}]}
                Targets:
                  - Id: S
                    Arn: !GetAtt Small.Arn
                    DeadLetterConfig: {Arn: !GetAtt Dead.Arn}
            Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 5}}
            Mapping:
              Type: AWS::Lambda::EventSourceMapping
              Properties:
                EventSourceArn: !GetAtt Dead.Arn
                FunctionName: !Ref Worker
                BatchSize: 1
                FilterCriteria:
                  Filters:
                    - Pattern: '{"messageAttributes": {"ERROR_CODE": {"stringValue": ["\(code)"]}}}'
          """,
        scenario: """
          duration: 10 s
          calibration: ideal
          traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant, size: 4 KB}}
          behavior: {Worker: {duration: 1 ms}}
          """
      ).run().count("Invocations", at: "Worker")
    }
    #expect(try invocations("INVALID_PARAMETER") >= 9)
    #expect(try invocations("THROTTLING") == 0)
  }
}
