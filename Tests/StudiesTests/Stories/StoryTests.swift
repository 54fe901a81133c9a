import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Studies

/// Stories of runs whose causes are known.
@Suite struct StoryTests {
  @Test func `a queue backs up because reserved concurrency is too small for a rush`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 5", shop: Workshop.rush("100/s")
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "limitReached Work", "loadRose Shop",
      ])
    let limit = try #require(story.line("limitReached", "Work"))
    #expect(
      limit.kind
        == .limitReached(bound: "reserved concurrency", level: 5, unit: .invocations))
    #expect((60...66).contains(try #require(limit.begin).seconds))
    let rise = try #require(story.line("loadRose", "Shop"))
    #expect(rise.begin == .start + .minutes(1) && rise.end == .start + .seconds(90))
    guard case .loadRose(let from, let to) = rise.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect((19...21).contains(from) && (90...110).contains(to))
    guard case .backlogGrew(let peak, let moment)? = story.line("backlogGrew", "Jobs")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    // 75 a second more come than are done.
    #expect((2_000...2_400).contains(peak) && (88...92).contains(moment.seconds))
    #expect(story.line("triggerEnded", "Shop")?.begin == rise.end)
    #expect(story.chain("drained", "Jobs").contains("backlogGrew Jobs"))
  }

  @Test func `a queue backs up because its mapping may not have more batches at once`() throws {
    let story = try Workshop(
      event: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 6}", shop: Workshop.rush("100/s")
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "limitReached WorkJobs", "loadRose Shop",
      ])
    guard case .limitReached(let bound, 6, _)? = story.line("limitReached", "WorkJobs")?.kind
    else {
      Issue.record("\(story.words)")
      return
    }
    #expect(bound == "MaximumConcurrency")
  }

  @Test func `a queue backs up while its mapping is still scaling up`() throws {
    let story = try Workshop(shop: Workshop.rush("400/s")).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "scaled WorkJobs", "loadRose Shop",
      ])
  }

  @Test func `a function takes longer because the table that it writes turns it away`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 10",
      resources: """
        Table:
            Type: AWS::Serverless::SimpleTable
            Properties: {ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}}
        """, code: "duration: 20 ms, steps: [PutItem: Table]"
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "limitReached Work", "slowed Work", "throttled Table",
        "loadIsSteady Shop",
      ])
    guard case .throttled(_, let measures, _)? = story.line("throttled", "Table")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(measures.first == "WriteProvisionedThroughputThrottleEvents")
  }

  @Test func `what waits for a slow server gets it from there, to the client`() throws {
    let bench = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 5 min
        drain: 1 min
        calibration: ideal
        traffic: {Customers: {to: Shop, rate: 50/s, timeout: 2 s}}
        outside:
          Shop: {workers: 20, queue: {capacity: 50}}
          Payment: {workers: 100}
        behavior:
          Shop: {steps: [Request: Payment], timeout: 5 s}
          Payment: {duration: 20 ms}
        faults: [{at: 2 min, for: 1 min, slow: Payment, by: 40x, trigger: slow payment}]
        """)
    let story = Story(of: bench.run())
    let chain = story.chain("starved", "Customers")
    #expect(chain.first == "starved Customers" && chain.last == "faultBegan Payment", "\(chain)")
    #expect(chain.contains("slowed Shop") && chain.contains("limitReached Shop"), "\(chain)")
    #expect(story.line("triggerEnded", "Payment")?.begin == .start + .minutes(3))
    let back = try #require(story.line("recovered", "Customers")?.begin)
    #expect((180...200).contains(back.seconds))
  }

  @Test func `a function uses up its bound because a fault makes its work longer`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 5",
      scenario: "faults: [{at: 1 min, for: 30 s, slow: Work, by: 10x}]"
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "limitReached Work", "slowed Work", "faultBegan Work",
      ])
  }

  @Test func `a client of few calls is starved by the fault, and not before it`() throws {
    let bench = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 9 min
        drain: 2 min
        seed: 11
        calibration: ideal
        traffic:
          Shop:
            to: Payment
            rate: 6/s
            timeout: 4 s
            retries: {attempts: 4, base: 200 ms, jitter: none}
        outside: {Payment: {workers: 5, queue: {capacity: 200, drops: silent}}}
        behavior: {Payment: {duration: {exponential: 500 ms}}}
        faults: [{at: 2 min, for: 30 s, slow: Payment, by: 4x}]
        """)
    let story = Story(of: bench.run())
    let chain = story.chain("starved", "Shop")
    #expect(chain.last == "faultBegan Payment", "\(story.words)")
    #expect(try #require(story.line("starved", "Shop")?.begin) >= .start + .minutes(2))
    #expect(story.line("loadIsSteady", "Shop") == nil)
    #expect(!story.lines.contains { $0.isHarmless })
  }

  @Test func `another function takes what all functions of the account share`() throws {
    let story = try Workshop(
      resources: "Crunch: {Type: AWS::Serverless::Function, Properties: {Timeout: 30}}",
      clients: "Crowd: {to: Crunch, rate: 1/s, spikes: [{at: 1 min, for: 40 s, rate: 40/s}]}",
      behavior: "Crunch: {duration: 8 s}", scenario: "account: {lambdaConcurrency: 150}"
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "poolUsedUp lambda.concurrency", "loadRose Crowd",
      ])
    guard
      case .poolUsedUp(150, let user, let share)? =
        story.line("poolUsedUp", "lambda.concurrency")?.kind
    else {
      Issue.record("\(story.words)")
      return
    }
    #expect(user == "Crunch" && (130...150).contains(share))
  }

  @Test func `messages that come back before they are deleted have their effects again`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10",
      event: "BatchSize: 1000, MaximumBatchingWindowInSeconds: 8", code: "duration: 20 ms"
    ).story()
    guard
      case .repeated(let count, let again, 0, _)? = story.line("repeated", "Work")?.kind
    else {
      Issue.record("\(story.words)")
      return
    }
    #expect(count > 100 && again > 100)
  }

  @Test func `messages at which the code always fails are dead letters, and nobody else's fault`()
    throws
  {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10, "
        + "RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}",
      resources: "Dead: {Type: AWS::SQS::Queue}", code: "duration: 20 ms, poison: 0.5 %"
    ).story()
    #expect(story.chain("deadLettered", "Jobs") == ["deadLettered Jobs"])
    guard
      case .deadLettered(let count, _, let failures)? =
        story.line("deadLettered", "Jobs")?.kind
    else {
      Issue.record("\(story.words)")
      return
    }
    #expect(count > 5 && failures == 2 * count)
    #expect(story.line("backlogGrew", "Jobs") == nil)
  }

  /// A table that is paid by the request.
  private static let boards = """
    Resources:
      Boards:
        Type: AWS::DynamoDB::Table
        Properties:
          BillingMode: PAY_PER_REQUEST
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema: [{AttributeName: id, KeyType: HASH}]
    """

  @Test func `one hot item uses up its partition, and not the table`() throws {
    let bench = try Bench(
      template: Self.boards,
      scenario: """
        duration: 1 min
        traffic:
          Editors:
            {to: Boards, rate: 20/s, size: 8 KB, key: {only: board},
             spikes: [{at: 20 s, for: 20 s, rate: 250/s}]}
        """)
    let story = Story(of: bench.run())
    let harm = try #require(
      story.lines.first { ["starved Editors", "lost Editors"].contains($0.word) })
    let cause = story.lines[try #require(harm.cause)]
    #expect(cause.word == "throttled Boards")
    guard case .throttled(_, let measures, _) = cause.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(measures.first == "WriteKeyRangeThroughputThrottleEvents")
    #expect(cause.cause.map { story.lines[$0].word } == "loadRose Editors")
  }

  @Test func `keys spread evenly use up an on-demand table, and no one partition of it`() throws {
    let bench = try Bench(
      template: Self.boards,
      scenario: """
        duration: 30 s
        traffic: {Editors: {to: Boards, rate: 5000/s, key: message}}
        """)
    let result = bench.run()
    let story = Story(of: result)
    guard case .throttled(_, let measures, _)? = story.line("throttled", "Boards")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(measures == ["WriteReadinessThrottleEvents"])
    // CloudWatch counts them among those of key ranges.
    let table = try #require(result.nodes.first { $0.label == "Boards" })
    let (all, even) = (
      table.count("WriteKeyRangeThroughputThrottleEvents")?.total ?? 0,
      table.count("WriteReadinessThrottleEvents")?.total ?? 0
    )
    #expect(even > 10_000 && even <= all && all - even < all / 10)
    #expect(!table.advice.contains { "\($0)".contains("hot") })
  }

  @Test func `repeated calls keep a server full when the rush is over`() throws {
    let story = Story(of: try storm(attempts: 4, trigger: nil).result)
    #expect(
      story.chain("sustained", "Orders") == [
        "sustained Orders", "retried Orders", "unanswered Customers", "limitReached Orders",
        "loadRose Customers",
      ])
    guard case .retried(let factor, _)? = story.line("retried", "Orders")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect((2...4).contains(factor))
    #expect(story.words.last == "notRecovered Customers")
  }
}

extension Instant {
  /// The seconds from the start.
  fileprivate var seconds: Double { (self - .start).seconds }
}
