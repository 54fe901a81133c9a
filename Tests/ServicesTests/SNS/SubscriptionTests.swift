import Bench
import Testing

@testable import Blueprints
@testable import Services
@testable import Studies

/// Subscriptions as templates and scenarios name them.
@Suite struct SubscriptionTests {
  private static let template = """
    Resources:
      News: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: email-json,
        Endpoint: inline@example.com}]}}
      Hook:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref News
          Protocol: https
          Endpoint: https://hooks.example.com/orders
      Mail:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: email, Endpoint: shop@example.com}
      Phone:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: sms, Endpoint: "+15550100"}
      App:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: application, Endpoint: arn:aws:sns:x:1:app/a}
      Archive:
        Type: AWS::SNS::Subscription
        Properties:
          {TopicArn: !Ref News, Protocol: firehose, Endpoint: arn:aws:firehose:x:1:stream/a}
    """

  /// What the subscription is called that stands among the properties of the topic.
  private static let inline = "News subscription by email-json to inline@example.com"

  private func bench(_ more: String = "", rate: String = "2/s") throws -> Bench {
    try Bench(
      template: Self.template,
      scenario: """
        duration: 1 min
        traffic: {Shop: {to: News, rate: \(rate), size: 100 B}}
        \(more)
        """)
  }

  @Test func `no protocol is left unmodelled`() throws {
    let notes = try bench().notes
    #expect(notes.isEmpty, "\(notes)")
  }

  @Test func `an endpoint that the scenario does not describe goes by its subscription`() throws {
    let bench = try bench("goals: [p99 of latency Shop to Hook < 5 s, lost from News = 0]")
    let result = bench.run()
    let labels = result.consumers.map { $0.label }
    #expect(labels == ["Hook", "Mail", "Phone", "App", "Archive", Self.inline])
    #expect(result.consumers.allSatisfy { $0.completed == result.messages })
    #expect(bench.verdicts(result).count == 2)
    #expect(result.edges.allSatisfy { $0.entered == $0.acknowledged })
  }

  @Test(arguments: [
    ("https://hooks.example.com/orders", "Hook"), ("hooks.example.com", "Hook"),
    ("shop@example.com", "Mail"), ("+15550100", "Phone"),
    ("arn:aws:firehose:x:1:stream/a", "Archive"), ("inline@example.com", Self.inline),
  ])
  func `an entry under outside stands for the endpoint of a subscription`(
    name: String, subscription: String
  ) throws {
    let result = try bench("outside: {\"\(name)\": {latency: 2 s}}").run()
    let consumer = try #require(result.consumers.first { $0.label == name })
    #expect(consumer.completed == result.messages)
    #expect(!result.consumers.contains { $0.label == subscription })
    let node = try #require(result.nodes.first { $0.label == name })
    #expect(node.declaration.type == "outside")
  }

  @Test func `two subscriptions share an entry under outside`() throws {
    let template = Self.template.replacing("shop@example.com", with: "inline@example.com")
    let result = try Bench(
      template: template,
      scenario: """
        duration: 10 s
        traffic: {Shop: {to: News, rate: 2/s}}
        outside: {inline@example.com: {latency: 1 s}}
        """
    ).run()
    let consumers = result.consumers.filter { $0.label == "inline@example.com" }
    #expect(consumers.count == 1 && consumers[0].completed == 2 * result.messages)
  }

  @Test func `a fault on a subscription is one of the endpoint that it stands for`() throws {
    let result = try bench("faults: [{at: 0 s, for: 90 s, stop: Hook}]").run()
    let consumer = try #require(result.consumers.first { $0.label == "Hook" })
    #expect(consumer.completed > 0 && consumer.completed < result.messages)
  }

  @Test func `a report lists the assumptions of the protocols in use, and no others`() throws {
    let all = try bench().run().parameters.map { $0.name }
    #expect(all.contains("sns.smsLatency") && all.contains("sns.httpLatency"))
    let described = try bench("outside: {shop@example.com: {}, inline@example.com: {}}").run()
    let names = described.parameters.map { $0.name }
    #expect(!names.contains("sns.emailLatency") && names.contains("sns.emailRate"))
    let none = try Bench(template: OrdersSample.template, scenario: OrdersSample.scenario())
    #expect(!none.run().parameters.contains { $0.name.hasPrefix("sns.http") })
  }

  @Test func `the cost report has a row for each protocol`() throws {
    let charges = try bench().run().nodes.flatMap { $0.charges }.filter { $0.units > 0 }
    let items = charges.map { $0.price.item }
    for item in [
      "SNS notifications by HTTP", "SNS notifications by e-mail", "SNS text messages",
      "SNS mobile push notifications", "SNS notifications to Firehose",
    ] {
      #expect(items.contains(item))
    }
  }

  @Test func `a message to a function is delivered when Lambda has it, whatever comes then`() throws
  {
    let result = try Bench(
      template: """
        Resources:
          News: {Type: AWS::SNS::Topic}
          Worker:
            Type: AWS::Lambda::Function
            Properties: {Runtime: python3.13, ReservedConcurrentExecutions: 0}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn}
        """, scenario: "{duration: 10 s, drain: 0 s, traffic: {Shop: {to: News, rate: 5/s}}}"
    ).run()
    let edge = try #require(result.edges.first { $0.from == "News" })
    #expect(edge.acknowledged > 0 && edge.lost == 0)
    #expect(result.consumers[0].completed == 0)
  }

  @Test func `the largest message of a queue does not bound what comes from a topic`() throws {
    let result = try Bench(
      template: """
        Resources:
          News: {Type: AWS::SNS::Topic}
          Queue: {Type: AWS::SQS::Queue, Properties: {MaximumMessageSize: 1024}}
          Wire:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}
        """,
      scenario: "{duration: 10 s, traffic: {Shop: {to: News, rate: 5/s, size: 8 KB}}}"
    ).run()
    #expect(result.edges.allSatisfy { $0.lost == 0 } && result.messages > 0)
    #expect(result.edges.contains { $0.from == "Queue" && $0.held == result.messages })
  }

  @Test(arguments: [
    ("Protocol: https, Endpoint: http://example.com", "http://example.com is not reached by https"),
    ("Protocol: emial, Endpoint: a@example.com", "emial is no protocol of SNS"),
    ("Protocol: email", "Wire has no Endpoint"),
    ("Endpoint: a@example.com", "Wire has no Protocol"),
    ("Protocol: https, Endpoint: !GetAtt Queue.Arn", "Queue takes no messages by https"),
    ("Protocol: lambda, Endpoint: !GetAtt Queue.Arn", "Queue takes no messages by lambda"),
    (
      "Protocol: email, Endpoint: a@example.com, RedrivePolicy: {deadLetterTargetArn: !Ref News}",
      "News is no SQS queue"
    ),
  ])
  func `a subscription that SNS would refuse is a slip`(properties: String, errorText: String) {
    let template = """
      Resources:
        News: {Type: AWS::SNS::Topic}
        Queue: {Type: AWS::SQS::Queue}
        Wire:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, \(properties)}
      """
    do {
      _ = try Bench(template: template, scenario: "{duration: 1 s}")
      Issue.record("nothing is wrong")
    } catch {
      #expect(error.errors.contains { $0.problem.contains(errorText) }, "\(error.errors)")
    }
  }
}
