import Bench
import Documents
import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// Rules of IoT: what devices publish, and who gets it.
@Suite struct TopicRuleTests {
  private static let resources = """
    Readings: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 4}}
    Work: {Type: AWS::SQS::Queue}
    Line: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
    News: {Type: AWS::SNS::Topic}
    Code: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
    Things:
      Type: AWS::DynamoDB::Table
      Properties: {BillingMode: PAY_PER_REQUEST, KeySchema: [{AttributeName: id, KeyType: HASH}]}
    Archive: {Type: AWS::KinesisFirehose::DeliveryStream}
    Dead: {Type: AWS::SQS::Queue}
    """

  private static func bench(
    _ actions: String, sql: String = "SELECT * FROM 'sensors/+'", more: String = "",
    device: String = "rate: 100/s", scenario: String = "calibration: ideal"
  ) throws -> Bench {
    let indented = resources.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return try Bench(
      template: """
        Resources:
        \(indented)
          Rule:
            Type: AWS::IoT::TopicRule
            Properties:
              TopicRulePayload:
                Sql: "\(sql)"
                Actions: [\(actions)]
                \(more)
        """,
      scenario: """
        duration: 10 s
        drain: 1 min
        traffic:
          Devices:
            to: Rule
            \(device)
            events: {deviceId: {$integer: [1, 20]}, temperature: {$uniform: [0, 100]}}
        \(scenario)
        """)
  }

  @Test(arguments: [
    ("{Kinesis: {StreamName: !Ref Readings, PartitionKey: '${deviceId}', RoleArn: x}}", "Readings"),
    ("{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}", "Work"),
    ("{Sns: {TargetArn: !Ref News, RoleArn: x}}", "News"),
    ("{Lambda: {FunctionArn: !GetAtt Code.Arn}}", "Code"),
    ("{DynamoDBv2: {PutItem: {TableName: !Ref Things}, RoleArn: x}}", "Things"),
    (
      "{DynamoDB: {TableName: !Ref Things, HashKeyField: id, HashKeyValue: '${deviceId}'}}",
      "Things"
    ),
    ("{Firehose: {DeliveryStreamName: !Ref Archive, RoleArn: x}}", "Archive"),
  ])
  func `every message reaches the action`(action: String, target: String) throws {
    let bench = try Self.bench(action)
    #expect(bench.notes.allSatisfy { $0.contains("Firehose") }, "\(bench.notes)")
    let result = bench.run()
    let edge = try result.edge(from: "Rule", to: target)
    #expect(edge.acknowledged > 900 && edge.acknowledged == edge.entered)
    #expect(try result.count("TopicMatch", at: "Rule") == edge.entered)
    #expect(try result.count("Success", at: "Rule") == edge.entered)
    for item in ["IoT messages of 5 KB", "IoT rules triggered", "IoT actions executed"] {
      #expect(try result.units(item, at: "Rule") == edge.entered)
    }
  }

  @Test func `records have the key that the action says`() throws {
    func keys(_ key: String) throws -> Int {
      let bench = try Self.bench(
        "{Kinesis: {StreamName: !Ref Readings, PartitionKey: '\(key)', RoleArn: x}}",
        device: "rate: 100/s\n    group: {count: 10}")
      let listener = StreamListener()
      let stream = try #require(bench.world.node(labelled: "Readings") as? KinesisStream)
      _ = stream.attach(listener, label: "Listener", in: bench.world)
      _ = bench.run()
      return Set(listener.heard.map { $0.key }).count
    }
    #expect(try keys("${deviceId}") == 20)
    #expect(try keys("${topic(2)}") == 10)
    #expect(try keys("${newuuid()}") > 900)
    #expect(try keys("all") == 1)
  }

  @Test func `only messages that the statement means go on`() throws {
    let result = try Self.bench(
      "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}",
      sql: "SELECT * FROM 'sensors/+' WHERE temperature > 90"
    ).run()
    let edge = try result.edge(from: "Rule", to: "Work")
    #expect((50...160).contains(edge.acknowledged))
    #expect(edge.filtered == edge.entered - edge.acknowledged)
    #expect(try result.count("MessagesNotSelected", at: "Rule") == edge.filtered)
  }

  @Test func `what of a statement is not modelled is said, and every message goes on`() throws {
    let bench = try Self.bench(
      "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}, {Republish: {Topic: a, RoleArn: x}}",
      sql: "SELECT temperature * 2 AS t FROM 'sensors/+' WHERE topic(2) = 'a'")
    #expect(
      bench.notes.filter { !$0.contains("Firehose") } == [
        "the WHERE of Rule is not modelled, as it holds more than comparisons of fields joined by "
          + "AND and OR: every message is sent on",
        "the SELECT of Rule is not modelled, as it holds more than fields: messages are sent on as "
          + "they are", "Republish of Actions[1] of Rule is not modelled",
      ])
    let edge = try bench.run().edge(from: "Rule", to: "Work")
    #expect(edge.acknowledged == edge.entered && edge.entered > 900)
  }

  @Test func `a rule that is disabled takes messages and does nothing`() throws {
    let result = try Self.bench(
      "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}", more: "RuleDisabled: true"
    ).run()
    #expect(try result.count("PublishIn.Success", at: "Rule") > 900)
    #expect(try result.count("TopicMatch", at: "Rule") == 0)
    #expect(try result.edge(from: "Rule", to: "Work").entered == 0)
  }

  @Test func `what an action does not take is tried again, then goes to the error action`() throws {
    let sending = "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}"
    let fault = "calibration: ideal\nfaults: [{at: 0 s, for: 2 min, fail: Work, share: 100 %}]"
    let aside = try Self.bench(
      sending, more: "ErrorAction: {Sqs: {QueueUrl: !Ref Dead, RoleArn: x}}", scenario: fault
    ).run()
    let edge = try aside.edge(from: "Rule", to: "Work")
    #expect(edge.deadLettered == edge.entered && edge.entered > 900)
    #expect(try aside.edge(from: "Rule", to: "Dead").acknowledged == edge.entered)
    #expect(try aside.count("ActionsRetried", at: "Rule") == 2 * edge.entered)
    #expect(try aside.count("Failure", at: "Rule") == edge.entered)
    #expect(try aside.count("ErrorActionSuccess", at: "Rule") == edge.entered)
    let lost = try Self.bench(sending, scenario: fault).run().edge(from: "Rule", to: "Work")
    #expect(lost.dropped[Edge.Loss.retriesExhausted.rawValue] == lost.entered)
  }

  @Test func `a message has 128 KB at most`() throws {
    func sent(_ size: Int) throws -> Edge {
      try Self.bench(
        "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}", device: "rate: 10/s\n    size: \(size) B"
      ).run().edge(from: "Devices", to: "Rule")
    }
    #expect(try sent(131_072).lost == 0)
    let large = try sent(131_073)
    #expect(large.dropped[Edge.Loss.refused.rawValue] == large.entered)
  }

  @Test func `devices and rules of the account share their rates`() throws {
    let action = "{Sqs: {QueueUrl: !Ref Work, RoleArn: x}}"
    let turned = try Self.bench(
      action, scenario: "calibration: {base: ideal, iot.publishRate: 50}"
    ).run()
    #expect((480...560).contains(try turned.count("PublishIn.Success", at: "Rule")))
    #expect(try turned.count("PublishIn.Throttle", at: "Rule") > 300)
    let edge = try Self.bench(
      action, scenario: "calibration: {base: ideal, iot.evaluationRate: 50}"
    ).run().edge(from: "Rule", to: "Work")
    #expect((480...560).contains(edge.acknowledged))
    #expect(edge.dropped[Edge.Loss.throttled.rawValue] == edge.entered - edge.acknowledged)
  }

  private func slip(_ actions: String, more: String = "") -> String? {
    do {
      _ = try Self.bench(actions, more: more)
      return nil
    } catch let errors as InputErrors {
      return errors.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  @Test func `an action names what can take messages`() {
    #expect(
      slip("{Sqs: {QueueUrl: !Ref Line, RoleArn: x}}")
        == "Line is a FIFO queue → messages of an IoT rule go to a standard queue")
    #expect(
      slip("{Sqs: {QueueUrl: !Ref News, RoleArn: x}}")
        == "Actions[0] of Rule is for an SQS queue, and News is none → it is of type "
        + "AWS::SNS::Topic")
    #expect(
      slip("{Kinesis: {RoleArn: x}}")
        == "Actions[0] of Rule has no StreamName → name a Kinesis stream")
    let many = Array(repeating: "{Sns: {TargetArn: !Ref News, RoleArn: x}}", count: 11)
    #expect(
      slip(many.joined(separator: ", "))
        == "Rule has 11 actions → AWS allows 10; make a second rule of the same statement")
  }
}
