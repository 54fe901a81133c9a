import Bench
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// A pipe that reads a queue; the rules are those of the facts on EventBridge, section 2.6.
struct PipeTests {
  /// Orders of 500 B, half of them rush, with the fields that filters and templates read.
  private let orders = """
    rate: 2/s, arrivals: constant, events: [{weight: 1, kind: rush, id: 7},
     {weight: 1, kind: slow, id: 8}], size: 500 B
    """.replacing("\n", with: "")

  private func filter(_ pattern: String) -> String {
    "SourceParameters: {FilterCriteria: {Filters: [{Pattern: '\(pattern)'}]}}"
  }

  @Test func `2-6-1 what no filter wants is removed, goes nowhere and costs nothing`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Out.Arn, " + filter(#"{"body": {"kind": ["rush"]}}"#), traffic: orders)
    let source = try result.edge(from: "Orders", to: "Pipe")
    let sent = try result.edge(from: "Pipe", to: "Out").acknowledged
    #expect(source.filtered > 50 && sent > 50 && source.filtered + sent == source.entered)
    #expect(try result.count("FilteredOutEventCount", at: "Pipe") == source.filtered)
    #expect(try result.units("EventBridge Pipes requests", at: "Pipe") == sent)
    #expect(source.acknowledged == sent && source.held == 0)
  }

  @Test func `2-6-1 records are filtered, enriched, changed and handed on, in this order`() throws {
    let result = try PipeBench.run(
      "Enrichment: !GetAtt Adder.Arn, Target: !GetAtt Worker.Arn, "
        + filter(#"{"body": {"kind": ["rush"]}}"#), traffic: orders,
      rest: "behavior: {Adder: {duration: 1 s}, Worker: {duration: 2 s}}")
    let enriched = try result.edge(from: "Pipe", to: "Adder")
    let run = try result.edge(from: "Pipe", to: "Worker")
    #expect(enriched.acknowledged == run.acknowledged && run.acknowledged > 50)
    #expect(try result.samples("EnrichmentStageDuration", at: "Pipe").minimum == 1_000_000_000)
    #expect(try result.samples("TargetStageDuration", at: "Pipe").minimum == 2_000_000_000)
    #expect(try result.samples("Duration", at: "Pipe").minimum == 3_000_000_000)
  }

  @Test func `2-6-2 code gets the records of an execution in one invocation`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn, SourceParameters: {SqsQueueParameters: {BatchSize: 20, "
        + "MaximumBatchingWindowInSeconds: 10}}", rest: "behavior: {Worker: {duration: 1 ms}}")
    #expect(try result.count("Invocations", at: "Worker") == 10)
    #expect(try result.count("Invocations", at: "Pipe") == 10)
    #expect(try result.count("EventCount", at: "Pipe") == 99)
  }

  @Test func `2-6-2 a template makes something else of each record`() throws {
    let template = #"{"number": <$.body.id>, "from": "<aws.pipes.pipe-name>"}"#
    let result = try PipeBench.run(
      "Target: !GetAtt Bus.Arn, TargetParameters: {InputTemplate: '\(template)', "
        + "EventBridgeEventBusParameters: {Source: shop, DetailType: Order}}",
      resources: """
          Seven:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern:
                {source: [shop], detail-type: [Order], detail: {number: [7], from: [Pipe]}}
              Targets: [{Id: O, Arn: !GetAtt Out.Arn}]
        """, traffic: orders)
    let events = try result.edge(from: "Pipe", to: "Bus").acknowledged
    let matched = try result.count("TriggeredRules", at: "Seven")
    #expect(events == result.messages && matched > 50 && matched < events - 50)
  }

  @Test func `the detail of an event is the record where no template makes something else of it`()
    throws
  {
    let result = try PipeBench.run(
      "Target: !GetAtt Bus.Arn",
      resources: """
          All:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern:
                source: [Pipe Pipe]
                detail-type: ["Event from aws:sqs"]
                detail: {eventSource: ["aws:sqs"], body: [{prefix: "{"}]}
              Targets: [{Id: O, Arn: !GetAtt Out.Arn}]
        """, traffic: orders)
    #expect(try result.count("TriggeredRules", at: "All") == result.messages)
    #expect(try result.units("EventBridge custom events", at: "Bus") == result.messages)
  }

  @Test func `2-6-3 what the target did not take goes through the whole pipe again`() throws {
    // Records of the large orders do not fit into what the target takes.
    let result = try PipeBench.run(
      "Enrichment: !GetAtt Adder.Arn, Target: !GetAtt Small.Arn, "
        + "SourceParameters: {SqsQueueParameters: {MaximumBatchingWindowInSeconds: 5}}",
      resources: "  Small: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 3000}}",
      queue: "VisibilityTimeout: 60, RedrivePolicy: {deadLetterTargetArn: !GetAtt Out.Arn, "
        + "maxReceiveCount: 2}",
      traffic: "rate: 1/s, arrivals: constant, events: [{weight: 1, t: x}, "
        + "{weight: 1, t: \(String(repeating: "x", count: 4_000))}]",
      rest: "behavior: {Adder: {duration: 1 ms}}")
    let taken = try result.edge(from: "Pipe", to: "Small").acknowledged
    let aside = try result.edge(from: "Orders", to: "Out").entered
    #expect(taken > 30 && aside > 30 && taken + aside == result.messages)
    #expect(try result.edge(from: "Pipe", to: "Adder").entered == taken + 2 * aside)
    #expect(try result.count("ExecutionPartiallyFailed", at: "Pipe") > 5)
    let source = try result.edge(from: "Orders", to: "Pipe")
    #expect(source.acknowledged == taken && source.deadLettered == aside)
  }

  @Test func `2-6-3 a function says which records of a batch failed`() throws {
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn, "
        + "SourceParameters: {SqsQueueParameters: {MaximumBatchingWindowInSeconds: 10}}",
      rest: "behavior: {Worker: {duration: 1 ms, fails: 20 %}}")
    let source = try result.edge(from: "Orders", to: "Pipe")
    #expect(try result.count("ExecutionPartiallyFailed", at: "Pipe") > 0)
    #expect(source.acknowledged == result.messages)
    // Were whole batches to fail, every message of them would run again.
    #expect(try result.edge(from: "Pipe", to: "Worker").entered < result.messages * 3 / 2)
  }

  @Test func `2-6-3 an enrichment fails as a whole`() throws {
    let result = try PipeBench.run(
      "Enrichment: !GetAtt Adder.Arn, Target: !GetAtt Out.Arn, "
        + "SourceParameters: {SqsQueueParameters: {MaximumBatchingWindowInSeconds: 10}}",
      rest: "behavior: {Adder: {duration: 1 ms, fails: 5 %}}")
    let failed = try result.count("EnrichmentStageFailed", at: "Pipe")
    #expect(failed > 0)
    #expect(try result.count("ExecutionFailed", at: "Pipe") == failed)
    #expect(try result.count("ExecutionPartiallyFailed", at: "Pipe") == 0)
    #expect(try result.edge(from: "Pipe", to: "Out").acknowledged == result.messages)
  }

  @Test func `2-6-5 a pipe waits for its function, unless it is told to forget it`() throws {
    let rest = "behavior: {Worker: {duration: 10 s}}"
    let waits = try PipeBench.run("Target: !GetAtt Worker.Arn", rest: rest)
    #expect(try waits.samples("Duration", at: "Pipe").minimum == 10_000_000_000)
    #expect(try waits.count("AsyncEventsReceived", at: "Worker") == 0)
    let forgets = try PipeBench.run(
      "Target: !GetAtt Worker.Arn, TargetParameters: "
        + "{LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}", rest: rest)
    #expect(try forgets.samples("Duration", at: "Pipe").maximum == 0)
    #expect(try forgets.count("AsyncEventsReceived", at: "Worker") == forgets.messages)
  }

  @Test func `2-6-6 of a group of a FIFO queue there is one execution at a time`() throws {
    let fifo = "FifoQueue: true, ContentBasedDeduplication: true, VisibilityTimeout: 60"
    for (groups, most) in [(1, Int64(1)), (4, 4)] {
      let result = try PipeBench.run(
        "Target: !GetAtt Worker.Arn, SourceParameters: {SqsQueueParameters: {BatchSize: 1}}",
        queue: fifo, traffic: "rate: 2/s, arrivals: constant, group: {count: \(groups)}",
        rest: "behavior: {Worker: {duration: 2 s}}")
      #expect(try result.gauge("Concurrency", at: "Pipe").maximum == most)
      #expect(try result.edge(from: "Orders", to: "Pipe").acknowledged == result.messages)
    }
  }

  @Test func `2-6-6 behind a record that failed nothing of a FIFO batch is done`() throws {
    let fifo = "FifoQueue: true, ContentBasedDeduplication: true, VisibilityTimeout: 5"
    let result = try PipeBench.run(
      "Target: !GetAtt Worker.Arn", queue: fifo,
      traffic: "rate: 5/s, arrivals: constant, group: {count: 1}",
      rest: "behavior: {Worker: {duration: 100 ms, fails: 5 %}}")
    #expect(try result.count("ExecutionPartiallyFailed", at: "Pipe") > 0)
    #expect(try result.edge(from: "Orders", to: "Pipe").acknowledged == result.messages)
  }
}
