import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Functions that wait for other functions.
@Suite struct SynchronousTests {
  private func run(
    caller: String = "Timeout: 60", callee: String = "Timeout: 60", calls: String, does: String,
    client: String = "rate: 1/s, arrivals: constant, retries: none",
    calibration: String = "ideal", for duration: String = "1 min", _ more: String = ""
  ) throws -> RunResult {
    try Bench(
      template: """
        Resources:
          Order: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, \(caller)}}
          Payment: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, \(callee)}}
        """,
      scenario: """
        duration: \(duration)
        calibration: \(calibration)
        traffic: {Shop: {to: Order, \(client)}}
        behavior:
          Order: {duration: 10 ms, \(calls)}
          Payment: \(does)
        \(more)
        """
    ).run()
  }

  @Test func `both functions are billed while one waits for the other`() throws {
    let result = try run(calls: "steps: [Invoke: Payment]", does: "{duration: 990 ms}")
    #expect(try result.samples("Duration", at: "Order").maximum == 1_000_000_000)
    #expect(try result.samples("Duration", at: "Payment").maximum == 990_000_000)
    let runs = try result.count("Invocations", at: "Order")
    let item = "Lambda duration (x86)"
    #expect(try result.units(item, at: "Order") >= (runs - 1) * 1_000 * 128)
    #expect(try result.units(item, at: "Payment") >= (runs - 1) * 990 * 128)
  }

  @Test func `a throttled call is tried again by the profile of the SDK`() throws {
    let result = try run(
      callee: "ReservedConcurrentExecutions: 0, Timeout: 60",
      calls: "retries: standard, steps: [Invoke: Payment]", does: "{duration: 1 ms}", for: "2 min")
    let edge = try result.edge(from: "Order", to: "Payment")
    let ended = edge.dropped[Edge.Loss.throttled.rawValue]
    #expect(ended > 90 && edge.retries >= 2 * ended && edge.retries <= 2 * edge.entered)
    #expect(try result.count("Errors", at: "Order") == ended)
  }

  @Test(arguments: ["standard", "standard-2026", "legacy", "adaptive"])
  func `an error of the function is an answer, and no SDK tries again`(profile: String) throws {
    let result = try run(
      calls: "retries: \(profile), steps: [Invoke: Payment]",
      does: "{duration: 1 ms, fails: 100 %}")
    let edge = try result.edge(from: "Order", to: "Payment")
    #expect(edge.attempts == 59 && edge.retries == 0)
    #expect(try result.count("Errors", at: "Payment") == 59)
  }

  @Test func `rule 3: retries happen inside the duration, and may exceed the timeout`() throws {
    let result = try run(
      caller: "Timeout: 1", callee: "ReservedConcurrentExecutions: 0, Timeout: 60",
      calls: "retries: {attempts: 5, base: 400 ms, jitter: none}, steps: [Invoke: Payment]",
      does: "{duration: 1 ms}")
    // After 0.41 s and 1.21 s it calls again; its time is over between them.
    #expect(try result.samples("Duration", at: "Order").maximum == 1_000_000_000)
    let edge = try result.edge(from: "Order", to: "Payment")
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] >= 57 && edge.retries >= 57)
    #expect(try result.count("Errors", at: "Order") >= 57)
  }

  @Test func `the caller's timeout does not stop the callee`() throws {
    let result = try run(
      caller: "Timeout: 2", calls: "steps: [Invoke: Payment]", does: "{duration: 10 s}",
      for: "2 min")
    #expect(try result.samples("Duration", at: "Order").maximum == 2_000_000_000)
    #expect(try result.samples("Duration", at: "Payment").minimum == 10_000_000_000)
    #expect(try result.count("Errors", at: "Payment") == 0)
  }

  @Test func `a slow callee holds the caller's concurrency, and the caller is throttled`() throws {
    func concurrency(_ fault: String) throws -> (order: Int64, throttles: Int64) {
      let result = try run(
        caller: "Timeout: 60, ReservedConcurrentExecutions: 20",
        calls: "retries: none, steps: [Invoke: Payment]", does: "{duration: 90 ms}",
        client: "rate: 50/s, arrivals: constant, retries: none", for: "2 min", fault)
      return (
        try result.gauge("ConcurrentExecutions", at: "Order").maximum,
        try result.count("Throttles", at: "Order")
      )
    }
    // 50/s × 0.1 s are 5 at once; 50/s × 2.26 s would be 113, and 20 / 2.26 s is all that passes.
    let well = try concurrency("")
    #expect(5...6 ~= well.order && well.throttles == 0)
    let ill = try concurrency("faults: [{at: 30 s, for: 30 s, slow: Payment, by: 25x}]")
    #expect(ill.order == 20 && 1_150...1_350 ~= ill.throttles)
  }

  @Test func `without a reserve a slow callee takes the concurrency of the whole account`() throws {
    let result = try Bench(
      template: """
        Resources:
          Order: {Type: AWS::Lambda::Function, Properties: {Timeout: 60}}
          Payment: {Type: AWS::Lambda::Function, Properties: {Timeout: 60}}
          Search: {Type: AWS::Lambda::Function, Properties: {Timeout: 60}}
        """,
      scenario: """
        duration: 2 min
        calibration: {base: ideal, lambda.concurrency: 100}
        traffic:
          Shop: {to: Order, rate: 50/s, arrivals: constant, retries: none}
          Visitors: {to: Search, rate: 20/s, arrivals: constant, retries: none}
        behavior:
          Order: {duration: 10 ms, retries: none, steps: [Invoke: Payment]}
          Payment: {duration: 90 ms}
          Search: {duration: 50 ms}
        faults: [{at: 30 s, for: 30 s, slow: Payment, by: 25x}]
        """
    ).run()
    // Nobody changed Search, and it fails with the others.
    #expect(try result.count("Throttles", at: "Search") > 200)
    #expect(try result.count("Throttles", at: "Order") > 200)
  }
}
