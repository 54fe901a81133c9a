import Bench
import Blueprints
import Kernel
import Studies
import Testing

@testable import Services

/// Clients and functions that do not wait for ever, and know when not to call.
@Suite struct CallerTests {
  /// A client that sends 10 requests a second for 100 s to an endpoint.
  private static func client(_ client: String, _ api: String) throws -> RunResult {
    try Bench(
      template: "Resources: {Orders: {Type: AWS::SQS::Queue}}\n",
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic: {Shop: {to: Api, rate: 10/s, arrivals: constant, \(client)}}
        outside: {Api: {\(api)}}
        """
    ).run()
  }

  private static func dropped(_ loss: Edge.Loss, _ edge: Edge) -> Int64 {
    edge.dropped[loss.rawValue]
  }

  // MARK: Timeouts

  @Test func `a client stops waiting for an answer given at once, and the ledger balances`() throws
  {
    let result = try Self.client("timeout: 1 s, retries: {attempts: 3}", "latency: 1001 ms")
    let edge = try result.edge(from: "Shop", to: "Api")
    #expect(edge.entered > 990)
    #expect(edge.attempts == 3 * edge.entered && edge.timeouts == edge.attempts)
    #expect(Self.dropped(.timedOut, edge) == edge.entered && edge.held == 0)
    #expect(edge.amplification == 3)
  }

  @Test func `rule 2: what a client gave up goes on at the callee, and has its effects`() throws {
    let bench = try Bench(
      template: "Resources: {Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 30}}}\n",
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic:
          Shop: {to: Worker, rate: 10/s, arrivals: constant, timeout: 1 s, retries: {attempts: 2}}
        behavior: {Worker: {duration: {values: [200 ms, 5 s]}}}
        """)
    let result = bench.run()
    let edge = try result.edge(from: "Shop", to: "Worker")
    #expect(edge.timeouts > 0 && edge.retries > 0 && edge.held == 0)
    #expect(edge.acknowledged + Self.dropped(.timedOut, edge) == edge.entered)
    // Every attempt is worked on to its end, whether anybody waits for it or not.
    #expect(result.consumers[0].completed == edge.attempts)
    let client = try #require(bench.world.node(labelled: "Shop") as? Client)
    // The run is over with the last message, before its late answer comes.
    #expect((edge.timeouts - 1...edge.timeouts).contains(client.lateAnswers?.total ?? 0))
  }

  @Test func `answers in time are not touched by a timeout`() throws {
    let result = try Self.client("timeout: 1 s", "latency: 1 s")
    let edge = try result.edge(from: "Shop", to: "Api")
    #expect(edge.acknowledged == edge.entered && edge.timeouts == 0)
  }

  @Test func `a user whose attempts time out tries again while patience lasts`() throws {
    let result = try Bench(
      template: "Resources: {Orders: {Type: AWS::SQS::Queue}}\n",
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic:
          Visitor:
            to: Api
            users: 1
            thinkTime: 1 s
            timeout: 1 s
            patience: 2500 ms
            retries: {attempts: 9, base: 0 s}
        outside: {Api: {latency: 5 s}}
        """
    ).run()
    let edge = try result.edge(from: "Visitor", to: "Api")
    // Asks at 1, 4.5, … 99 s; tries at once and 1 and 2 s later.
    #expect(edge.entered == 29)
    #expect(edge.attempts == 87)
    #expect(Self.dropped(.abandoned, edge) == 29)
  }

  // MARK: Budget and breaker

  @Test(arguments: [0.1, 0.25])
  func `rule 6: a client's retries are the share of its calls that it pays in`(
    deposit: Double
  ) throws {
    let result = try Self.client(
      "retries: {attempts: 4, base: 10 ms}, budget: {deposit: \(deposit), capacity: 10}",
      "fails: 100 %")
    let edge = try result.edge(from: "Shop", to: "Api")
    let expected = Double(edge.entered) * deposit + 10
    #expect(abs(Double(edge.retries) - expected) <= 1)
    #expect(Self.dropped(.failed, edge) == edge.entered)
  }

  @Test func `rule 5: a client's breaker opens, fails calls at once and tries a few after a while`()
    throws
  {
    let result = try Self.client(
      "retries: none, breaker: {failures: 50 %, over: 20 calls, open: 10 s, probes: 2}",
      "fails: 100 %")
    let edge = try result.edge(from: "Shop", to: "Api")
    // 10 calls open it at 1 s; after that two probes every ten seconds.
    #expect((26...30).contains(edge.attempts))
    #expect(edge.attempts + Self.dropped(.shortCircuited, edge) == edge.entered)
    #expect(edge.held == 0)
  }

  @Test func `a breaker that is closed changes nothing`() throws {
    let plain = try Self.client("retries: none", "latency: 300 ms, fails: 10 %")
    let careful = try Self.client(
      "retries: none, breaker: {failures: 90 %, over: 10 s, open: 10 s}",
      "latency: 300 ms, fails: 10 %")
    let edges = try [plain, careful].map { try $0.edge(from: "Shop", to: "Api") }
    #expect(edges[0].acknowledged == edges[1].acknowledged)
    #expect(edges[0].entered == edges[1].entered && edges[1].held == 0)
  }

  // MARK: Layers

  /// A chain of three layers before an endpoint that always fails.
  private static func chain(_ retries: String, terms: String = "") throws -> RunResult {
    try Bench(
      template: """
        Resources:
          Front: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
          Middle: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
        """,
      scenario: """
        duration: 20 s
        calibration: ideal
        traffic:
          Shop: {to: Front, rate: 1/s, arrivals: constant, retries: \(retries)}
        behavior:
          Front: {retries: \(retries)\(terms), steps: [Invoke: Middle]}
          Middle: {retries: \(retries)\(terms), steps: [Request: Api]}
        outside: {Api: {fails: 100 %}}
        """
    ).run()
  }

  @Test(arguments: [1, 2, 3])
  func `rule 3: retries multiply by layer, (1 + r) to the number of layers`(retries: Int64) throws {
    let result = try Self.chain("{attempts: \(retries + 1), base: 10 ms}")
    let originals = try result.edge(from: "Shop", to: "Front").entered
    let factor = retries + 1
    #expect(originals >= 19)
    let last = try result.edge(from: "Middle", to: "Api")
    #expect(last.attempts == originals * factor * factor * factor)
    // Each edge by itself amplifies by one layer.
    for (from, to) in [("Shop", "Front"), ("Front", "Middle"), ("Middle", "Api")] {
      let edge = try result.edge(from: from, to: to)
      #expect(edge.amplification == Double(factor) && edge.held == 0)
    }
  }

  @Test func `a budget in every layer keeps the amplification near one`() throws {
    let result = try Self.chain(
      "{attempts: 4, base: 10 ms}", terms: ", budget: {deposit: 0.1, capacity: 1}")
    let calls = try result.edge(from: "Front", to: "Middle")
    #expect(calls.retries <= calls.entered / 10 + 1)
  }
}
