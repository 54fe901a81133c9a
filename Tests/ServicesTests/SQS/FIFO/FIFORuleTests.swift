import Bench
import Documents
import Testing

@testable import Services

/// What AWS refuses of FIFO queues, with its way out.
@Suite struct FIFORuleTests {
  /// What is wrong with a template, and with the traffic to it.
  private static func slips(
    _ resources: String, traffic: String = "App: {to: Work, rate: 1/s, group: a}",
    behavior: String = "{}"
  ) throws -> [String] {
    do {
      _ = try Bench(
        template: "Resources:\n" + resources,
        scenario: """
          duration: 1 s
          traffic: {\(traffic)}
          behavior: \(behavior)
          """)
      return []
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
    }
  }

  private static func queue(_ properties: String) -> String {
    "  Work: {Type: AWS::SQS::Queue, Properties: {\(properties)}}"
  }

  @Test func `the name of a FIFO queue or topic ends with .fifo, and no other`() throws {
    #expect(try Self.slips(Self.queue("FifoQueue: true, QueueName: work.fifo")).isEmpty)
    #expect(
      try Self.slips(Self.queue("FifoQueue: true, QueueName: work")) == [
        "Work is a FIFO queue, and its name work does not end with .fifo "
          + "→ AWS refuses this: call it work.fifo"
      ])
    #expect(
      try Self.slips(Self.queue("QueueName: work.fifo")) == [
        "Work is a standard queue, and its name work.fifo ends with .fifo "
          + "→ AWS refuses this: set FifoQueue: true, or choose another name"
      ])
    #expect(
      try Self.slips(
        "  Work: {Type: AWS::SNS::Topic, Properties: {FifoTopic: true, TopicName: news}}") == [
          "Work is a FIFO topic, and its name news does not end with .fifo "
            + "→ AWS refuses this: call it news.fifo"
        ])
  }

  @Test(arguments: [
    "ContentBasedDeduplication: true", "DeduplicationScope: queue",
    "FifoThroughputLimit: perQueue",
  ])
  func `what only FIFO queues have is refused of a standard queue`(property: String) throws {
    let name = property.prefix { $0 != ":" }
    #expect(
      try Self.slips(Self.queue(property)) == [
        "Work has \(name) and is a standard queue "
          + "→ AWS refuses this: set FifoQueue: true, or leave it out"
      ])
    #expect(try Self.slips(Self.queue("FifoQueue: true, " + property)).isEmpty)
  }

  @Test func `high throughput needs deduplication by group`() throws {
    let high = "FifoQueue: true, FifoThroughputLimit: perMessageGroupId"
    #expect(
      try Self.slips(Self.queue(high)) == [
        "Work has FifoThroughputLimit: perMessageGroupId and deduplicates in the queue "
          + "→ AWS refuses this: set DeduplicationScope: messageGroup"
      ])
    #expect(try Self.slips(Self.queue(high + ", DeduplicationScope: messageGroup")).isEmpty)
  }

  @Test func `dead letters go to a queue of the same type`() throws {
    let ordered = "  Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}\n"
    let redrive = "RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}"
    #expect(
      try Self.slips(ordered + Self.queue(redrive)) == [
        "Work is a standard queue, and its dead-letter queue Dead is a FIFO one "
          + "→ AWS refuses this: dead letters of a standard queue go to a standard queue"
      ])
    #expect(
      try Self.slips(
        "  Dead: {Type: AWS::SQS::Queue}\n" + Self.queue("FifoQueue: true, " + redrive)) == [
          "Work is a FIFO queue, and its dead-letter queue Dead is not "
            + "→ AWS refuses this: dead letters of a FIFO queue go to a FIFO queue"
        ])
    #expect(try Self.slips(ordered + Self.queue("FifoQueue: true, " + redrive)).isEmpty)
  }

  @Test func `a message without a group is refused, wherever it comes from`() throws {
    let remedy =
      " → AWS answers MissingParameter, as it takes no message without a MessageGroupId: "
      + "add group, for example group: {count: 100}"
    #expect(
      try Self.slips(Self.queue("FifoQueue: true"), traffic: "App: {to: Work, rate: 1/s}") == [
        "App sends to Work without a message group" + remedy
      ])
    let passed =
      Self.queue("FifoQueue: true") + "\n"
      + "  Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}"
    let behavior = "{Worker: {steps: [{SendMessage: Work}]}}"
    #expect(
      try Self.slips(passed, traffic: "App: {to: Worker, rate: 1/s}", behavior: behavior) == [
        "Worker sends to Work because of what App sends without a message group" + remedy
      ])
    #expect(
      try Self.slips(
        passed, traffic: "App: {to: Worker, rate: 1/s, group: a}", behavior: behavior
      ).isEmpty)
  }

  @Test func `a client without ids needs a queue that goes by the content`() throws {
    let traffic = "App: {to: Work, rate: 1/s, group: a, dedup: content}"
    #expect(
      try Self.slips(Self.queue("FifoQueue: true"), traffic: traffic) == [
        "App gives no deduplication id, and Work has no ContentBasedDeduplication "
          + "→ AWS refuses every message: set ContentBasedDeduplication: true of Work"
      ])
    #expect(
      try Self.slips(
        Self.queue("FifoQueue: true, ContentBasedDeduplication: true"), traffic: traffic
      ).isEmpty)
  }

  @Test func `what traffic says of repetitions is checked`() throws {
    func slips(_ words: String) throws -> [String] {
      try Self.slips(Self.queue(""), traffic: "App: {to: Work, rate: 1/s, \(words)}")
    }
    #expect(
      try slips("dedup: body") == [
        "App has dedup: body → choose id, which each message has its own of, or content"
      ])
    #expect(
      try slips("duplicates: 95 %") == [
        "duplicates of App are more than 90 % "
          + "→ give the share of messages that repeat the one before, for example 1 %"
      ])
    #expect(try slips("duplicates: 1 %, dedup: id").isEmpty)
  }

  @Test func `a function's failures go to no FIFO queue`() throws {
    let resources = """
        Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        Work:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}}
      """
    #expect(
      try Self.slips(resources) == [
        "Dead is a FIFO queue → dead letters of a function go to a standard queue"
      ])
    let configured = """
        Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        Work: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
        Terms:
          Type: AWS::Lambda::EventInvokeConfig
          Properties:
            FunctionName: !Ref Work
            Qualifier: $LATEST
            DestinationConfig: {OnFailure: {Destination: !GetAtt Dead.Arn}}
      """
    #expect(
      try Self.slips(configured) == [
        "Dead is a FIFO queue → destinations of a function go to a standard queue"
      ])
  }
}
