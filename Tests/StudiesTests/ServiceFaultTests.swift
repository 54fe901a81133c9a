import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Studies

private let template = """
  Resources:
    News: {Type: AWS::SNS::Topic}
    Work: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 600}}
    Wire:
      Type: AWS::SNS::Subscription
      Properties:
        {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Work.Arn, RawMessageDelivery: true}
    Orders:
      Type: AWS::DynamoDB::Table
      Properties:
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
        BillingMode: PAY_PER_REQUEST
    Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 60}}
    Mapping:
      Type: AWS::Lambda::EventSourceMapping
      Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker, BatchSize: 1}
  """

/// A client that sends ten messages a second for a minute, with a fault from 20 s to 40 s: news to
/// the queue and the worker, who writes to the table and asks the endpoint; or anything else.
private func run(
  _ fault: String, to target: String = "News", retries: String = "none",
  behavior: String = "steps: [PutItem: Orders, Request: Api]"
) throws -> RunResult {
  try Bench(
    template: template,
    scenario: """
      duration: 60 s
      calibration: {base: ideal, dynamodb.write: 10 ms, sns.delivery: 10 ms}
      outside: {Api: {latency: 20 ms}}
      traffic: {App: {to: \(target), rate: 10/s, arrivals: constant, retries: \(retries)}}
      behavior: {Worker: {\(behavior), retries: \(retries)}}
      faults: [{at: 20 s, for: 20 s, \(fault)}]
      """
  ).run()
}

/// How many of the 599 messages fall into the fault.
private func isDuring(_ count: Int64) -> Bool { abs(count - 200) <= 1 }

/// Whether 599 values add up to so many milliseconds each and, during the fault, so many more.
private func isSum(_ values: Histogram, of usual: Int64, and more: Int64) -> Bool {
  let sum = Int64(values.sum / 1_000_000)
  let expected = 599 * usual + 200 * more
  return values.count == 599 && abs(sum - expected) <= 2 * more
}

@Suite struct ServiceFaultTests {
  /// What each kind of node can suffer.
  private static let faults: [(label: String, kinds: [Fault.Kind])] = [
    ("News", [.slow, .fail, .throttle]), ("Work", [.fail, .stop]),
    ("Orders", [.slow, .fail, .throttle]), ("Worker", [.slow, .fail, .stop, .throttle]),
    ("Mapping", [.stop]), ("Api", [.slow, .fail, .stop, .throttle]),
  ]

  @Test(arguments: faults.map { $0.label })
  func `every fault that a declaration lists can be set and is told, and no other`(
    label: String
  ) throws {
    let kinds = Self.faults.first { $0.label == label }?.kinds
    for kind in Fault.Kind.allCases {
      let fault = "\(kind.rawValue): \(label)" + (kind == .slow ? ", by: 2x" : "")
      // Calls get lost wherever there are any.
      let isTaken = kind.isOfCalls ? label != "Mapping" && label != "Work" : kinds?.contains(kind)
      guard isTaken == true else {
        #expect(throws: (any Error).self, "\(fault)") { try run(fault) }
        continue
      }
      let result = try run(fault)
      #expect(result.imbalances.isEmpty, "\(fault)")
      let told = result.episodes.filter { $0.kind == .faultBegan || $0.kind == .faultEnded }
      #expect(told.map { $0.begin } == [20, 40].map { .start + .seconds($0) }, "\(fault)")
      let node = result.nodes.first { $0.number == told.first?.node }
      #expect(node?.label == label && node?.declaration.faults.map { $0.kind } == kinds)
    }
  }

  // MARK: Topic

  @Test func `a slow topic delivers late while the fault lasts`() throws {
    let result = try run("slow: News, by: 100x")
    let hop = try result.edge(from: "News", to: "Work").hop.histogram
    // 200 deliveries of 1 s and 399 of 10 ms.
    #expect(abs(Double(hop.sum) / 1e9 - 203.99) < 2)
  }

  @Test func `a topic that fails or throttles loses what is not sent again`() throws {
    let failing = try run("fail: News")
    let edge = try failing.edge(from: "App", to: "News")
    #expect(isDuring(edge.dropped[Edge.Loss.failed.rawValue]))
    #expect(edge.acknowledged == edge.entered - edge.lost)
    let throttling = try run("throttle: News")
    let other = try throttling.edge(from: "App", to: "News")
    #expect(isDuring(other.dropped[Edge.Loss.throttled.rawValue]))
  }

  @Test func `SDKs try again on both, and lose less than half of half`() throws {
    for fault in ["fail: News, share: 50 %", "throttle: News, share: 50 %"] {
      let edge = try run(fault, retries: "standard").edge(from: "App", to: "News")
      // Three attempts fail together for one message in eight.
      #expect(edge.lost > 10 && edge.lost < 45, "\(fault) loses \(edge.lost)")
    }
  }

  // MARK: Queue and mapping

  @Test func `a queue that fails turns senders away`() throws {
    let result = try run("fail: Work", to: "Work")
    #expect(isDuring(try result.edge(from: "App", to: "Work").lost))
  }

  @Test(arguments: ["stop: Work", "stop: Mapping"])
  func `what is not received meanwhile is received afterwards`(fault: String) throws {
    let result = try run(fault)
    let done = try result.counts("Invocations", at: "Worker")
    #expect(done[21..<40].allSatisfy { $0 == 0 } && done[40] >= 200)
    #expect(result.consumers[0].completed == result.messages)
  }

  // MARK: Table

  @Test func `a slow table makes its callers wait, who are billed for it`() throws {
    let result = try run("slow: Orders, by: 10x")
    let durations = try result.samples("Duration", at: "Worker")
    // 30 ms a run, 120 ms during the fault.
    #expect(isSum(durations, of: 30, and: 90))
  }

  @Test func `a table that fails or throttles makes runs fail, which no SDK repeats`() throws {
    for (fault, loss, measure) in [
      ("fail: Orders", Edge.Loss.failed, "SystemErrors"),
      ("throttle: Orders", .throttled, "WriteThrottleEvents"),
    ] {
      let result = try run(fault, to: "Worker")
      let edge = try result.edge(from: "Worker", to: "Orders")
      #expect(isDuring(edge.dropped[loss.rawValue]), "\(fault)")
      #expect(isDuring(try result.count(measure, at: "Orders")), "\(fault)")
      #expect(isDuring(try result.count("Errors", at: "Worker")), "\(fault)")
    }
  }

  // MARK: Function

  @Test func `a throttled function turns a share of its callers away`() throws {
    let result = try run("throttle: Worker, share: 50 %", to: "Worker")
    let throttles = try result.count("Throttles", at: "Worker")
    // Four standard deviations of a binomial count.
    #expect(abs(throttles - 100) < 29)
    let edge = try result.edge(from: "App", to: "Worker")
    #expect(edge.dropped[Edge.Loss.throttled.rawValue] == throttles)
  }

  @Test func `batches that a function turns away come again`() throws {
    let result = try run("throttle: Worker, share: 50 %")
    #expect(try result.count("Throttles", at: "Worker") > 60)
    #expect(result.consumers[0].completed == result.messages)
  }

  @Test func `a slow function computes longer and calls as before`() throws {
    let result = try run(
      "slow: Worker, by: 10x", to: "Worker", behavior: "steps: [compute: 5 ms, PutItem: Orders]")
    let durations = try result.samples("Duration", at: "Worker")
    #expect(isSum(durations, of: 15, and: 45))
  }

  // MARK: Endpoint

  @Test func `a slow endpoint takes so many times its latency`() throws {
    let result = try run("slow: Api, by: 10x", to: "Worker")
    let latencies = try result.samples("Latency", at: "Api")
    #expect(isSum(latencies, of: 20, and: 180))
  }

  @Test func `an endpoint that fails, stops or throttles fails the runs that call it`() throws {
    for (fault, measure, loss) in [
      ("fail: Api", "Failures", Edge.Loss.failed), ("stop: Api", "Failures", .failed),
      ("throttle: Api", "Throttles", .throttled),
    ] {
      let result = try run(fault, to: "Worker")
      #expect(isDuring(try result.count(measure, at: "Api")), "\(fault)")
      let edge = try result.edge(from: "Worker", to: "Api")
      #expect(isDuring(edge.dropped[loss.rawValue]), "\(fault)")
      // The table was written to all the same.
      #expect(try result.edge(from: "Worker", to: "Orders").acknowledged == result.messages)
    }
  }
}
