import Bench
import Blueprints
import Kernel
import Studies
import Testing

@testable import Services

/// Rules of cascades that show in how callers and callees work together; rule 4 has tests of its
/// own in `RetryStormTests`, the others stand with what callers have.
@Suite struct CascadeRuleTests {
  private func run(_ scenario: String) throws -> RunResult {
    try Bench(template: "Resources: {Log: {Type: AWS::SQS::Queue}}", scenario: scenario).run()
  }

  @Test func `rule 1: workers saturate at W/T where the callee takes longer than T, else at W/s`()
    throws
  {
    let result = try run(
      """
      duration: 60 s
      drain: 10 s
      calibration: ideal
      traffic: {Customers: {to: Shop, rate: 500/s, arrivals: constant}}
      outside: {Shop: {workers: 20, queue: {capacity: 20}}, Payment: {workers: 1000}}
      behavior:
        Shop: {steps: [Request: Payment], timeout: 2 s, errors: caught}
        Payment: {duration: 100 ms}
      faults: [{at: 30 s, slow: Payment, by: 100x}]
      """)
    // 20 workers, each busy for 100 ms, and then for the 2 s of the timeout.
    let calls = try result.counts("Requests", at: "Payment")
    #expect(calls[5..<29].allSatisfy { (195...205).contains($0) }, "\(calls)")
    #expect((98...102).contains(calls[40..<50].reduce(0, +)), "\(calls)")
    // Little: the mean number of busy workers is throughput times response.
    #expect(try result.gauge("ActiveWorkers", at: "Shop").maximum == 20)
  }

  /// Attempts on a callee that always fails, by callers who wait so long before they try again.
  private func attempts(_ traffic: String, base: String) throws -> Edge {
    try run(
      """
      duration: 60 s
      drain: 1 min
      calibration: ideal
      traffic:
        Callers: {to: Api, \(traffic), retries: {attempts: 4, base: \(base), jitter: full}}
      outside: {Api: {fails: 100 %}}
      """
    ).edge(from: "Callers", to: "Api")
  }

  @Test func `rule 7: backoff delays the work of open clients, and saves none of it`() throws {
    let open = "rate: 50/s, arrivals: constant"
    let (hasty, patient) = try (attempts(open, base: "1 ms"), attempts(open, base: "4 s"))
    #expect(hasty.attempts == patient.attempts && hasty.attempts == 4 * hasty.entered)
  }

  @Test func `rule 7: backoff saves work where users wait before they ask again`() throws {
    let closed = "users: 50, thinkTime: {exponential: 1 s}"
    let (hasty, patient) = try (attempts(closed, base: "1 ms"), attempts(closed, base: "4 s"))
    #expect(patient.attempts * 3 < hasty.attempts)
  }
}
