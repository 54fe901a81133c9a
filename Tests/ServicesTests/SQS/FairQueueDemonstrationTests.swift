import Bench
import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Services

/// The demonstration of fair queues that AWS publishes as `sample-amazon-sqs-fair-queues`, over two
/// of its ten minutes.
///
/// Each second there come 1,000 messages of one tenant and 50 of each of nine others. Forty batches
/// of twenty at once, each 500 ms long, make at most 1,600 messages a second. AWS gives no figures;
/// what must hold is what it is published to show.
@Suite struct FairQueueDemonstrationTests {
  private static let template = """
    Resources:
      Dead: {Type: AWS::SQS::Queue}
      Requests:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 200
          RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 10}
      Consumer:
        Type: AWS::Lambda::Function
        Properties: {Runtime: python3.13, Timeout: 30}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          EventSourceArn: !GetAtt Requests.Arn
          FunctionName: !Ref Consumer
          BatchSize: 20
          MaximumBatchingWindowInSeconds: 1
          ScalingConfig: {MaximumConcurrency: 40}
    """

  /// The 99th percentile of the latency of the loud tenant and of the others [s], and the peak of
  /// the noisy groups.
  private static func run(
    fair: Bool, loud: Int = 1_000
  ) throws -> (loud: Double, others: Double, noisy: Int64) {
    let bench = try Bench(
      template: template,
      scenario: """
        duration: 2 min
        drain: 30 min
        calibration: {base: aws-2026, sqs.fairQueues: \(fair)}
        traffic:
          Loud: {to: Requests, rate: 1/s, arrivals: constant, batch: \(loud), group: group-1}
          Others: {to: Requests, rate: 1/s, arrivals: constant, batch: 450, group: {count: 9}}
        behavior:
          Consumer: {perBatch: 500 ms, duration: 0 ms}
        """)
    let result = bench.run()
    #expect(result.drained != nil)
    let consumer = try #require(bench.world.consumers.first)
    let quantiles = [0, 1].map { client in
      Double(consumer.latency(from: client)?.histogram.quantile(0.99) ?? 0) / 1e9
    }
    let queue = try #require(bench.world.nodes.first { $0.label == "Requests" } as? Queue)
    return (quantiles[0], quantiles[1], queue.fair?.noisyGroups.gauge.maximum ?? 0)
  }

  @Test func `a tenant that sends too much delays itself and not the others`() throws {
    let fair = try Self.run(fair: true)
    let plain = try Self.run(fair: false)
    #expect(fair.noisy > 0)
    // In a plain queue all wait alike; in a fair one the loud tenant for all of them.
    #expect(abs(plain.others / plain.loud - 1) < 0.05)
    #expect(plain.others > 3)
    #expect(fair.others < 1.5)
    #expect(fair.loud > plain.loud)
  }

  @Test func `beyond the consumers' capacity the backlog is the loud tenant's alone`() throws {
    let fair = try Self.run(fair: true, loud: 1_500)
    let plain = try Self.run(fair: false, loud: 1_500)
    // 350 messages a second too many for two minutes take 26 s at 1,600 a second.
    #expect(plain.others > 25 && plain.loud > 25)
    #expect(fair.others < 1.5)
    #expect(fair.loud > plain.loud)
  }
}
