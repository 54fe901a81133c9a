/// A few strokes in a square of 16 that tell kinds of nodes apart.
enum Glyph {
  /// The path of a type of CloudFormation, or of one of the scenario's own.
  static func path(of type: String) -> String {
    kinds.first { type.hasPrefix($0.type) }?.path ?? box
  }

  private static let box = "M3 3h10v10h-10z"
  private static let server = "M2.5 3h11v4h-11z M2.5 9h11v4h-11z M5 5h1 M5 11h1"
  private static let stream = "M2 5c3-3 5 3 12 0 M2 9c3-3 5 3 12 0 M2 13c3-3 5 3 12 0"
  private static let lambda = "M3 2.5h2.5l6 11h2 M7.7 6.5l-4.2 7"
  private static let clock = "M8 2a6 6 0 1 0 .01 0z M8 4.5v3.7l2.6 1.6"
  private static let bus = "M1.5 8h13 M5 8v-5 M11 8v-5 M8 8v5"

  /// Narrower types stand before wider ones.
  private static let kinds: [(type: String, path: String)] = [
    ("client", "M8 2a2.8 2.8 0 1 0 .01 0z M2.5 14c0-6.5 11-6.5 11 0"),
    ("AWS::SQS", "M2 4.5h3v7h-3z M6.5 4.5h3v7h-3z M11 4.5h3v7h-3z"),
    ("AWS::SNS", "M2 8h5 M7 8l6-5 M7 8h6 M7 8l6 5"),
    ("AWS::Lambda", lambda),
    ("AWS::Events::EventBus", bus), ("AWS::EventsV2", bus), ("AWS::Events", bus),
    ("AWS::Pipes", "M2 5.5h12 M2 10.5h12 M5 5.5v5 M11 5.5v5"),
    (
      "AWS::DynamoDB",
      "M3 4c0-2.4 10-2.4 10 0s-10 2.4-10 0z M3 4v8c0 2.4 10 2.4 10 0v-8 M3 8c0 2.4 10 2.4 10 0"
    ),
    ("AWS::S3", "M2.5 3.5h11l-1.6 10h-7.8z M3 6.5h10"),
    ("AWS::Kinesis", stream),
    ("AWS::Scheduler", clock),
    ("AWS::ElasticLoadBalancing", "M2 8h4 M6 8l5-5h3 M6 8h8 M6 8l5 5h3"),
    ("AWS::EC2", server), ("AWS::ECS", server), ("AWS::AutoScaling", server), ("server", server),
    ("AWS::CloudWatch", "M4 11.5v-5a4 4 0 0 1 8 0v5h1.5h-11h1.5 M7 14h2"),
    ("AWS::Logs", "M3 3h10 M3 6.3h10 M3 9.6h10 M3 13h6"),
    ("AWS::ApiGateway", "M6 3l-4 5l4 5 M10 3l4 5l-4 5"),
    ("AWS::IoT", "M8 9.5v4 M5 8a4.3 4.3 0 0 1 6 0 M2.5 5.5a7.8 7.8 0 0 1 11 0"),
    ("outside", "M8 2a6 6 0 1 0 .01 0z M2 8h12 M8 2c-4 4-4 8 0 12 M8 2c4 4 4 8 0 12"),
  ]
}
