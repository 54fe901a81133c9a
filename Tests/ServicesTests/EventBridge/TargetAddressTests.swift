import Bench
import Documents
import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What stands at the end of a wire whose target is no resource of the template.
@Suite struct TargetAddressTests {
  private func addresses(_ arns: [String], beside labels: [String] = []) throws
    -> (addresses: [TargetAddress], notes: [String])
  {
    let stage = Stage("ideal")
    for label in labels { stage.add(Doorkeeper(label, takesEvents: true, in: stage.world)) }
    let site = stage.site("Rule")
    let addresses = try arns.map {
      try TargetAddress(stage.reference($0), of: "the target", at: site)
    }
    return (addresses, site.notes.map { $0.text })
  }

  @Test(arguments: [
    "sqs:us-east-1:123456789012:Ordres", "lambda:us-east-1:123456789012:function:Ship",
    "sns:us-east-1:123456789012:News", "events:us-east-1:123456789012:event-bus/central",
  ])
  func `what the template does not have accepts every event, and the note is true`(
    arn: String
  ) throws {
    let (addresses, notes) = try addresses(["arn:aws:\(arn)"])
    #expect(addresses[0].node == nil)
    #expect(
      notes == [
        "the target is arn:aws:\(arn), which is not part of the template: \(addresses[0].label) "
          + "accepts every event, and what follows is left out"
      ])
  }

  @Test func `the bus of another account is at the charge of the sender, and the note says more`()
    throws
  {
    let bench = try Bench(
      template: """
        Resources:
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [shop]}
              Targets:
                - Id: a
                  Arn: arn:aws:events:us-east-1:210987654321:event-bus/central
                  RoleArn: x
        """,
      scenario: """
        duration: 10 s
        calibration: ideal
        traffic:
          Shop:
            to: default
            rate: 1/s
            arrivals: constant
            events: {source: shop, detail-type: a, detail: {}}
        """)
    #expect(
      bench.notes.filter { $0.contains("central") }.map { $0.suffix(65) } == [
        "what follows is left out, as is what account 210987654321 pays for it".suffix(65)
      ])
    let result = bench.run()
    let sent = try result.edge(from: "Shop", to: "default").acknowledged
    #expect(sent > 5)
    #expect(try result.units("EventBridge custom events", at: "default") == 2 * sent)
  }

  @Test func `what only AWS knows of a modelled service is part of the template`() throws {
    let notes = try addresses(["arn:aws:events:us-east-1:123456789012:{Endpoint}"]).notes
    #expect(notes.count == 1)
    #expect(notes[0].contains("is of events, which is not modelled as a target"))
  }

  @Test func `no two things have one label, and none that of a node`() throws {
    let arns = [
      "kinesis:us-east-1:123456789012:stream/Clicks",
      "firehose:us-east-1:123456789012:deliverystream/Clicks",
      "states:us-east-1:123456789012:stateMachine:Clicks",
      "states:us-east-1:123456789012:activity:Clicks", "sqs:us-east-1:123456789012:Clicks",
      "kinesis:eu-west-1:123456789012:stream/Clicks",
      "kinesis:us-east-1:210987654321:stream/Clicks",
      "logs:us-east-1:123456789012:log-group:Clicks:*",
    ].map { "arn:aws:\($0)" }
    let labels = try addresses(arns, beside: ["Clicks"]).addresses.map { $0.label }
    #expect(Set(labels + ["Clicks"]).count == arns.count + 1, "\(labels)")
    #expect(labels[0] == "Clicks (kinesis stream)")
    #expect(labels[5] == "Clicks (kinesis stream, eu-west-1)")
  }

  @Test func `a log group is not taken for a resource of its name`() throws {
    let bench = try Bench(
      template: """
        Resources:
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
          Orders: {Type: AWS::SQS::Queue}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [shop]}
              Targets:
                - {Id: a, Arn: !GetAtt Orders.Arn}
                - {Id: b, Arn: 'arn:aws:logs:us-east-1:123456789012:log-group:Orders'}
        """,
      scenario: """
        duration: 1 min
        calibration: ideal
        traffic:
          Shop:
            to: Bus
            rate: 1/s
            events: {source: shop, detail-type: a, detail: {}}
        """)
    let result = bench.run()
    let sent = try result.edge(from: "Bus", to: "Orders").acknowledged
    #expect(sent > 30)
    #expect(try result.edge(from: "Bus", to: "Orders (log group)").acknowledged == sent)
    #expect(result.nodes.map { $0.label }.count { $0 == "Orders" } == 1)
  }

  @Test func `a reference to nothing is an error with the nearest name`() {
    let template = """
      Resources:
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
        Orders: {Type: AWS::SQS::Queue}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref Bus
            EventPattern: {source: [shop]}
            Targets: [{Id: a, Arn: !GetAtt Ordres.Arn}]
      """
    let error = #expect(throws: InputErrors.self) {
      _ = try Bench(
        template: template, scenario: "{duration: 1 min, traffic: {A: {to: Bus, rate: 1/s}}}")
    }
    #expect(error?.rendered.contains("there is no resource or parameter Ordres") == true)
    #expect(error?.rendered.contains("did you mean Orders?") == true)
  }
}
