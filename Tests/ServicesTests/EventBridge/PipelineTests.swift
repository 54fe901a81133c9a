import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Whole architectures around a bus, as templates write them.
@Suite struct PipelineTests {
  private static let template = """
    Resources:
      Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Work: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
      Dead: {Type: AWS::SQS::Queue}
      Placed:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Orders
          EventPattern: {source: [shop], detail: {total: [{numeric: [">=", 100]}]}}
          Targets:
            - {Id: Work, Arn: !GetAtt Work.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}
      Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker}
    """

  @Test func `events run from a bus by a rule and a queue to a function`() throws {
    let scenario = """
      duration: 1 min
      calibration: ideal
      traffic:
        Shop:
          to: Orders
          rate: 20/s
          events:
            source: shop
            detail-type: OrderPlaced
            detail: {total: {$integer: [1, 200]}}
      behavior: {Worker: {duration: 20 ms}}
      """
    let result = try Bench(template: Self.template, scenario: scenario).run()
    let sent = try result.count("MessagesSent", at: "Shop")
    let matched = try result.count("MatchedEvents", at: "Orders")
    #expect(sent == matched + (try result.count("UnmatchedEvents", at: "Orders")))
    #expect((0.45...0.56).contains(Double(matched) / Double(sent)))
    #expect(try result.count("Invocations", at: "Placed") == matched)
    #expect(try result.edge(from: "Shop", to: "Orders").acknowledged == sent)
    #expect(try result.edge(from: "Orders", to: "Work").acknowledged == matched)
    #expect(result.consumers.first?.first == matched)
    #expect(try result.units("EventBridge custom events", at: "Orders") == sent)
  }

  @Test func `a text is no event: PutEvents refuses it, and the design says so before`() throws {
    let scenario = "{duration: 10 s, traffic: {Shop: {to: Orders, rate: 5/s, body: text}}}"
    let bench = try Bench(template: Self.template, scenario: scenario)
    #expect(
      bench.notes == ["Orders refuses what Shop sends: MalformedDetail, Detail is malformed"])
    let result = bench.run()
    let edge = try result.edge(from: "Shop", to: "Orders")
    #expect(edge.entered > 30 && edge.dropped[Edge.Loss.refused.rawValue] == edge.entered)
    #expect(
      try result.count("PutEventsFailedEntriesCount", at: "Orders") == edge.entered)
  }

  @Test func `rules without a bus and clients meet at the default bus, which no template has`()
    throws
  {
    let template = """
      Resources:
        Work: {Type: AWS::SQS::Queue}
        All:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [Shop]}
            Targets: [{Id: Work, Arn: !GetAtt Work.Arn}]
        Named:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: default
            EventPattern: {source: [{exists: true}]}
            Targets: [{Id: Work, Arn: !GetAtt Work.Arn}]
        Named2:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Sub arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/default
            EventPattern: {source: [{exists: true}]}
      """
    let scenario = """
      duration: 10 s
      traffic: {Shop: {to: default, rate: 5/s}}
      faults: [{at: 0 s, slow: default, by: 2x}]
      goals: [UnmatchedEvents at default < 1]
      """
    let result = try Bench(template: template, scenario: scenario).run()
    let sent = try result.count("MessagesSent", at: "Shop")
    #expect(sent > 30 && result.nodes.count { $0.label == "default" } == 1)
    #expect(result.edges.filter { $0.from == "default" }.map { $0.entered } == [sent, sent])
    #expect(try result.count("TriggeredRules", at: "Named2") == sent)
  }

  @Test func `a client may send to the default bus though nothing else names it`() throws {
    let scenario = "{duration: 10 s, traffic: {Shop: {to: default, rate: 5/s}}}"
    let result = try Bench(
      template: "Resources: {Work: {Type: AWS::SQS::Queue}}", scenario: scenario
    ).run()
    let sent = try result.count("MessagesSent", at: "Shop")
    #expect(try result.count("UnmatchedEvents", at: "default") == sent)
  }

  @Test func `ten events of a batch are one request, thrown back and tried again together`() throws
  {
    let scenario = """
      duration: 10 s
      calibration: {base: ideal, events.putRate: 1}
      traffic:
        Shop: {to: Orders, rate: 25/s, arrivals: constant, batch: 25, retries: standard}
      """
    let result = try Bench(template: Self.template, scenario: scenario).run()
    let requests = try result.count("PutEventsApproximateCallCount", at: "Orders")
    let taken = try result.count("PutEventsApproximateSuccessCount", at: "Orders")
    let throttled = try result.count("PutEventsApproximateThrottledCount", at: "Orders")
    #expect(requests == taken + throttled && throttled > 5)
    let entries = try result.count("PutEventsEntriesCount", at: "Orders")
    // Of each batch of 25 two requests hold ten entries and one holds five.
    #expect(entries <= taken * 10 && entries >= taken * 5 && entries % 5 == 0)
    #expect(try result.edge(from: "Shop", to: "Orders").lost % 5 == 0)
  }

  @Test func `a partner's client sends to the bus of its event source, and to no other`() throws {
    let template = """
      Resources:
        Saas:
          Type: AWS::Events::EventBus
          Properties:
            Name: aws.partner/example.com/shop
            EventSourceName: aws.partner/example.com/shop
        Plain: {Type: AWS::Events::EventBus, Properties: {Name: plain}}
        Work: {Type: AWS::SQS::Queue}
        All:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Saas
            EventPattern: {source: [{prefix: aws.partner/}]}
            Targets: [{Id: Work, Arn: !GetAtt Work.Arn}]
      """
    func scenario(_ to: String, _ role: String) -> String {
      "{duration: 10 s, traffic: {Saas1: {to: \(to), as: \(role), rate: 5/s}}}"
    }
    let result = try Bench(template: template, scenario: scenario("Saas", "partner")).run()
    let sent = try result.count("MessagesSent", at: "Saas1")
    #expect(try result.edge(from: "Saas", to: "Work").acknowledged == sent)
    #expect(try result.units("EventBridge partner events", at: "Saas") == sent)
    func slip(_ scenario: String) -> String {
      do {
        _ = try Bench(template: template, scenario: scenario)
        return "none"
      } catch {
        return error.errors[0].problem + " → " + (error.errors[0].remedy ?? "")
      }
    }
    let slips = [slip(scenario("Plain", "partner")), slip(scenario("Saas", "friend"))]
    #expect(
      slips == [
        "Plain takes no events of a partner → it must be an AWS::Events::EventBus with "
          + "EventSourceName: aws.partner/…",
        "Saas1 sends as friend → write as: partner, or leave it out",
      ])
  }

  @Test func `a rule's function runs asynchronously, and its errors are not the rule's`() throws {
    let template = """
      Resources:
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
        All:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [Shop]}
            Targets: [{Id: Worker, Arn: !GetAtt Worker.Arn}]
      """
    let scenario = """
      duration: 10 s
      drain: 10 min
      traffic: {Shop: {to: default, rate: 5/s}}
      behavior: {Worker: {duration: 20 ms, fails: 100 %}}
      """
    let result = try Bench(template: template, scenario: scenario).run()
    let sent = try result.count("MessagesSent", at: "Shop")
    #expect(try result.count("SuccessfulInvocationAttempts", at: "All") == sent)
    #expect(try result.count("FailedInvocations", at: "All") == 0)
    #expect(try result.count("Invocations", at: "Worker") == 3 * sent)
    #expect(try result.edge(from: "Worker (asynchronous)", to: "Worker").lost == sent)
  }

  @Test func `a rule whose function puts what the rule matches runs for ever, and nobody stops it`()
    throws
  {
    let template = """
      Resources:
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
        All:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [shop]}
            Targets: [{Id: Worker, Arn: !GetAtt Worker.Arn}]
      """
    let scenario = """
      duration: 1 min
      drain: 0 s
      traffic:
        Shop:
          to: default
          rate: 1/min
          arrivals: constant
          until: 1 min
          spikes: [{at: 1 s, for: 1 s, rate: 2/s}]
          events: {source: shop, detail-type: Again, detail: {}}
      behavior: {Worker: {duration: 100 ms, steps: [{PutEvents: default}]}}
      """
    let result = try Bench(template: template, scenario: scenario).run()
    #expect(try result.count("Invocations", at: "Worker") > 60)
  }

  @Test func `a function may put events, and a rule picks them up`() throws {
    let template =
      Self.template + """

          Paid:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Orders
              EventPattern: {source: [worker]}
              Targets: [{Id: Dead, Arn: !GetAtt Dead.Arn}]
        """
    let scenario = """
      duration: 10 s
      traffic:
        Shop: {to: Work, rate: 5/s}
      behavior:
        Worker:
          duration: 20 ms
          steps:
            - PutEvents: Orders
              event: {source: worker, detail-type: OrderPaid, detail: {ok: true}}
      """
    let result = try Bench(template: template, scenario: scenario).run()
    let sent = try result.count("MessagesSent", at: "Shop")
    #expect(try result.edge(from: "Worker", to: "Orders").acknowledged == sent)
    #expect(result.edges.filter { $0.to == "Dead" }.reduce(0) { $0 + $1.acknowledged } == sent)
  }
}
