import Bench
import Testing

@testable import Services

/// A rule gives a FIFO queue no deduplication ids, so the queue goes by the hash of the body.
@Suite struct RuleDeduplicationTests {
  private func queue(
    _ input: String = "", events: String, _ more: String = "", twins: String = "0"
  ) throws
    -> (sent: Int64, came: Int64, deduplicated: Int64)
  {
    let result = try Bench(
      template: """
        Resources:
          Lined:
            Type: AWS::SQS::Queue
            Properties: {FifoQueue: true, ContentBasedDeduplication: true}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [shop]}
              Targets:
                - {Id: a, Arn: !GetAtt Lined.Arn, SqsParameters: {MessageGroupId: g}\(input)}
        """,
      scenario: """
        duration: 10 min
        calibration: {base: ideal, events.duplicates: \(twins)}
        traffic:
          Shop:
            to: default
            rate: 1/s
            arrivals: constant
            events: {source: shop, detail-type: a, detail: \(events)}
        \(more)
        """
    ).run()
    return (
      try result.edge(from: "Shop", to: "default").acknowledged,
      try result.count("NumberOfMessagesSent", at: "Lined"),
      try result.count("NumberOfDeduplicatedSentMessages", at: "Lined")
    )
  }

  @Test func `each PutEvents entry has an id of its own, so what a client sends twice is kept`()
    throws
  {
    let queue = try queue(events: "{a: 1}", "    duplicates: 10 %")
    #expect(queue.sent > 590 && queue.came == queue.sent && queue.deduplicated == 0)
  }

  @Test func `the second delivery of one event has the body of the first and is dropped`() throws {
    let queue = try queue(events: "{a: 1}", twins: "1")
    #expect(queue.came == queue.sent && queue.deduplicated == queue.sent)
  }

  @Test func `of a constant Input one message is kept in five minutes`() throws {
    let queue = try queue(
      ", Input: '{\"job\":\"x\"}'", events: "{a: {$ordinal: 1}}")
    #expect(queue.came == 2 && queue.deduplicated == queue.sent - 2)
  }

  @Test func `of an InputPath without the id what says the same is the same`() throws {
    let queue = try queue(", InputPath: $.detail", events: "{a: {$ordinal: 1}}")
    #expect(queue.came == queue.sent)
  }
}
