import Bench
import Kernel
import Testing

@testable import Blueprints

/// A path from a client to a function whose latency was measured, and what was measured.
struct MeasuredPath: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The resource to which the client sends.
  let entry: String
  /// The template's resources between the client and the function `Reader`, each on a line.
  let resources: String
  /// The calibrations under which the figures hold.
  let calibrations: [String]
  /// The 10th, 50th, 90th and 99th percentile [ms].
  let row: [Double]

  /// The percentiles in the order of a row.
  static let shares = [0.1, 0.5, 0.9, 0.99]

  /// The latency of ten hours of light traffic on warm environments, for no work at all.
  ///
  /// The one cold start is too rare to be seen in the percentiles.
  func latency(under calibration: String) throws -> [Double] {
    let bench = try Bench(
      template: "Resources:\n  Reader: {Type: AWS::Lambda::Function, "
        + "Properties: {Runtime: python3.13}}\n" + resources,
      scenario: """
        duration: 10 h
        seed: 3
        calibration: {base: \(calibration), lambda.idleLife: unlimited, lambda.life: unlimited}
        traffic: {Writer: {to: \(entry), rate: 1/s, group: {count: 1000},
          events: {source: shop, detail-type: OrderPlaced, detail: {}}}}
        """)
    let result = bench.run()
    #expect(result.drained != nil && result.messages > 35_000)
    let consumer = try #require(result.consumers.first { $0.label == "Reader" })
    let histogram = try #require(consumer.latency(from: 0)?.histogram)
    return Self.shares.map { Double(histogram.quantile($0) ?? 0) / 1e6 }
  }
}

extension MeasuredPath {
  /// The calibrations under which topics and queues are as they were measured, which was once.
  private static let all = ["measured-2022", "measured-2023", "aws-2026"]

  static let topic = MeasuredPath(
    testDescription: "SNS to Lambda", entry: "News",
    resources: """
        News: {Type: AWS::SNS::Topic}
        Wire:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Reader.Arn}
      """, calibrations: all, row: [62, 73, 125, 225])

  static let queue = MeasuredPath(
    testDescription: "SQS to Lambda", entry: "Work",
    resources: """
        Work: {Type: AWS::SQS::Queue}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Reader}
      """, calibrations: all, row: [13.7, 16.2, 33.8, 105])

  static let fifoQueue = MeasuredPath(
    testDescription: "SQS FIFO to Lambda", entry: "Work",
    resources: """
        Work: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Reader}
      """, calibrations: all, row: [21.9, 28.1, 61.2, 645])

  static let fifoTopic = MeasuredPath(
    testDescription: "SNS FIFO to SQS FIFO to Lambda", entry: "News",
    resources: """
        News: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true}}
        Wire:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn}
        Work: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Reader}
      """, calibrations: all, row: [32.8, 40.1, 67.8, 497])

  /// The bus as it was measured in a year.
  static func bus(_ year: Int, _ row: [Double]) -> MeasuredPath {
    MeasuredPath(
      testDescription: "EventBridge to Lambda in \(year)", entry: "Bus",
      resources: """
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [shop]}
              Targets: [{Id: reader, Arn: !GetAtt Reader.Arn}]
        """, calibrations: ["measured-\(year)"], row: row)
  }

  /// Every path that is modelled.
  static let paths = [
    topic, queue, fifoQueue, fifoTopic, bus(2022, [221, 395, 579, 794]),
    bus(2023, [113, 148, 241, 387]),
  ]
}
