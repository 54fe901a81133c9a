import Bench
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What bounds a pipe, what it measures and costs, and what AWS refuses of it.
struct PipeLimitTests {
  @Test func `2-6 an execution has ten messages of a queue where nothing else is said`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn",
      traffic: "rate: 20/s, arrivals: constant",
      rest: """
        behavior: {Worker: {duration: 1 ms}}
        faults: [{at: 0 s, for: 50 s, stop: Pipe}]
        """)
    #expect(try result.count("Invocations", at: "Pipe") < 1_250)
    let sizes = try result.samples("EventSize", at: "Pipe")
    #expect(try #require(sizes.maximum) == 10 * 1_024)
  }

  @Test func `2-6 a pipe has 1,250 executions of a queue at once, or what the account allows`()
    throws
  {
    func most(_ calibration: String) throws -> Int64 {
      let result = try PipeBench.run(
        "Target: !GetAtt Worker.Arn, SourceParameters: {SqsQueueParameters: {BatchSize: 1}}",
        traffic: "rate: 20/s, arrivals: constant",
        rest: "behavior: {Worker: {duration: 10 s}}", calibration: calibration)
      return try result.gauge("Concurrency", at: "Pipe").maximum
    }
    #expect(try most("{base: ideal, pipes.queueConcurrency: 30}") == 30)
    #expect(try most("{base: ideal, pipes.executions: 40}") == 40)
    #expect(try most("ideal") == 200)
    guard case .count(1_250) = Pipe.queueConcurrency.entries[0].value else {
      Issue.record("the bound is another one")
      return
    }
    #expect(Pipe.executions(in: "us-east-1") == 3_000 && Pipe.executions(in: "us-east-2") == 1_000)
  }

  @Test func `the executions of all pipes of an account are bounded together`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn, SourceParameters: {SqsQueueParameters: {BatchSize: 1}}",
      resources: """
          More: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
          Other:
            Type: AWS::Pipes::Pipe
            Properties: {RoleArn: arn, Source: !GetAtt More.Arn, Target: !GetAtt Worker.Arn}
        """,
      traffic: "rate: 5/s, arrivals: constant}, Mall: {to: More, rate: 5/s, arrivals: constant",
      rest: "behavior: {Worker: {duration: 10 s}}",
      calibration: "{base: ideal, pipes.executions: 20}")
    #expect(try result.count("ExecutionThrottled", at: "Pipe") > 0)
    #expect(try result.count("ExecutionThrottled", at: "Other") > 0)
    #expect(try result.gauge("Use", at: "pipes.executions").maximum == 20)
  }

  @Test func `2-6 an execution takes five minutes at most`() throws {
    let bench = try PipeBench.bench(
      "Enrichment: !GetAtt Adder.Arn, Target: !GetAtt Slow.Arn",
      resources: """
          Slow: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 900}}
        """,
      queue: "VisibilityTimeout: 3600", traffic: "rate: 1/min, arrivals: constant",
      rest: "behavior: {Adder: {duration: 11 s}, Slow: {duration: 290 s}}")
    let result = bench.run()
    #expect(try result.count("ExecutionTimeout", at: "Pipe") == 1)
    #expect(try result.edge(from: "Orders", to: "Pipe").acknowledged == 0)
    #expect(bench.notes.contains { $0.contains("Pipe ends an execution after 5 min") })
  }

  @Test func `what is throttled waits as long as its messages are hidden`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn",
      rest: """
        behavior: {Worker: {duration: 1 ms}}
        faults: [{at: 0 s, for: 30 s, stop: Worker}]
        """)
    #expect(try result.count("ExecutionThrottled", at: "Pipe") > 30)
    #expect(try result.count("ExecutionFailed", at: "Pipe") == 0)
    #expect(try result.edge(from: "Orders", to: "Pipe").acknowledged == result.messages)
  }

  @Test func `a stopped pipe reads nothing until it is started`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Out.Arn, DesiredState: STOPPED",
      rest: "actions: [{at: 40 s, enable: Pipe}, {at: 60 s, disable: Pipe}]")
    #expect((59...61).contains(try result.edge(from: "Pipe", to: "Out").acknowledged))
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Orders").maximum >= 38)
  }

  @Test func `a pipe costs 0.40 USD for a million records of 64 KB`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn",
      traffic: "rate: 1/s, arrivals: constant, size: 100 KB",
      rest: "behavior: {Worker: {duration: 1 ms}}")
    #expect(
      try result.units("EventBridge Pipes requests", at: "Pipe") == 2 * result.messages)
    #expect(Pipe.request.cost(of: 1_000_000) == 400_000)
  }

  @Test func `an endpoint behind an API destination gets one record in a request`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Shipping.Arn",
      resources: """
          Link:
            Type: AWS::Events::Connection
            Properties:
              AuthorizationType: API_KEY
              AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: k, ApiKeyValue: v}}
          Shipping:
            Type: AWS::Events::ApiDestination
            Properties:
              ConnectionArn: !GetAtt Link.Arn
              HttpMethod: POST
              InvocationEndpoint: https://ship.example.com/orders
        """, rest: "outside: {Shipping: {latency: 50 ms, fails: 10 %}}")
    let edge = try result.edge(from: "Pipe", to: "Shipping")
    #expect(try result.edge(from: "Orders", to: "Pipe").acknowledged == result.messages)
    #expect(edge.entered > result.messages && edge.held == 0)
    #expect(try result.samples("Duration", at: "Pipe").minimum == 50_000_000)
  }

  private static let sixFilters = Array(repeating: "{Pattern: '{\"a\": [1]}'}", count: 6)
    .joined(separator: ", ")

  private static let slips: [(String, String)] = [
    (
      "Target: !GetAtt Out.Arn, SourceParameters: {SqsQueueParameters: {BatchSize: 11}}",
      "Pipe has batches of 11, and its target Out takes 10 → AWS refuses this: set BatchSize to 10 "
        + "at most"
    ),
    (
      "Target: !Ref Out",
      "https://sqs.us-east-1.amazonaws.com/123456789012/spillway-Out-570IP5LBDH3F is a URL, and "
        + "AWS wants an ARN → use !GetAtt Out.Arn"
    ),
    ("Description: x", "Pipe has no Target → give the ARN of who gets the records"),
    (
      "Target: !GetAtt Out.Arn, Enrichment: !GetAtt Out.Arn",
      "the enrichment of Pipe is Out, of type AWS::SQS::Queue → AWS takes a function, an API "
        + "destination, an API or a state machine"
    ),
    (
      "Target: !GetAtt Line.Arn",
      "the target of Pipe is a FIFO queue, and has no MessageGroupId → give SqsQueueParameters: "
        + "{MessageGroupId: …}"
    ),
    (
      "Target: !GetAtt Out.Arn, TargetParameters: {InputTemplate: '{\"a\": <body.id>}'}",
      "InputTemplate of Pipe contains the invalid placeholder body.id → write a path, as "
        + "<$.body.id>, or <aws.pipes.event>"
    ),
    (
      "Target: !GetAtt Out.Arn, SourceParameters: {FilterCriteria: {Filters: ["
        + "{Pattern: '{\"body\": {\"a\": [{\"wildcard\": \"x*\"}]}}'}]}}",
      "AWS refuses a filter of Pipe: "
    ),
    (
      "Target: !GetAtt Out.Arn, SourceParameters: {FilterCriteria: {Filters: ["
        + "\(sixFilters)]}}",
      "Pipe has 6 filters → AWS takes 5 at most: put alternatives into one pattern"
    ),
  ]

  @Test(arguments: slips)
  func `slips of pipes are told`(properties: String, expected: String) {
    let slips = PipeBench.slips(
      properties,
      resources: "  Line: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}")
    #expect(slips.hasPrefix(expected), "\(slips)")
  }
}
