import Bench
import Blueprints
import Studies
import Testing

@testable import Services

/// What is said of deliveries that were given up, of order and of age, beside the border where
/// nothing is.
@Suite struct DeliveryAdviceTests {
  private static func names(_ resources: String, _ scenario: String) throws -> [String] {
    try Bench(
      template: "Resources:\n" + resources,
      scenario: "{duration: 60 s, drain: 10 min, calibration: ideal, \(scenario)}"
    ).run().nodes.flatMap { node in node.advice.map { "\(node.label): \($0.name)" } }
  }

  private static func reader(_ more: String = "") -> String {
    """
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 5}}
      M:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F\(more)}

    """
  }

  @Test(arguments: [("60", true), ("1209600", false)])
  func `messages that expire are told`(retention: String, isTold: Bool) throws {
    let names = try Self.names(
      """
        Q: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: \(retention)}}
      \(Self.reader(", Enabled: false"))
      """,
      """
      traffic: {App: {to: Q, rate: 5/s, arrivals: constant}}, behavior: {F: {duration: 1 ms}}
      """)
    #expect(names.contains("Q: messages expire") == isTold)
  }

  @Test(arguments: [("one", true), ("{$zipf: {of: 50, exponent: 0}}", false)])
  func `one message group at a time is told`(group: String, isTold: Bool) throws {
    let names = try Self.names(
      """
        Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, VisibilityTimeout: 60}}
      \(Self.reader())
      """,
      """
      traffic: {App: {to: Q, rate: 20/s, arrivals: constant, group: \(group), dedup: id}},
      behavior: {F: {duration: 900 ms}}
      """)
    #expect(names.contains("Q: one message group at a time") == isTold)
  }

  private static func topic(_ redrive: String) throws -> [String] {
    try names(
      """
        N: {Type: AWS::SNS::Topic}
        D: {Type: AWS::SQS::Queue}
        S:
          Type: AWS::SNS::Subscription
          Properties:
            {TopicArn: !Ref N, Protocol: https, Endpoint: "https://hooks.example.com/a"\(redrive)}

      """,
      """
      traffic: {App: {to: N, rate: 1/s, arrivals: constant}},
      outside: {hooks.example.com: {rejects: 100 %, rejectsWith: 403}}
      """)
  }

  @Test func `a subscription that gives up and keeps nothing is told`() throws {
    let name = "S: no dead-letter queue towards hooks.example.com"
    #expect(try Self.topic("").contains(name))
    #expect(
      try !Self.topic(", RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}").contains(name))
  }
}
