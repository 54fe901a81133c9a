import Bench
import Documents
import Studies
import Testing

@testable import Services

/// Custom event buses of a template.
struct SubscriberScenarioTests {
  private func template(_ subscriber: String, function: String = "") -> String {
    """
    Resources:
      Orders: {Type: AWS::EventsV2::EventBus, Properties: {Name: orders}}
      Classic: {Type: AWS::Events::EventBus, Properties: {Name: classic}}
      Letters: {Type: AWS::SQS::Queue}
      Work: {Type: AWS::SQS::Queue}
      Strict: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: strict.fifo}}
      Role: {Type: AWS::IAM::Role}
      Worker:
        Type: AWS::Lambda::Function
        Properties: {Runtime: nodejs22.x, Timeout: 60\(function)}
      Sub:
        Type: AWS::EventsV2::Subscriber
        Properties: {\(subscriber)}
    """
  }

  private func bench(
    _ subscriber: String, function: String = "", behavior: String = "{duration: 10 ms}",
    _ more: String = ""
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: template(subscriber, function: function),
      scenario: """
        duration: 1 min
        calibration: ideal
        traffic: {Shop: {to: Orders, rate: 10/s, arrivals: constant}}
        behavior: {Worker: \(behavior)}
        \(more)
        """)
  }

  private let toWorker =
    "Name: s, EventBusArn: !Ref Orders, InvokeConfiguration: {TargetArn: !GetAtt Worker.Arn, "
    + "RoleArn: !GetAtt Role.Arn"

  @Test func `a function is run asynchronously and its errors are its own`() throws {
    let result = try bench(toWorker + "}", behavior: "{duration: 10 ms, poison: 100 %}").run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.edge(from: "Orders", to: "Worker").acknowledged == sent)
    #expect(try result.count("EventsDelivered", at: "Sub") == sent)
  }

  @Test func `a function that is waited for fails the delivery with its error`() throws {
    let settings =
      toWorker + ", LambdaParameters: {InvocationType: REQUEST_RESPONSE}}, "
      + "RetryPolicy: {MaxRetryAttempts: 1}, OnFailureConfiguration: {Arn: !GetAtt Letters.Arn}, "
      + "BatchConfiguration: {MaxBatchSize: 10, MaxBatchWindowInSeconds: 1}"
    let result = try bench(settings, behavior: "{duration: 10 ms, poison: 100 %}").run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.edge(from: "Orders", to: "Worker").deadLettered == sent)
    #expect(try result.edge(from: "Orders", to: "Letters").acknowledged == sent)
    #expect(try result.count("RetryInvocationAttempts", at: "Sub") == sent)
    #expect(try result.count("Invocations", at: "Worker") < sent)
  }

  @Test func `a function that is waited for takes the batch in one run`() throws {
    let settings =
      toWorker + ", LambdaParameters: {InvocationType: REQUEST_RESPONSE}}, "
      + "BatchConfiguration: {MaxBatchSize: 100, MaxBatchWindowInSeconds: 5}"
    let result = try bench(settings).run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.count("EventsDelivered", at: "Sub") == sent)
    #expect(try result.count("Invocations", at: "Worker") <= sent / 40)
  }

  @Test func `a function gets a list of events, even of one`() throws {
    let bench = try bench(toWorker + "}")
    _ = bench.run()
    let lists = bench.world.kinds.compactMap { $0.content?.items }
    #expect(lists.count == 1 && lists.allSatisfy { $0.count == 1 && $0[0]["detail-type"] != nil })
  }

  @Test func `a function is waited for thirty seconds, and its work stands`() throws {
    let settings =
      toWorker + ", LambdaParameters: {InvocationType: REQUEST_RESPONSE}}, "
      + "RetryPolicy: {MaxRetryAttempts: 1}"
    let result = try bench(settings, behavior: "{duration: 31 s}").run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.edge(from: "Orders", to: "Worker").lost == sent)
    let worker = try #require(result.consumers.first { $0.label == "Worker" })
    #expect(worker.first == sent && worker.repeated == sent)
  }

  @Test func `a function that is not waited for gets the batch as one asynchronous event`() throws {
    let batching = "BatchConfiguration: {MaxBatchSize: 5, MaxBatchWindowInSeconds: 10}"
    let result = try bench(toWorker + "}, " + batching).run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.count("AsyncEventsReceived", at: "Worker") == (sent + 4) / 5)
    #expect(try result.count("Invocations", at: "Worker") == (sent + 4) / 5)
    #expect(try result.count("EventsDelivered", at: "Sub") == sent)
    let worker = try #require(result.consumers.first { $0.label == "Worker" })
    #expect(worker.first == sent)
  }

  @Test func `an asynchronous batch that fails is repeated and given up as a whole`() throws {
    let batching = "BatchConfiguration: {MaxBatchSize: 5, MaxBatchWindowInSeconds: 10}"
    let result = try bench(
      toWorker + "}, " + batching, function: ", DeadLetterConfig: {TargetArn: !GetAtt Letters.Arn}",
      behavior: "{duration: 10 ms, fails: 100 %}", "drain: 10 min"
    ).run()
    let sent = try result.edge(from: "Shop", to: "Orders").acknowledged
    #expect(try result.count("Invocations", at: "Worker") == (sent + 4) / 5 * 3)
    #expect(try result.count("AsyncEventsDropped", at: "Worker") == (sent + 4) / 5)
    #expect(try result.edge(from: "Worker", to: "Letters").acknowledged == sent)
  }

  @Test func `a classic bus may be a target`() throws {
    let result = try bench(
      "Name: s, EventBusArn: !Ref Orders, InvokeConfiguration: {TargetArn: !GetAtt Classic.Arn}"
    ).run()
    #expect(try result.count("UnmatchedEvents", at: "Classic") > 500)
  }

  private func slips(_ subscriber: String) -> String {
    do throws(InputErrors) {
      return try bench(subscriber).notes.joined(separator: "\n")
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  @Test func `slips of subscribers are told`() {
    #expect(
      slips("InvokeConfiguration: {TargetArn: !GetAtt Work.Arn}")
        == "Sub has no EventBusArn → give the name or ARN of a custom event bus")
    #expect(
      slips("EventBusArn: !GetAtt Classic.Arn, InvokeConfiguration: {TargetArn: !GetAtt Work.Arn}")
        == "Classic is no custom event bus: it is of type AWS::Events::EventBus")
    #expect(
      slips("EventBusArn: !Ref Orders")
        == "Sub has no TargetArn → give it in InvokeConfiguration")
    #expect(
      slips("EventBusArn: !Ref Orders, InvokeConfiguration: {TargetArn: !GetAtt Strict.Arn}")
        == "Sub has no MessageGroupId → give SqsParameters: {MessageGroupId: …}, as Strict is a "
        + "FIFO queue")
    #expect(
      slips(
        "EventBusArn: !Ref Orders, InvokeConfiguration: {TargetArn: !GetAtt Work.Arn}, "
          + "OnFailureConfiguration: {Arn: !GetAtt Worker.Arn}")
        == "Worker is no SQS queue → records of a subscriber go to a queue")
  }

  @Test func `what of a subscriber is not modelled is said`() {
    let notes = slips(
      toWorker + "}, BatchConfiguration: {MaxBatchSize: 10}, Transformer: {Type: JSONATA}, "
        + "StartingPosition: POINT_IN_TIME")
    #expect(!notes.contains("batches of Sub"))
    #expect(notes.contains("JSONata is not modelled: Sub delivers events as they are"))
    #expect(
      notes.contains(
        "nothing is on a bus before a run begins: Sub delivers what comes from then on"))
  }

  @Test func `a bus has a name`() {
    do throws(InputErrors) {
      _ = try Bench(
        template:
          "Resources:\n  Bus: {Type: AWS::EventsV2::EventBus}\n  Q: {Type: AWS::SQS::Queue}",
        scenario: "duration: 1 min\ntraffic: {A: {to: Q, rate: 1/s}}")
      Issue.record("it was taken")
    } catch {
      #expect(error.errors[0].problem == "Bus has no Name")
      #expect(error.errors[0].remedy == "the custom event bus requires one")
    }
  }
}
