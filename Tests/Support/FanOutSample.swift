/// One topic and one function, joined in two ways that tests compare.
package enum FanOutSample {
  /// The topic calls the function.
  package static let direct = template(
    "", event: "{Type: SNS, Properties: {Topic: !Ref News}}")

  /// A queue stands between the two.
  package static let queued = template(
    """
      Letters: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 120}}
      ToLetters:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Letters.Arn}
    """, event: "{Type: SQS, Properties: {Queue: !GetAtt Letters.Arn}}")

  /// Both, by the names of their files.
  package static let files = ["direct.yaml": direct, "queued.yaml": queued]

  private static func template(_ more: String, event: String) -> String {
    """
    Transform: AWS::Serverless-2016-10-31
    Resources:
      News: {Type: AWS::SNS::Topic}
    \(more)
      Mail:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
          Runtime: nodejs22.x
          Timeout: 20
          CodeUri: src/
          Events: {News: \(event)}
    """
  }

  /// A scenario with both designs and a client at light load, in which functions stay warm.
  package static func scenario(
    traffic: String = "Site: {to: News, rate: 2/s}", duration: String = "2 min", _ more: String = ""
  ) -> String {
    """
    title: Letters
    duration: \(duration)
    warmUp: 1 min
    calibration: {base: aws-2026, lambda.idleLife: 3650 d, lambda.life: 3650 d}
    designs:
      direct: direct.yaml
      queued: queued.yaml
    traffic:
      \(traffic)
    behavior:
      Mail: {duration: {median: 40 ms, p99: 300 ms}}
    \(more)
    """
  }
}
