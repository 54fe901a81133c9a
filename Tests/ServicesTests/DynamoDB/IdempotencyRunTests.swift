import Bench
import Testing

@testable import Blueprints
@testable import Services

/// Idempotent code that remembers in a real table what it did.
struct IdempotencyRunTests {
  /// Orders that come more than once, in batches, to code that fails at times.
  private func bench(_ idempotency: String) throws -> Bench {
    try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
          Done:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
          Charge: {Type: AWS::Lambda::Function, Properties: {Timeout: 10}}
          Reading:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref Charge
              EventSourceArn: !GetAtt Orders.Arn
              BatchSize: 10
        """,
      scenario: """
        duration: 1 min
        drain: 10 min
        traffic: {Shop: {to: Orders, rate: 20/s, duplicates: 10 %}}
        behavior: {Charge: {duration: 20 ms, fails: 2 %\(idempotency)}}
        """)
  }

  @Test func `begin, complete and release share the record of each message`() throws {
    let bench = try bench(", idempotency: {table: Done}")
    _ = bench.run()
    let consumer = try #require(bench.world.consumers.first { $0.label == "Charge" })
    let table = try #require(bench.world.nodes.first { $0.label == "Done" } as? Table)
    #expect(consumer.first > 1_000 && consumer.failed > 10)
    #expect(consumer.suppressed > 100)
    #expect(consumer.repeated == 0)
    // One record of each message, and none that is not done.
    #expect(table.items.count == consumer.first)
    #expect(table.items.values.allSatisfy { $0.work == .completed })
  }

  @Test func `without a table the same messages have their effects twice`() throws {
    let bench = try bench("")
    _ = bench.run()
    let consumer = try #require(bench.world.consumers.first { $0.label == "Charge" })
    #expect(consumer.repeated > 100 && consumer.suppressed == 0)
  }
}
