import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// A function that causes itself to run again is stopped after 16 runs in one chain of requests.
@Suite struct RecursionTests {
  private static func function(_ name: String, _ more: String = "") -> String {
    "  \(name): {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60"
      + "\(more)}}\n"
  }

  private static func queue(_ name: String, for function: String) -> String {
    """
      \(name):
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 60
          RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
      \(name)Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt \(name).Arn, FunctionName: \(function), BatchSize: 1}

    """
  }

  private static func bench(
    _ resources: String, to: String, behavior: String, calibration: String = "aws-2026",
    action: String = ""
  ) throws -> Bench {
    let template = "Resources:\n  Dead: {Type: AWS::SQS::Queue}\n" + resources
    let scenario = """
      duration: 20 min
      drain: 0 s
      calibration: {base: \(calibration), sqs.duplicates: 0}
      traffic: {App: {to: \(to), rate: 1/s, arrivals: constant, until: 5500 ms\(action)}}
      behavior: {\(behavior)}
      """
    return try Bench(template: template, scenario: scenario)
  }

  /// A function that sends each message on to its own queue.
  private static func loop(
    _ more: String = "", calibration: String = "aws-2026"
  ) throws -> Bench {
    try bench(
      function("Worker", more) + queue("Work", for: "!Ref Worker"), to: "Work",
      behavior: "Worker: {duration: 1 ms, steps: [SendMessage: Work]}", calibration: calibration)
  }

  @Test func `a message sent on to the function's own queue runs 16 times`() throws {
    let result = try Self.loop().run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
    #expect(try result.count("Errors", at: "Worker") == 0)
  }

  @Test func `from a queue it is received in vain until it is set aside`() throws {
    let result = try Self.loop().run()
    #expect(try result.count("RecursiveInvocationsDropped", at: "Worker") == 5 * 3)
    #expect(try result.count("Throttles", at: "Worker") == 0)
    let waiting = try #require(result.edges.first { $0.from == "Work" && $0.to == "Worker" })
    #expect(waiting.deadLettered == 5)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Dead").level == 5)
  }

  @Test func `an asynchronous event is set aside at once`() throws {
    let resources =
      Self.function("Worker", ", DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}") + """
          News: {Type: AWS::SNS::Topic}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn}
        """
    let result = try Self.bench(
      resources, to: "News", behavior: "Worker: {duration: 1 ms, steps: [Publish: News]}"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
    #expect(try result.count("RecursiveInvocationsDropped", at: "Worker") == 5)
    #expect(try result.count("AsyncEventsDropped", at: "Worker") == 5)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Dead").level == 5)
  }

  @Test func `a synchronous call of itself is refused, and every run of the chain throws`() throws {
    let result = try Self.bench(
      Self.function("Worker"), to: "Worker",
      behavior: "Worker: {duration: 1 ms, steps: [Invoke: Worker]}"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
    #expect(try result.count("RecursiveInvocationsDropped", at: "Worker") == 5)
    #expect(try result.count("Errors", at: "Worker") == 5 * 16)
  }

  @Test func `in a ring of two functions each runs 16 times`() throws {
    let result = try Self.bench(
      Self.function("Ping") + Self.function("Pong") + Self.queue("Left", for: "!Ref Ping")
        + Self.queue("Right", for: "!Ref Pong"),
      to: "Left",
      behavior: "Ping: {steps: [SendMessage: Right]}, Pong: {steps: [SendMessage: Left]}"
    ).run()
    #expect(try result.count("Invocations", at: "Ping") == 5 * 16)
    #expect(try result.count("Invocations", at: "Pong") == 5 * 16)
    #expect(try result.count("RecursiveInvocationsDropped", at: "Ping") == 5 * 3)
    #expect(try result.count("RecursiveInvocationsDropped", at: "Pong") == 0)
  }

  @Test func `a destination that leads back to the function is part of the chain`() throws {
    let resources =
      Self.function("Worker") + """
          News: {Type: AWS::SNS::Topic}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn}
          Config:
            Type: AWS::Lambda::EventInvokeConfig
            Properties:
              FunctionName: !Ref Worker
              Qualifier: $LATEST
              DestinationConfig: {OnSuccess: {Destination: !Ref News}}
        """
    let result = try Self.bench(
      resources, to: "News", behavior: "Worker: {duration: 1 ms}"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
  }

  @Test func `an alias of the function is the function`() throws {
    let alias = """
        Live:
          Type: AWS::Lambda::Alias
          Properties: {Name: live, FunctionName: !Ref Worker, FunctionVersion: "1"}

      """
    let result = try Self.bench(
      Self.function("Worker") + alias + Self.queue("Work", for: "!Ref Live"), to: "Work",
      behavior: "Worker: {duration: 1 ms, steps: [SendMessage: Work]}"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
  }

  @Test func `a function that allows loops runs on`() throws {
    let result = try Self.loop(", RecursiveLoop: Allow").run()
    #expect(try result.count("Invocations", at: "Worker") > 1_000)
  }

  @Test func `ideal has no guard`() throws {
    let result = try Self.bench(
      Self.function("Worker"), to: "Worker",
      behavior: "Worker: {duration: 10 s, steps: [InvokeAsync: Worker]}", calibration: "ideal",
      action: ", action: InvokeAsync"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") > 5 * 100)
  }

  @Test func `where no function reaches itself nothing is counted`() throws {
    let bench = try Self.bench(
      Self.function("Worker") + Self.function("Other") + Self.queue("Work", for: "!Ref Worker")
        + Self.queue("Next", for: "!Ref Other"),
      to: "Work", behavior: "Worker: {steps: [SendMessage: Next]}")
    _ = bench.run()
    let functions = bench.world.nodes.compactMap { $0 as? Function }
    #expect(functions.count == 2 && functions.allSatisfy { $0.recursion == nil })
    #expect(bench.world.kinds.count == 1 && bench.world.chainLinks.isEmpty)
  }

  @Test func `chains of the same runs are one kind, whatever the way`() {
    let world = World(seed: 1, calibration: Calibration("ideal"))
    let kind = world.add(EventKind(label: "order", size: 7))
    let (ping, pong) = (world.addChainLink(), world.addChainLink())
    let there = world.kind(world.kind(kind, after: ping), after: pong)
    let back = world.kind(world.kind(kind, after: pong), after: ping)
    #expect(there == back && there != kind && world.kinds.count == 4)
    #expect(world.runs(of: ping, before: there) == 1 && world.runs(of: pong, before: there) == 1)
    #expect(world.runs(of: ping, before: kind) == 0)
    #expect(world.size(of: there) == 7)
    let twice = world.kind(there, after: ping)
    #expect(world.runs(of: ping, before: twice) == 2 && world.kind(there, after: ping) == twice)
  }

  @Test func `a loop is named before the run`() throws {
    #expect(
      try Self.loop().notes == [
        "Worker can call itself, and is stopped after 16 runs in one chain: "
          + "Worker → Work → Worker"
      ])
    #expect(
      try Self.loop(", RecursiveLoop: Allow").notes == [
        "Worker can call itself without end: Worker → Work → Worker"
      ])
  }
}
