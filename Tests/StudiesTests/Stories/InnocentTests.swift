import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Studies

/// Stories of runs in which a tempting cause is innocent.
@Suite struct InnocentTests {
  /// A workshop that backs up because its reservation is too small for a rush.
  private static let crowded = Workshop(
    function: "ReservedConcurrentExecutions: 5", shop: Workshop.rush("100/s"))
  private static let chain = ["backlogGrew Jobs", "limitReached Work", "loadRose Shop"]

  @Test func `a function that is throttled and does no harm is told apart`() throws {
    var workshop = Self.crowded
    workshop.resources = """
      Pages: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
        Print:
          Type: AWS::Serverless::Function
          Properties:
            Timeout: 10
            ReservedConcurrentExecutions: 1
            Events:
              Pages: {Type: SQS, Properties: {Queue: !GetAtt Pages.Arn, BatchSize: 1}}
      """
    workshop.clients = "Readers: {to: Pages, rate: 1/s}"
    workshop.behavior = "Print: {duration: 200 ms}"
    let story = try workshop.story()
    #expect(story.chain("backlogGrew", "Jobs") == Self.chain)
    #expect(story.line("innocent", "Print") != nil)
    #expect(story.lines.filter { $0.node == "Print" }.count == 1)
    #expect(story.line("innocent", "Work") == nil)
  }

  @Test func `a fault that nobody's slowness passes through is told apart`() throws {
    var workshop = Self.crowded
    workshop.clients = "Auditors: {to: Ledger, rate: 5/s}"
    workshop.behavior = "Ledger: {duration: 10 ms}"
    workshop.scenario = """
      outside: {Ledger: {workers: 100}}
      faults: [{at: 50 s, for: 60 s, slow: Ledger, by: 10x}]
      """
    let story = try workshop.story()
    #expect(story.chain("backlogGrew", "Jobs") == Self.chain)
    // The backlog at the same time forbids to say that no harm was done.
    let fault = try #require(story.line("faultBegan", "Ledger"))
    #expect(!fault.isHarmless && fault.cause == nil)
    #expect(!story.lines.contains { $0.cause.map { story.lines[$0].node } == "Ledger" })
  }

  @Test func `a spike that the design absorbs is all there is to tell, with the nearest bound`()
    throws
  {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 100", event: "BatchSize: 10",
      shop: Workshop.rush("40/s"), code: "duration: 20 ms"
    ).story()
    #expect(story.isCalm)
    #expect(story.words.first == "loadRose Shop")
    #expect(story.line("loadRose", "Shop")?.isHarmless == true)
    guard case .calm(let bound?, 0)? = story.lines.last?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(bound.peak > 0 && bound.peak < bound.level)
  }

  @Test func `a server at its limit that is not on the way is not told of`() throws {
    var workshop = Self.crowded
    workshop.clients = "Night: {to: Batch, rate: 19/s, arrivals: constant}"
    workshop.behavior = "Batch: {duration: 50 ms}"
    workshop.scenario = "outside: {Batch: {workers: 1, queue: {capacity: 1000}}}"
    let story = try workshop.story()
    #expect(story.chain("backlogGrew", "Jobs") == Self.chain)
    #expect(!story.lines.contains { $0.node == "Batch" })
  }

  @Test func `cold starts while a callee is slow are not what held the function up`() throws {
    let story = try Workshop(
      function: "ReservedConcurrentExecutions: 20", code: "duration: 20 ms, steps: [Request: Bank]",
      behavior: "Bank: {duration: 50 ms}",
      scenario: """
        outside: {Bank: {workers: 1000}}
        faults: [{at: 1 min, for: 30 s, slow: Bank, by: 60x}]
        """
    ).story()
    let chain = story.chain("backlogGrew", "Jobs")
    #expect(chain.contains("slowed Work") && chain.last == "faultBegan Bank", "\(chain)")
    #expect(story.line("loadRose", "Shop") == nil)
  }

  @Test func `events that failed and come again a minute later are no backlog`() throws {
    let bench = try Bench(
      template: """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Topic: {Type: AWS::SNS::Topic}
          Work:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs22.x
              Handler: index.handler
              CodeUri: src/
              Events: {Topic: {Type: SNS, Properties: {Topic: !Ref Topic}}}
        """,
      scenario: """
        duration: 5 min
        drain: 5 min
        traffic: {Shop: {to: Topic, rate: 20/s}}
        behavior: {Work: {duration: 20 ms, fails: 0.5 %}}
        """)
    let story = Story(of: bench.run())
    #expect(story.isCalm && story.line("fellBehind", "Work") == nil, "\(story.words)")
  }

  @Test func `dead letters of poison are not put down to a rush at the same time`() throws {
    let story = try Workshop(
      queue: "VisibilityTimeout: 10, "
        + "RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}",
      resources: "Dead: {Type: AWS::SQS::Queue}", shop: Workshop.rush("40/s"),
      code: "duration: 20 ms, poison: 0.5 %"
    ).story()
    #expect(story.chain("deadLettered", "Jobs") == ["deadLettered Jobs"])
    #expect(story.line("loadRose", "Shop")?.isHarmless == false)
  }
}
