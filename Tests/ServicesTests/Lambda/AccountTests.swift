import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// What the functions of an account share, and what they do not.
@Suite struct AccountTests {
  private static func bench(
    _ functions: [(name: String, properties: String)], rate: String, work: String = "100 s",
    duration: String = "10 s", action: String = "", calibration: String
  ) throws -> Bench {
    let resources = functions.map {
      "  \($0.name): {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 900"
        + "\($0.properties)}}"
    }
    let traffic = functions.map {
      "App\($0.name): {to: \($0.name), rate: \(rate), arrivals: constant, retries: none\(action)}"
    }
    let behavior = functions.map { "\($0.name): {duration: \(work)}" }
    let scenario = """
      duration: \(duration)
      drain: 0 s
      calibration: {base: ideal, \(calibration)}
      traffic: {\(traffic.joined(separator: ", "))}
      behavior: {\(behavior.joined(separator: ", "))}
      """
    return try Bench(
      template: "Resources:\n" + resources.joined(separator: "\n"), scenario: scenario)
  }

  private static let two = [(name: "A", properties: ""), (name: "B", properties: "")]

  @Test func `functions without a reservation share the account's concurrency`() throws {
    let result = try Self.bench(Self.two, rate: "50/s", calibration: "lambda.concurrency: 300")
      .run()
    let (a, b) = (
      try result.count("Invocations", at: "A"), try result.count("Invocations", at: "B")
    )
    #expect(a + b == 300 && abs(a - b) <= 1)
    #expect(try result.gauge("Use", at: "lambda.concurrency").maximum == 300)
  }

  @Test func `a reservation is carved out of the account, and is floor and ceiling`() throws {
    let functions = [
      (name: "A", properties: ", ReservedConcurrentExecutions: 120"), (name: "B", properties: ""),
    ]
    let result = try Self.bench(
      functions, rate: "50/s", calibration: "lambda.concurrency: 300"
    ).run()
    #expect(try result.count("Invocations", at: "A") == 120)
    #expect(try result.count("Invocations", at: "B") == 180)
  }

  @Test func `reservations leave a hundred environments to the others`() throws {
    func slip(_ reserved: Int) -> String? {
      let functions = [
        (name: "A", properties: ", ReservedConcurrentExecutions: 500"),
        (name: "B", properties: ", ReservedConcurrentExecutions: \(reserved)"),
      ]
      do {
        _ = try Self.bench(functions, rate: "1/s", calibration: "lambda.concurrency: 1000")
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(slip(400) == nil)
    #expect(
      slip(401)?.contains("with B, functions reserve 901 of 1000 environments") == true)
  }

  @Test func `each function has a scale-out rate of its own`() throws {
    let result = try Self.bench(
      Self.two, rate: "1000/s",
      calibration: "lambda.scaleOutRate: 100, lambda.scaleOutBurst: 1000"
    ).run()
    for label in ["A", "B"] {
      #expect(abs(try result.count("Invocations", at: label) - 2_000) <= 2)
    }
  }

  @Test func `synchronous requests of the account are ten a second for each environment`() throws {
    let result = try Self.bench(
      Self.two, rate: "100/s", work: "1 ms",
      calibration: "lambda.concurrency: 10, lambda.requestsPerEnvironment: 10"
    ).run()
    let (a, b) = (
      try result.count("Invocations", at: "A"), try result.count("Invocations", at: "B")
    )
    // A second's worth is there at the start, and a hundred a second come in.
    #expect(abs(a + b - 1_100) <= 2)
  }

  @Test func `asynchronous events know no rate, only concurrency`() throws {
    let result = try Self.bench(
      Self.two, rate: "100/s", work: "1 ms", action: ", action: InvokeAsync",
      calibration: "lambda.concurrency: 10, lambda.requestsPerEnvironment: 1"
    ).run()
    #expect(try result.count("Invocations", at: "A") == 999)
    #expect(try result.count("Throttles", at: "A") == 0)
  }

  @Test func `a throttled request is no invocation and no error`() throws {
    let result = try Self.bench(
      [(name: "A", properties: "")], rate: "100/s", calibration: "lambda.concurrency: 10"
    ).run()
    #expect(try result.count("Invocations", at: "A") == 10)
    #expect(try result.count("Throttles", at: "A") == 989)
    #expect(try result.count("Errors", at: "A") == 0)
    #expect(try result.units("Lambda requests", at: "A") == 10)
  }
}
