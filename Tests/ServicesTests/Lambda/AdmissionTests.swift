import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// Who gets to run: the limits of synchronous calls, one at a time over `ideal`.
@Suite struct AdmissionTests {
  private static func run(
    function: String = "Timeout: 900", work: String, rate: String, duration: String,
    calibration: String
  ) throws -> RunResult {
    let template = """
      Resources:
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(function)}}
      """
    let scenario = """
      duration: \(duration)
      drain: 0 s
      calibration: {base: ideal, \(calibration)}
      traffic: {App: {to: Worker, rate: \(rate), arrivals: constant, retries: none}}
      behavior: {Worker: {duration: \(work)}}
      """
    return try Bench(template: template, scenario: scenario).run()
  }

  private static func total(_ name: String, _ result: RunResult) throws -> Int64 {
    let node = try #require(result.nodes.first { $0.label == "Worker" })
    let instrument = try #require(node.instruments.first { $0.measure.name == name })
    guard case .count(let count) = instrument.keeper else { return -1 }
    return count.total
  }

  @Test func `a function starts 1,000 environments at once and 100 more a second`() throws {
    let result = try Self.run(
      work: "800 s", rate: "5000/s", duration: "10 s",
      calibration: "lambda.scaleOutRate: 100, lambda.scaleOutBurst: 1000")
    // The bucket is full at the start and refilled for ten seconds.
    #expect(abs(try Self.total("ColdStarts", result) - 2_000) <= 2)
    #expect(try Self.total("Throttles", result) > 40_000)
  }

  @Test func `synchronous calls are bounded to ten a second for each environment`() throws {
    let result = try Self.run(
      function: "ReservedConcurrentExecutions: 10", work: "1 ms", rate: "500/s", duration: "10 s",
      calibration: "lambda.requestsPerEnvironment: 10")
    #expect(abs(try Self.total("Invocations", result) - 1_100) <= 2)
  }

  @Test func `reserved concurrency is a ceiling`() throws {
    let result = try Self.run(
      function: "Timeout: 900, ReservedConcurrentExecutions: 7", work: "100 s", rate: "10/s",
      duration: "10 s", calibration: "sns.retryJitter: 0")
    #expect(try Self.total("Invocations", result) == 7)
    #expect(try Self.total("Throttles", result) == 92)
  }

  @Test(arguments: [("5/h", true), ("10/h", false)])
  func `an environment waits ten minutes for its next run`(rate: String, expires: Bool) throws {
    let result = try Self.run(
      work: "1 s", rate: rate, duration: "10 h", calibration: "lambda.idleLife: 10 min")
    let runs = try Self.total("Invocations", result)
    #expect(runs > 40)
    #expect(try Self.total("ColdStarts", result) == (expires ? runs : 1))
  }
}
