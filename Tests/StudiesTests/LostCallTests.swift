import Bench
import Blueprints
import Kernel
import Testing

@testable import Studies

/// A client and a shop that calls a payment service, ten times a second for a minute, with a fault
/// on the calls from 20 s to 40 s.
private func run(
  _ fault: String, shop: String = "timeout: 1 s", client: String = "timeout: 5 s"
) throws -> RunResult {
  try Bench(
    template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
    scenario: """
      duration: 60 s
      calibration: ideal
      traffic: {Customers: {to: Shop, rate: 10/s, arrivals: constant, \(client)}}
      outside: {Shop: {workers: 1000}, Payment: {workers: 1000}}
      behavior:
        Shop: {steps: [Request: Payment], \(shop)}
        Payment: {waits: 500 ms}
      faults: [{at: 20 s, for: 20 s, \(fault)}]
      """
  ).run()
}

/// Whether so many of the 599 calls were made during the fault.
private func isDuring(_ count: Int64, share: Double = 1) -> Bool {
  let deviation = (200 * share * (1 - share)).squareRoot()
  return abs(Double(count) - 200 * share) <= 6 + 4 * deviation
}

@Suite struct LostCallTests {
  @Test func `no call gets through a partition, and no answer, and timeouts end the wait`() throws {
    let result = try run("partition: Shop -> Payment")
    let edge = try result.edge(from: "Shop", to: "Payment")
    #expect(isDuring(edge.lostRequests))
    // The answers to five requests were on their way when it began.
    #expect(edge.lostAnswers == 5)
    #expect(edge.dropped[Edge.Loss.timedOut.rawValue] == edge.lostRequests + edge.lostAnswers)
    #expect(edge.timeouts == edge.lostRequests + edge.lostAnswers)
    #expect(try result.count("Requests", at: "Payment") == edge.attempts - edge.lostRequests)
    #expect(edge.held == 0)
  }

  @Test func `a node is cut off from its callers and from those whom it calls`() throws {
    let result = try run("partition: Shop")
    let inside = try result.edge(from: "Shop", to: "Payment")
    let outside = try result.edge(from: "Customers", to: "Shop")
    #expect(isDuring(outside.lostRequests) && outside.lostAnswers == 5)
    // Nothing arrives that it could call for.
    #expect(inside.lostRequests == 0 && inside.lostAnswers == 5)
    #expect(outside.dropped[Edge.Loss.timedOut.rawValue] >= 200)
  }

  @Test func `a share of requests gets lost, and the same share of answers to the others`() throws {
    let result = try run("drop: Shop -> Payment, share: 30 %")
    let edge = try result.edge(from: "Shop", to: "Payment")
    #expect(isDuring(edge.lostRequests, share: 0.3))
    #expect(isDuring(edge.lostAnswers, share: 0.21))
    #expect(edge.timeouts == edge.lostRequests + edge.lostAnswers)
    // Work whose answer is lost is done.
    #expect(try result.count("Requests", at: "Payment") == 599 - edge.lostRequests)
  }

  @Test func `a retry meets another chance of getting through`() throws {
    let result = try run(
      "drop: Shop -> Payment, share: 30 %",
      shop: "timeout: 1 s, retries: {attempts: 4, base: 1 ms, jitter: none}")
    let edge = try result.edge(from: "Shop", to: "Payment")
    // Four times 51 % is 7 %.
    #expect(isDuring(edge.lost, share: 0.0677))
    #expect(edge.retries > 140)
  }

  @Test func `a caller without a timeout waits for ever, and its call stays open`() throws {
    let result = try run("partition: Shop -> Payment", shop: "idempotent: true")
    let edge = try result.edge(from: "Shop", to: "Payment")
    #expect(edge.held == edge.lostRequests + edge.lostAnswers && edge.held > 200)
    #expect(edge.lost == 0)
  }

  @Test func `an SDK without a timeout waits for its socket, and tries again`() throws {
    let result = try run(
      "partition: Shop -> Payment", shop: "retries: standard", client: "retries: none")
    let edge = try result.edge(from: "Shop", to: "Payment")
    #expect(edge.timeouts == edge.lostRequests + edge.lostAnswers)
    // A minute later the way is free again.
    #expect(edge.retries == edge.timeouts && edge.lost == 0 && edge.held == 0)
    let slowest = try #require(try result.samples("AnswerTime", at: "Customers").maximum)
    #expect((60_500_000_000...62_500_000_000).contains(slowest))
  }

  @Test func `a client without a timeout waits as its SDK does`() throws {
    for (client, held) in [("retries: standard", false), ("batch: 1", true)] {
      let result = try run("partition: Customers -> Shop", client: client)
      let edge = try result.edge(from: "Customers", to: "Shop")
      #expect((edge.held > 200) == held && edge.lost == 0, "\(client)")
      #expect((edge.retries > 200) != held, "\(client)")
    }
  }

  @Test func `losses over each other add up as chances do, and a partition takes all`() throws {
    let result = try run(
      "drop: Shop -> Payment, share: 50 %}, {at: 20 s, for: 20 s, drop: Payment, share: 40 %")
    #expect(isDuring(try result.edge(from: "Shop", to: "Payment").lostRequests, share: 0.7))
    let cut = try run(
      "drop: Shop -> Payment, share: 1 %}, {at: 20 s, for: 20 s, partition: Payment")
    #expect(isDuring(try cut.edge(from: "Shop", to: "Payment").lostRequests))
  }

  @Test func `the requests of a queue's senders get lost too, on the way to AWS`() throws {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 60 s
        calibration: ideal
        traffic: {App: {to: Audit, rate: 10/s, arrivals: constant, timeout: 1 s}}
        faults: [{at: 20 s, for: 20 s, drop: Audit}]
        """
    ).run()
    let edge = try result.edge(from: "App", to: "Audit")
    #expect(isDuring(edge.dropped[Edge.Loss.timedOut.rawValue]) && edge.held == 0)
    #expect(try result.count("NumberOfMessagesSent", at: "Audit") == edge.acknowledged)
    #expect(edge.acknowledged == edge.entered - edge.lostRequests)
  }
}
