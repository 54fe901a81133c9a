import Bench
import Blueprints
import Documents
import Kernel
import Studies
import Testing

@testable import Services

/// Servers in whole scenarios: with clients, with each other, and behind topics and buses.
struct ServerScenarioTests {
  private static let template = """
    Resources:
      Orders: {Type: AWS::SNS::Topic}
      Hook:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref Orders
          Protocol: https
          Endpoint: https://stock.example.com/orders
          DeliveryPolicy:
            healthyRetryPolicy: {numRetries: 1, minDelayTarget: 1, maxDelayTarget: 1}
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
      Key:
        Type: AWS::Events::Connection
        Properties:
          AuthorizationType: API_KEY
          AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: k, ApiKeyValue: v}}
      Partner:
        Type: AWS::Events::ApiDestination
        Properties:
          ConnectionArn: !GetAtt Key.Arn
          HttpMethod: POST
          InvocationEndpoint: https://stock.example.com/events
      ToPartner:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern: {source: [{exists: true}]}
          Targets:
            - {Id: P, Arn: !GetAtt Partner.Arn, RoleArn: r, RetryPolicy: {MaximumRetryAttempts: 1}}
    """

  private func result(_ scenario: String) throws -> RunResult {
    let bench = try Bench(template: Self.template, scenario: scenario)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
    let result = bench.run()
    for verdict in bench.verdicts(result) {
      #expect(verdict.outcome == .met, "\(verdict.goal.text): \(verdict.figures)")
    }
    return result
  }

  @Test func `a slow callee fills the workers of its caller`() throws {
    let result = try result(
      """
      duration: 3 min
      calibration: ideal
      traffic: {Customers: {to: Shop, rate: 100/s}}
      outside:
        Shop: {workers: 50, queue: {capacity: 100}}
        Payment: {cpus: 2}
      behavior:
        Shop: {duration: 5 ms, steps: [Request: Payment]}
        Payment: {duration: {exponential: 10 ms}, waits: 20 ms}
      faults: [{at: 1 min, for: 1 min, slow: Payment, by: 10x}]
      goals:
        - max of CPUUtilization at Payment > 99
        - max of QueueLength at Shop > 90
        - mean of ActiveWorkers at Shop < 50
        - p99 of latency Customers to Payment < 10 min
      """)
    // Two cores do 20 requests a second where each needs 100 ms of one.
    let answered = try result.edge(from: "Shop", to: "Payment").acknowledged
    let sent = try result.count("Requests", at: "Shop")
    let throttled = try result.count("Throttles", at: "Shop")
    #expect(answered == sent - throttled)
    #expect((4_000...5_200).contains(throttled))
    #expect(try result.gauge("ActiveWorkers", at: "Shop").maximum == 50)
    #expect(result.episodes.contains { $0.kind.name == "saturated" })
  }

  @Test func `what is dropped in silence is waited for until the client gives up`() throws {
    let result = try result(
      """
      duration: 1 min
      calibration: ideal
      traffic:
        Impatient: {to: Payment, users: 100, thinkTime: 1 s, timeout: 300 ms}
        Open: {to: Payment, rate: 20/s}
      outside: {Payment: {latency: 200 ms, workers: 5, queue: {capacity: 5, drops: silent}}}
      """)
    let impatient = try result.edge(from: "Impatient", to: "Payment")
    #expect(impatient.lost > 0 && impatient.held == 0)
    #expect(try result.edge(from: "Open", to: "Payment").held > 0)
  }

  @Test func `code alone makes a server of an entry`() throws {
    let result = try result(
      """
      duration: 1 min
      calibration: ideal
      traffic: {Customers: {to: Payment, rate: 10/s}}
      outside: {Payment: {}}
      behavior: {Payment: {duration: 10 ms}}
      """)
    #expect(try result.samples("Latency", at: "Payment").mean == 10_000_000)
  }

  @Test func `a topic waits for a server as long as its timeout, and the server works on`() throws {
    let result = try result(
      """
      duration: 10 s
      calibration: {base: ideal, sns.httpTimeout: 15 s}
      traffic: {Shop: {to: Orders, rate: 1/s, arrivals: constant}}
      outside: {stock.example.com: {workers: 1, queue: {capacity: 2}, latency: 8 s}}
      """)
    let edge = try result.edge(from: "Orders", to: "stock.example.com")
    let requests = try result.count("Requests", at: "stock.example.com")
    let answered = try result.samples("Latency", at: "stock.example.com").count
    // The first is answered in time; the next waits eight seconds, is answered too late and asked
    // once more.
    #expect(edge.acknowledged >= 1 && edge.held == 0 && requests > edge.entered)
    #expect(answered > UInt64(edge.acknowledged))
    #expect(edge.dropped[Edge.Loss.retriesExhausted.rawValue] == edge.entered - edge.acknowledged)
  }

  @Test func `an API destination waits for a server, and counts what took too long`() throws {
    let result = try result(
      """
      duration: 20 s
      calibration: {base: ideal, events.apiDestinationTimeout: 5 s}
      traffic: {Shop: {to: Bus, rate: 1/s, arrivals: constant}}
      outside: {stock.example.com: {workers: 1}}
      behavior: {stock.example.com: {duration: 2 s}}
      """)
    let edge = try result.edge(from: "Bus", to: "Partner")
    #expect(edge.acknowledged > 0 && edge.held == 0 && edge.acknowledged < edge.entered)
    #expect(try result.count("InvocationTimeouts", at: "Partner") > 0)
    let done = try result.units("EventBridge API destination invocations", at: "Partner")
    #expect(done == edge.acknowledged)
  }

  @Test func `a server may be called by its own code`() throws {
    let result = try result(
      """
      duration: 5 s
      calibration: ideal
      traffic: {Shop: {to: Echo, rate: 1/s, arrivals: constant}}
      outside: {Echo: {workers: 4, cpus: 1, queue: {capacity: 0}}}
      behavior: {Echo: {duration: 1 ms, retries: none, steps: [Request: Echo]}}
      """)
    // Each request asks again until no worker is free; then all of them fail.
    let sent = try result.edge(from: "Shop", to: "Echo").entered
    #expect(sent > 0)
    #expect(try result.count("Failures", at: "Echo") == 4 * sent)
    #expect(try result.count("Throttles", at: "Echo") == sent)
  }
}
