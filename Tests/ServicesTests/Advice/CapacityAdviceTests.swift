import Bench
import Blueprints
import Studies
import Testing

@testable import Services

/// What is said of hot keys, streams, cold starts and provisioned concurrency, beside the border
/// where nothing is.
@Suite struct CapacityAdviceTests {
  private static func names(
    _ resources: String, _ scenario: String, calibration: String = "ideal"
  ) throws -> [String] {
    try Bench(
      template: "Resources:\n" + resources,
      scenario: "duration: 1 min\ndrain: 10 min\ncalibration: \(calibration)\n" + scenario
    ).run().nodes.flatMap { node in node.advice.map { "\(node.label): \($0.name)" } }
  }

  @Test(arguments: [("{only: board}", true), ("{$zipf: {of: 1000, exponent: 0}}", false)])
  func `a key that is written more than its partition takes is told`(
    key: String, isTold: Bool
  ) throws {
    let names = try Self.names(
      """
        T:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            KeySchema: [{AttributeName: id, KeyType: HASH}]
      """,
      "traffic: {App: {to: T, rate: 20/s, arrivals: constant, size: 64 KB, key: \(key)}}",
      calibration: "aws-2026")
    #expect(names.contains("T: one partition is hot") == isTold, "\(names)")
  }

  private static func stream(_ mapping: String, fails: String) throws -> [String] {
    let bench = try StreamBench.bench(
      mapping: mapping, behavior: "duration: 10 ms, fails: \(fails)", rate: "20/s")
    return bench.run().nodes.flatMap { $0.advice.map { $0.name } }
  }

  @Test func `a stream whose batches fail is told to bound retries and to halve them`() throws {
    let told = ["records are tried again until they expire", "batches that failed are not halved"]
    let bare = try Self.stream("", fails: "5 %")
    #expect(told.allSatisfy { bare.contains($0) }, "\(bare)")
    let kept = try Self.stream(
      "MaximumRetryAttempts: 3\n      BisectBatchOnFunctionError: true", fails: "5 %")
    #expect(!told.contains { kept.contains($0) }, "\(kept)")
    #expect(kept.contains("no on-failure destination"))
    let sound = try Self.stream("", fails: "0 %")
    #expect(!told.contains { sound.contains($0) }, "\(sound)")
  }

  private static func function(
    _ properties: String, does work: String, rate: String = "5/s"
  ) throws -> [String] {
    try names(
      """
        F:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, Timeout: 30\(properties)}
      """,
      """
      traffic: {App: {to: F, rate: \(rate), retries: none}}
      behavior: {F: {duration: \(work)}}
      """, calibration: "aws-2026")
  }

  @Test func `many cold starts are told where somebody waits for answers`() throws {
    let name = "F: many cold starts"
    // Five a second that take six seconds begin thirty environments, a tenth of the runs.
    #expect(try Self.function("", does: "6 s").contains(name))
    #expect(try !Self.function("", does: "20 ms").contains(name))
  }

  private static func alias(_ count: Int) throws -> [String] {
    try names(
      """
        F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 30}}
        V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}
        Live:
          Type: AWS::Lambda::Alias
          Properties:
            FunctionName: !Ref F
            FunctionVersion: !GetAtt V.Version
            Name: live
            ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: \(count)}
      """,
      """
      traffic: {App: {to: Live, rate: 5/s, arrivals: constant, retries: none}}
      behavior: {F: {duration: 1 s}}
      """, calibration: "{base: ideal, lambda.provisionedDelay: 0 s}")
  }

  @Test(arguments: [(40, true), (6, false)])
  func `provisioned concurrency of which half is never used is told`(
    count: Int, isTold: Bool
  ) throws {
    let names = try Self.alias(count)
    #expect(names.contains { $0.hasSuffix(": provisioned concurrency is idle") } == isTold)
    #expect(!names.contains { $0.hasSuffix(": many cold starts") })
  }
}
