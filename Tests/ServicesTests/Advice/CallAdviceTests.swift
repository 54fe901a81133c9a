import Bench
import Blueprints
import Studies
import Testing

@testable import Services

/// What is said of functions, calls, tables and streams, beside the border where nothing is.
@Suite struct CallAdviceTests {
  private static func advice(
    _ resources: String, _ scenario: String
  ) throws -> [Advice] {
    let indented = resources.split(separator: "\n").joined(separator: "\n  ")
    return try Bench(
      template: "Resources: {\(indented)}",
      scenario: "{duration: 60 s, drain: 10 min, calibration: ideal, \(scenario)}"
    ).run().nodes.flatMap { $0.advice }
  }

  private static func calls(
    _ word: String, outside: String = "fails: 50 %", function: String = "Timeout: 10"
  ) throws -> [String] {
    try advice(
      "F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(function)}}",
      """
      traffic: {App: {to: F, rate: 5/s, arrivals: constant, retries: none}},
      outside: {Bank: {latency: 10 ms, \(outside)}},
      behavior: {F: {steps: [{Request: Bank, \(word)}]}}
      """
    ).map { $0.name }
  }

  @Test func `retries without jitter are told where there were some`() throws {
    let loop = "timeout: 1 s, retries: {attempts: 2, base: 10 ms, cap: 10 ms, jitter: none}"
    #expect(try Self.calls(loop).contains("retries without jitter"))
    #expect(try Self.calls(loop, outside: "fails: 0 %") == [])
    #expect(
      try !Self.calls(loop.split(separator: "none").joined(separator: "full")).contains(
        "retries without jitter"))
  }

  @Test func `retries without a budget are told from half an attempt more for each call on`()
    throws
  {
    let loop = "timeout: 1 s, retries: {attempts: 4, base: 10 ms, cap: 10 ms, jitter: full}"
    #expect(try Self.calls(loop) == ["retries without a budget"])
    #expect(try Self.calls(loop, outside: "fails: 20 %") == [])
  }

  @Test func `calls that wait as long as it takes are told`() throws {
    #expect(
      try Self.calls("retries: none", outside: "fails: 0 %") == ["calls of Bank have no timeout"])
    #expect(try Self.calls("timeout: 1 s, retries: none", outside: "fails: 0 %") == [])
  }

  @Test(arguments: [("10 s", true), ("9 s", false)])
  func `a call that may wait longer than its run may take is told`(
    timeout: String, isTold: Bool
  ) throws {
    let names = try Self.calls("timeout: \(timeout), retries: none", outside: "fails: 0 %")
    #expect(names == (isTold ? ["calls of Bank may wait longer than the run may take"] : []))
  }

  private static let function =
    "F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, %}}"

  @Test func `asynchronous events that nobody hears of are told`() throws {
    let scenario = """
      traffic: {App: {to: F, action: InvokeAsync, rate: 1/s, arrivals: constant}},
      behavior: {F: {duration: 1 ms}}
      """
    let bare = "F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}"
    let advice = try Self.advice(bare, scenario)
    #expect(advice.map { $0.name } == ["no on-failure destination"])
    #expect(advice[0].harm == .blindness)
    let kept = """
      D: {Type: AWS::SQS::Queue},
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13,
        DeadLetterConfig: {TargetArn: "arn:aws:sqs:us-east-1:123456789012:letters"}}}
      """
    let named = kept.split(separator: "Queue}").joined(
      separator: "Queue, Properties: {QueueName: letters}}")
    #expect(try !Self.advice(named, scenario).map { $0.name }.contains("no on-failure destination"))
  }

  @Test(arguments: [(10, true), (20, false)])
  func `a reservation that is used up is told`(reserved: Int, isTold: Bool) throws {
    let advice = try Self.advice(
      """
      F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13,
        ReservedConcurrentExecutions: \(reserved)}}
      """,
      """
      traffic: {App: {to: F, rate: 10/s, arrivals: constant, retries: none}},
      behavior: {F: {duration: 1 s}}
      """)
    #expect(
      advice.map { $0.name }.contains("reserved concurrency is nearly used up") == isTold)
  }

  @Test func `a table that costs more than its requests would is told`() throws {
    let table = """
      T: {Type: AWS::DynamoDB::Table, Properties: {
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}],
        KeySchema: [{AttributeName: id, KeyType: HASH}],
        ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 100}}}
      """
    func advice(_ rate: String) throws -> [Advice] {
      try Self.advice(
        table, "traffic: {App: {to: T, rate: \(rate), arrivals: constant, size: 1 KB}}")
    }
    let told = try advice("2/s")
    #expect(told.map { $0.name } == ["on-demand capacity would cost less"])
    // The mode alone is refused beside a throughput.
    #expect(told.first?.setting == nil)
    #expect(try advice("90/s") == [])
  }
}
