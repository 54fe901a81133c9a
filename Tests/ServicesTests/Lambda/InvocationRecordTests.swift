import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Services
@testable import Studies

/// Destinations get a record of what became of an event, and not the event.
@Suite struct InvocationRecordTests {
  /// A function that a schedule invokes, whose records go to a target.
  private func bench(_ target: String, more: String, behavior: String = "") throws -> Bench {
    try Bench(
      template: """
        Resources:
          Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
          Every:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(1 minute)
              FlexibleTimeWindow: {Mode: 'OFF'}
              Target: {Arn: !GetAtt Work.Arn, RoleArn: x, Input: '{"job": "sweep"}'}
          Terms:
            Type: AWS::Lambda::EventInvokeConfig
            Properties:
              FunctionName: !Ref Work
              Qualifier: $LATEST
              MaximumRetryAttempts: 0
              DestinationConfig:
                OnSuccess: {Destination: !GetAtt \(target).Arn}
                OnFailure: {Destination: !GetAtt \(target).Arn}
        \(more)
        """,
      scenario: """
        duration: 100 min
        calibration: ideal
        behavior: {Work: {duration: 1 s, fails: 30 %}\(behavior)}
        """)
  }

  private static let bus = """
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
      Good: {Type: AWS::SQS::Queue}
      Bad: {Type: AWS::SQS::Queue}
      Timed: {Type: AWS::SQS::Queue}
      Done:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern:
            source: [lambda]
            detail-type: [Lambda Function Invocation Result - Success]
            resources: [{wildcard: '*:function:*Work*:$LATEST'}]
            detail: {requestContext: {condition: [Success]}, requestPayload: {job: [sweep]}}
          Targets: [{Id: a, Arn: !GetAtt Good.Arn}]
      Failed:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern:
            source: [lambda]
            detail-type: [Lambda Function Invocation Result - Failure]
            detail:
              requestContext: {condition: [RetriesExhausted], approximateInvokeCount: [1]}
              responseContext: {functionError: [Unhandled], statusCode: [200]}
          Targets: [{Id: a, Arn: !GetAtt Bad.Arn}]
      Own:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern: {source: [aws.scheduler]}
          Targets: [{Id: a, Arn: !GetAtt Timed.Arn}]
    """

  @Test func `a bus gets an event of source lambda whose detail is the record`() throws {
    let result = try bench("Bus", more: Self.bus).run()
    let good = try result.edge(from: "Bus", to: "Good").acknowledged
    let bad = try result.edge(from: "Bus", to: "Bad").acknowledged
    #expect(good > 50 && bad > 10)
    #expect(try result.edge(from: "Bus", to: "Timed").entered == 0)
    #expect(try result.edge(from: "Work (asynchronous)", to: "Work").entered == good + bad)
  }

  @Test func `the bus charges a custom event for a record, and both endings share a wire`() throws {
    let result = try bench("Bus", more: Self.bus).run()
    let wires = result.edges.filter { $0.from == "Work" && $0.to == "Bus" }
    #expect(wires.count == 1)
    #expect(try result.units("EventBridge custom events", at: "Bus") == wires[0].acknowledged)
    let queue = try result.edge(from: "Work (asynchronous)", to: "Work")
    #expect(queue.deadLettered > 0 && queue.asideWords == "the event bus")
  }

  @Test func `code at a destination sees the record and not the event`() throws {
    let result = try bench(
      "Next",
      more: """
          Good: {Type: AWS::SQS::Queue}
          Bad: {Type: AWS::SQS::Queue}
          Plain: {Type: AWS::SQS::Queue}
          Next: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 5}}
        """,
      behavior: """
        , Next: {steps: [
        {when: {requestContext: {condition: [Success]}}, steps: [SendMessage: Good]},
        {when: {requestContext: {condition: [RetriesExhausted]}}, steps: [SendMessage: Bad]},
        {when: {job: [sweep]}, steps: [SendMessage: Plain]}]}
        """
    ).run()
    let good = try result.edge(from: "Next", to: "Good").acknowledged
    let bad = try result.edge(from: "Next", to: "Bad").acknowledged
    #expect(good > 50 && bad > 10)
    #expect(try result.edge(from: "Work", to: "Next").acknowledged == good + bad)
    #expect(try result.edge(from: "Next", to: "Plain").entered == 0)
  }

  @Test(
    arguments: [
      (nil, "100 %", "{\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3}"),
      (0, "0 %", "{\"condition\":\"ZeroReservedConcurrency\",\"approximateInvokeCount\":0}"),
      (nil, "0 %", "{\"condition\":\"Success\",\"approximateInvokeCount\":1}"),
    ] as [(Int64?, String, String)])
  func `the record tells the condition and how often the code ran, and has its own size`(
    reserved: Int64?, fails: String, expected: String
  ) throws {
    let stage = Stage("ideal")
    var settings = FunctionSettings()
    settings.reserved = reserved
    let function = stage.add(
      Function(settings, label: "F", in: stage.world), does: "{duration: 1 s, fails: \(fails)}")
    let records = stage.add(Doorkeeper("Records", takesEvents: true, in: stage.world))
    let site = stage.site(
      "Config",
      properties: """
        {FunctionName: F, DestinationConfig: {OnSuccess: {Destination: Records},
        OnFailure: {Destination: Records}}}
        """)
    _ = try EventInvokeConfig.service.build(site)
    try stage.begin()
    _ = stage.call(function, Function.Action.invokeAsync.rawValue)
    stage.run(to: 3_600)
    #expect(records.kinds.count == 1)
    let kind = stage.world.kinds[Int(try #require(records.kinds.first))]
    let content = try #require(kind.content)
    let context = try #require(content["requestContext"])
    let told = EventContent.map(
      context.members?.filter { $0.name.contains("ondition") || $0.name.contains("Count") } ?? [])
    let occasion = EventContent.Occasion(Name(client: 0, ordinal: 0), sent: .start, in: stage.world)
    #expect(String(decoding: told.json(on: occasion), as: UTF8.self) == expected)
    #expect(kind.size == 1_024 + Int64(content.json(on: occasion).count))
    #expect(kind.payload == nil)
  }

  @Test func `an event too old that never ran is told as EventAgeExceeded`() throws {
    let stage = Stage("ideal")
    var record = InvocationRecord(
      of: ("arn:aws:lambda:us-east-1:123456789012:function:F", "live", .seconds(3)), toBus: nil,
      in: stage.world)
    let kind = record.kind(
      of: 0, .init(condition: .tooOld, response: .throttled, runs: 0), in: stage.world)
    let content = try #require(stage.world.kinds[Int(kind)].content)
    #expect(content["requestContext"]?["condition"] == .text("EventAgeExceeded"))
    #expect(
      content["requestContext"]?["functionArn"]
        == .text("arn:aws:lambda:us-east-1:123456789012:function:F:live"))
    #expect(content["responseContext"] == .map([.init("statusCode", .number("429"))]))
    #expect(content["responsePayload"] == .null)
  }
}
