import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Schedules that call APIs of AWS.
@Suite struct UniversalTargetTests {
  private static let sdk = "arn:aws:scheduler:::aws-sdk:"

  /// A queue with its function, a topic and a bus, and a schedule that makes a call at 00:10.
  private static func bench(
    _ call: String, input: String?, calibration: String = "ideal",
    enabled: Bool = true, duration: String = "1 h", more: String = ""
  ) throws -> Bench {
    let input = input.map { "Input: !Sub '\($0)'" } ?? ""
    let template = """
      Resources:
        Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
        Dead: {Type: AWS::SQS::Queue}
        News: {Type: AWS::SNS::Topic}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 30}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            EventSourceArn: !GetAtt Orders.Arn
            FunctionName: !Ref Worker
            Enabled: \(enabled)
        Caller:
          Type: AWS::Scheduler::Schedule
          Properties:
            ScheduleExpression: at(2026-01-01T00:10:00)
            FlexibleTimeWindow: {Mode: "OFF"}
            Target:
              Arn: \(sdk)\(call)
              RoleArn: arn:aws:iam::123456789012:role/caller
              DeadLetterConfig: {Arn: !GetAtt Dead.Arn}
              \(input)
        \(more)
      """
    let scenario = """
      duration: \(duration)
      drain: 0 s
      calibration: \(calibration)
      traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant}}
      behavior: {Worker: {duration: 10 ms}}
      """
    return try Bench(template: template, scenario: scenario)
  }

  private static func refusal(_ call: String, _ input: String? = nil) throws -> String {
    do {
      return try bench(call, input: input).notes.joined(separator: "\n")
    } catch {
      let slip = (error as? InputErrors)?.errors.first
      return slip.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") } ?? "\(error)"
    }
  }

  // MARK: Messages

  @Test func `sqs sendMessage sends its body to a queue`() throws {
    let bench = try Self.bench(
      "sqs:sendMessage", input: #"{"QueueUrl": "${Dead}", "MessageBody": "{\"a\": 1}"}"#)
    let result = bench.run()
    #expect(try result.count("NumberOfMessagesSent", at: "Dead") == 1)
    #expect(try result.edge(from: "Caller", to: "Dead").acknowledged == 1)
    #expect(bench.world.kinds.contains { $0.content?["a"] == .number("1") })
  }

  @Test func `sns publish publishes its message with its attributes`() throws {
    let bench = try Self.bench(
      "sns:publish",
      input: #"{"TopicArn": "${News}", "Message": "hello", "MessageAttributes": "#
        + #"{"type": {"DataType": "String", "StringValue": "greeting"}}}"#)
    #expect(try bench.run().count("NumberOfMessagesPublished", at: "News") == 1)
    #expect(bench.world.kinds.contains { $0.body == .text && $0.attributes.count == 1 })
  }

  @Test func `lambda invoke waits for the run, unless it is of type Event`() throws {
    let waiting = try Self.bench("lambda:invoke", input: #"{"FunctionName": "${Worker}"}"#)
    #expect(
      try waiting.run().edge(from: "Caller", to: "Worker").hop.histogram.maximum == 10_000_000)
    let event = try Self.bench(
      "lambda:invoke",
      input: #"{"FunctionName": "${Worker}", "InvocationType": "Event", "Payload": "{}"}"#)
    #expect(try event.run().count("AsyncEventsReceived", at: "Worker") == 1)
  }

  @Test func `eventbridge putEvents puts each of its entries`() throws {
    let entry = #"{"Source": "shop", "DetailType": "Closed", "Detail": "{\"day\": 5}"}"#
    let bench = try Self.bench(
      "eventbridge:putEvents", input: "{\"Entries\": [\(entry), \(entry)]}",
      more: """
        OnClosed:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [shop], detail: {day: [5]}}
              Targets: [{Id: Dead, Arn: !GetAtt Dead.Arn}]
        """)
    let result = bench.run()
    #expect(try result.edge(from: "Caller", to: "default").acknowledged == 2)
    #expect(try result.count("NumberOfMessagesSent", at: "Dead") == 2)
    #expect(try result.units("Scheduler invocations", at: "Caller") == 1)
  }

  // MARK: Switches

  @Test func `updateEventSourceMapping disables a mapping, and enables it`() throws {
    let input = #"{"UUID": "${Mapping}", "Enabled": "#
    let stopped = try Self.bench("lambda:updateEventSourceMapping", input: input + "false}").run()
    let sent = try stopped.count("NumberOfMessagesSent", at: "Orders")
    #expect(try stopped.count("InvokedEventCount", at: "Mapping") + 3_000 == sent)
    #expect(try stopped.gauge("ApproximateNumberOfMessagesVisible", at: "Orders").maximum == 3_000)
    let started = try Self.bench(
      "lambda:updateEventSourceMapping", input: input + "true}", enabled: false
    ).run()
    #expect(try started.count("InvokedEventCount", at: "Mapping") == sent)
    #expect(try started.gauge("ApproximateNumberOfMessagesVisible", at: "Orders").maximum == 600)
  }

  @Test func `a mapping that is enabled again begins with its first pollers`() throws {
    let bench = try Self.bench(
      "lambda:updateEventSourceMapping", input: #"{"UUID": "${Mapping}", "Enabled": true}"#,
      calibration: "aws-2026", enabled: false, duration: "11 min")
    let result = bench.run()
    #expect(try result.gauge("ConcurrencyTarget", at: "Mapping").maximum >= 5)
    #expect(try result.count("InvokedEventCount", at: "Mapping") > 500)
  }

  @Test func `putFunctionConcurrency of 0 stops a function, and deleting it ends that`() throws {
    let zero = try Self.bench(
      "lambda:putFunctionConcurrency",
      input: #"{"FunctionName": "${Worker}", "ReservedConcurrentExecutions": 0}"#
    ).run()
    #expect(try zero.count("Invocations", at: "Worker") < 650)
    let bench = try Self.bench(
      "lambda:deleteFunctionConcurrency", input: #"{"FunctionName": "${Worker}"}"#)
    let worker = try #require(bench.world.node(labelled: "Worker") as? Function)
    #expect(worker.reserve(0, in: bench.world) && worker.room(in: bench.world) == 0)
    #expect(try bench.run().count("Invocations", at: "Worker") > 2_900)
    #expect(worker.admission.reserved == nil)
  }

  @Test func `a reservation that leaves the account too little is refused`() throws {
    let bench = try Self.bench(
      "lambda:putFunctionConcurrency",
      input: #"{"FunctionName": "${Worker}", "ReservedConcurrentExecutions": 901}"#,
      calibration: "aws-2026")
    let result = bench.run()
    #expect(try result.count("InvocationsSentToDeadLetterCount", at: "Caller") == 1)
    #expect(try result.count("NumberOfMessagesSent", at: "Dead") == 1)
  }

  // MARK: What is not

  @Test(arguments: ["rds:startDBInstance", "ecs:updateService", "rds:stopDBInstance"])
  func `a call of what is not modelled is taken, and said`(call: String) throws {
    let bench = try Self.bench(call, input: #"{"InstanceIds": ["i-1"]}"#)
    #expect(
      bench.notes.contains("\(call) is not modelled: Caller calls it, and nothing follows"))
    #expect(try bench.run().edge(from: "Caller", to: call).acknowledged == 1)
  }

  @Test(arguments: [
    "dynamodb:getItem", "ec2:describeInstances", "dynamodb:batchGetItem", "sqs:receiveMessage",
    "dynamodb:query", "bedrock:invokeModelWithResponseStream", "s3:get",
  ])
  func `an action that only reads is refused`(call: String) throws {
    let action = call.split(separator: ":")[1]
    #expect(
      try Self.refusal(call) == "\(action) is not a supported action for a target. → "
        + "EventBridge Scheduler refuses actions that only read")
  }

  @Test func `a word that only begins like one that reads is none`() throws {
    #expect(try Self.refusal("iot:listenToAll").contains("iot:listenToAll is not modelled"))
  }

  @Test func `the ARN of a call has a service in small letters and an action`() throws {
    #expect(
      try Self.refusal("Lambda:invoke")
        == "Lambda is not a supported service for a target. → write it in small letters")
    #expect(
      try Self.refusal("lambda").hasPrefix(
        "\(Self.sdk)lambda names no call of an API → write it like")
    )
  }

  @Test func `an input that lacks a parameter makes every call fail for good`() throws {
    let bench = try Self.bench("sqs:sendMessage", input: #"{"QueueUrl": "${Dead}"}"#)
    let note =
      "sqs:sendMessage refuses every call of Caller: its Input lacks a parameter, or is no "
    #expect(bench.notes.contains(note + "JSON object"))
    #expect(try bench.run().edge(from: "Caller", to: "sqs:sendMessage").deadLettered == 1)
    #expect(try Self.refusal("sqs:sendMessage", nil) == note + "JSON object")
    #expect(try Self.refusal("sqs:sendMessage", "hello") == note + "JSON object")
  }

  @Test func `an input that names nothing of the template is an error`() throws {
    #expect(
      try Self.refusal("lambda:invoke", #"{"FunctionName": "Nobody"}"#)
        == "Nobody is no resource of this template → name a Lambda function of the template")
    #expect(
      try Self.refusal("lambda:invoke", #"{"FunctionName": "${Orders}"}"#)
        == "FunctionName in the Input of Caller names Orders, which is not a Lambda function → it "
        + "is of type AWS::SQS::Queue")
  }
}
