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
    let template = """
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
      """
    let scenario = """
      duration: 5 min
      drain: 5 min
      traffic: {Shop: {to: Topic, rate: 20/s}}
      behavior: {Work: {duration: 20 ms, fails: 0.5 %}}
      """
    let story = Story(of: try Bench(template: template, scenario: scenario).run())
    #expect(story.isCalm && story.line("fellBehind", "Work") == nil, "\(story.words)")
    // A rush has many fail at once, and come again together.
    let rush = Story(
      of: try Bench(
        template: template,
        scenario: scenario.replacing(
          "rate: 20/s", with: "rate: 4/s, spikes: [{at: 1 min, for: 30 s, rate: 400/s}]")
      ).run())
    #expect(rush.line("fellBehind", "Work") == nil, "\(rush.words)")
  }

  @Test func `a handful of refusals is not why a queue that scales up backs up`() throws {
    let story = try Workshop(
      shop: ", spikes: [{at: 1 min, for: 30 s, rate: 400/s}]", clients: "",
      scenario: "faults: [{at: 61 s, for: 1 s, throttle: Work, share: 1 %}]"
    ).story()
    #expect(
      story.chain("backlogGrew", "Jobs") == [
        "backlogGrew Jobs", "scaled WorkJobs", "loadRose Shop",
      ], "\(story.words)")
  }

  @Test func `what begins when most has gathered is not why it gathered`() throws {
    let bench = try Bench(
      template: "Resources: {Jobs: {Type: AWS::SQS::Queue}}",
      scenario: "{duration: 40 min, traffic: {Shop: {to: Jobs, rate: 1/s}}}")
    let inquiry = Inquiry(bench.run())
    #expect(inquiry.interval >= .seconds(5) && inquiry.interval < .seconds(30))
    let peak = Instant.start + inquiry.interval * 12
    let backlog = Inquiry.Finding(
      kind: .backlogGrew(peak: 351, at: peak), node: "Jobs", begin: peak, end: peak + .seconds(60))
    func throttles(from begin: Instant) -> Inquiry.Finding {
      Inquiry.Finding(
        kind: .throttled(count: 900, measures: [], batches: 0), node: "Work", begin: begin, end: nil
      )
    }
    #expect(inquiry.precedes(throttles(from: peak), backlog))
    #expect(!inquiry.precedes(throttles(from: peak + inquiry.interval + .seconds(1)), backlog))
  }

  @Test func `nothing that is told begins after its own peak`() throws {
    for rate in ["100/s", "200/s", "400/s"] {
      let story = try Workshop(
        function: "ReservedConcurrentExecutions: 40", shop: Workshop.rush(rate)
      ).story()
      for line in story.lines {
        guard case .backlogGrew(_, let peak) = line.kind else { continue }
        #expect(try #require(line.begin) <= peak, "\(rate)")
        let cause = line.cause.flatMap { story.lines[$0].begin } ?? .start
        #expect(cause <= peak, "\(rate)")
      }
    }
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
