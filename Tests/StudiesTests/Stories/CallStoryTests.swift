import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Services
@testable import Studies

/// Stories of calls, queues in flight, switches and shards.
@Suite struct CallStoryTests {
  /// A server that a rush fills, and whose callers try again.
  private static func storm() throws -> Story {
    let bench = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 5 min
        drain: 1 min
        calibration: ideal
        traffic:
          Customers:
            spikes: [{at: 2 min, for: 20 s, rate: 100/s}]
            to: Orders
            rate: 12/s
            timeout: 1 s
            retries: {attempts: 4, base: 1 ms}
        outside: {Orders: {workers: 2, queue: {capacity: 60, drops: silent}}}
        behavior: {Orders: {waits: {exponential: 100 ms}}}
        """)
    return Story(of: bench.run())
  }

  @Test func `who waits in vain is told with the moment from which most calls ended by time-out`()
    throws
  {
    let story = try Self.storm()
    let line = try #require(story.line("unanswered", "Customers"))
    #expect(line.edge == Fall.Way(from: "Customers", to: "Orders"))
    // The rush fills the queue in a second, and then an answer comes after three.
    #expect(((2 * 60 + 1)...(2 * 60 + 6)).contains(try seconds(line.begin)))
    guard case .unanswered(let late, let all) = line.kind else { return }
    #expect(2 * late > all && all < 20_000)
    #expect(
      story.chain("starved", "Customers") == [
        "starved Customers", "unanswered Customers", "limitReached Orders", "loadRose Customers",
      ])
  }

  @Test
  func `what turns requests away is the queue that is full, and that follows from the workers`()
    throws
  {
    #expect(
      try Self.storm().chain("throttled", "Orders") == [
        "throttled Orders", "roomFull Orders", "limitReached Orders", "loadRose Customers",
      ])
  }

  @Test func `repeated calls are dated from when they were many, and follow from time-outs`() throws
  {
    let story = try Self.storm()
    let line = try #require(story.line("retried", "Orders"))
    #expect(((2 * 60)...(2 * 60 + 8)).contains(try seconds(line.begin)))
    #expect(story.chain("retried", "Orders").dropFirst().first == "unanswered Customers")
  }

  @Test func `a visibility timeout that is too short is why work is done again`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10",
      event: "BatchSize: 1000, MaximumBatchingWindowInSeconds: 8", code: "duration: 20 ms"
    ).story()
    #expect(story.chain("repeated", "Work") == ["repeated Work", "cameBack Jobs"])
    guard case .cameBack(let count)? = story.line("cameBack", "Jobs")?.kind else { return }
    #expect(count > 100)
  }

  @Test func `messages that failed wait in flight, where no backlog is seen`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 120", code: "duration: 20 ms, fails: 50 %"
    ).story()
    #expect(story.line("backlogGrew", "Jobs") == nil)
    #expect(story.chain("hidden", "Jobs") == ["hidden Jobs", "failed Work"])
    guard case .hidden(let peak, _)? = story.line("hidden", "Jobs")?.kind else { return }
    // Ten a second fail, and some of them again.
    #expect((1_100...2_700).contains(peak))
  }

  @Test func `failures that stay in flight for a moment hide nothing`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10", code: "duration: 20 ms, fails: 2 %"
    ).story()
    #expect(story.line("hidden", "Jobs") == nil)
  }

  @Test func `a mapping that a schedule switches is why its queue backs up, and not the rush`()
    throws
  {
    let bench = try Bench(
      template: """
        Resources:
          Jobs: {Type: AWS::SQS::Queue}
          Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 10}}
          Reading:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt Jobs.Arn
              FunctionName: !Ref Work
              ScalingConfig: {MaximumConcurrency: 2}
              Enabled: false
          Begin:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: at(2026-03-02T00:04:00)
              FlexibleTimeWindow: {Mode: "OFF"}
              Target:
                Arn: arn:aws:scheduler:::aws-sdk:lambda:updateEventSourceMapping
                RoleArn: arn:aws:iam::123456789012:role/night
                Input: !Sub '{"UUID": "${Reading}", "Enabled": true}'
        """,
      scenario: """
        start: 2026-03-02T00:00:00Z
        duration: 8 min
        drain: 10 min
        traffic: {Shop: {to: Jobs, rate: 5/s, spikes: [{at: 1 min, for: 1 min, rate: 30/s}]}}
        behavior: {Work: {duration: 100 ms}}
        """)
    let story = Story(of: bench.run())
    #expect(story.chain("backlogGrew", "Jobs") == ["backlogGrew Jobs", "disabled Reading"])
    let off = try #require(story.line("disabled", "Reading"))
    #expect(off.begin == .start && off.edge == nil)
    let on = try #require(story.line("triggerEnded", "Reading"))
    #expect(on.edge?.from == "Begin")
    #expect((240...300).contains(try seconds(on.begin)))
    #expect(story.chain("limitReached", "Reading").dropFirst().first == "backlogGrew Jobs")
  }

  @Test func `a record that always fails is why its shard falls behind`() throws {
    let bench = try Bench(
      template: """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
          Stock:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs22.x
              Handler: index.handler
              CodeUri: src/
              Events:
                Orders:
                  Type: Kinesis
                  Properties: {Stream: !GetAtt Orders.Arn, StartingPosition: TRIM_HORIZON}
        """,
      scenario: """
        duration: 4 min
        drain: 10 s
        seed: 3
        traffic: {Shop: {to: Orders, rate: 5/s}}
        behavior: {Stock: {duration: 20 ms, poison: 0.3 %}}
        """)
    let story = Story(of: bench.run())
    #expect(story.chain("fellBehind", "Stock") == ["fellBehind Stock", "blocked Stock"])
    guard case .blocked(1, let failures, true)? = story.line("blocked", "Stock")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(failures > 20)
  }

  @Test func `a bound that was used up already is told from when more came`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 5",
      shop: ", arrivals: constant" + Workshop.rush("40/s"), code: "duration: 230 ms"
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "limitReached Work", "loadRose Shop",
      ])
    #expect(try seconds(story.line("limitReached", "Work")?.begin) >= 60)
    #expect(story.line("loadIsSteady", "Shop") == nil)
  }

  @Test func `what grew too old got lost because of the backlog`() throws {
    let bench = try Bench(
      template: """
        Resources:
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
          Key:
            Type: AWS::Events::Connection
            Properties:
              AuthorizationType: API_KEY
              AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: k, ApiKeyValue: v}}
          Partner:
            Type: AWS::Events::ApiDestination
            Properties:
              ConnectionArn: !GetAtt Key.Arn
              HttpMethod: POST
              InvocationEndpoint: https://partner.example.com/orders
              InvocationRateLimitPerSecond: 5
          Tell:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [{prefix: ""}]}
              Targets:
                - Id: partner
                  Arn: !GetAtt Partner.Arn
                  RetryPolicy: {MaximumEventAgeInSeconds: 60}
        """,
      scenario: """
        duration: 5 min
        drain: 1 min
        traffic: {Shop: {to: Bus, rate: 10/s}}
        outside: {Partner: {latency: 50 ms}}
        """)
    let story = Story(of: bench.run())
    #expect(
      story.chain("lost", "Bus") == [
        "lost Bus", "backlogGrew Partner", "limitReached Partner", "loadIsSteady Shop",
      ])
  }

  @Test func `code that fails all the time is told once, from the first time on`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 120", code: "duration: 20 ms, fails: 50 %"
    ).story()
    let lines = story.lines.filter { $0.word == "failed Work" }
    #expect(lines.count == 1)
    #expect(try seconds(lines.first?.begin) < 5)
  }

  @Test func `an alarm that went off is told beside what is the matter`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 5",
      resources: """
        Busy:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/SQS
              MetricName: ApproximateNumberOfMessagesVisible
              Dimensions: [{Name: QueueName, Value: !GetAtt Jobs.QueueName}]
              Statistic: Maximum
              Period: 60
              EvaluationPeriods: 1
              Threshold: 100
              ComparisonOperator: GreaterThanThreshold
        """, shop: Workshop.rush("100/s")
    ).story()
    let line = try #require(story.line("alarmed", "Busy"))
    #expect((60...240).contains(try seconds(line.begin)))
  }

  @Test func `a few failures in a row are chance where the code fails now and then`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10", code: "duration: 20 ms, fails: 2 %"
    ).story()
    #expect(story.line("failed", "Work") == nil)
  }

  @Test func `every measure that stories know by its name is declared by somebody`() {
    let services = Catalogue.aws.services.map { $0.declaration }
    let declared = Set(
      (services + [Client.declaration, Server.declaration()]).flatMap {
        $0.measures.map { $0.name }
      })
    for name in Names.measures { #expect(declared.contains(name), "\(name)") }
  }

  private func seconds(_ moment: Instant?) throws -> Double {
    (try #require(moment) - .start).seconds
  }
}
