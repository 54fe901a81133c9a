import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Studies

/// What a month costs, worked out by hand.
@Suite struct MonthCostTests {
  private func bill(_ template: String, _ scenario: String) throws -> MonthlyBill {
    let bench = try Bench(template: template, scenario: scenario)
    return MonthlyBill(
      of: bench.run(), try #require(bench.scenario.month), of: bench.scenario,
      baseRate: bench.design.baseRate)
  }

  private func perMonth(_ template: String, _ scenario: String) throws -> Double {
    Double(try bill(template, scenario).microdollars) / 1e6
  }

  @Test func `provisioned capacity is charged for every hour of the month, whatever is sent`()
    throws
  {
    let cost = try perMonth(
      """
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            ProvisionedThroughput: {ReadCapacityUnits: 1000, WriteCapacityUnits: 1000}
      """,
      """
      duration: 10 min
      traffic:
        Shop: {to: Orders, action: PutItem, rate: 1/s,
               spikes: [{at: 5 min, for: 1 min, rate: 900/s}]}
      month: {runs: 1}
      """)
    // 730 h of 1,000 writes at 0.65 and 1,000 reads at 0.13 dollars.
    #expect(abs(cost - 569.4) < 1, "\(cost)")
  }

  @Test func `an idle mapping polls all month`() throws {
    let cost = try perMonth(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
        Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship}
      """,
      """
      duration: 10 min
      calibration: {base: aws-2026, mapping.quietAfter: 30 d}
      traffic: {Shop: {to: Orders, rate: 0.0001/s, arrivals: constant}}
      month: {runs: 1}
      """)
    // Five pollers ask three times a minute: 657,000 requests at 0.4 dollars a million.
    #expect(abs(cost - 0.2628) < 0.01, "\(cost)")
  }

  @Test(arguments: ["", ", StreamSpecification: {StreamViewType: KEYS_ONLY}"])
  func `an item that is written over and over is stored once, with a stream or without`(
    stream: String
  ) throws {
    let bill = try bill(
      "Resources: {Carts: {Type: AWS::DynamoDB::Table, Properties: "
        + "{BillingMode: PAY_PER_REQUEST\(stream)}}}",
      """
      duration: 1 h
      calibration: ideal
      traffic:
        Shop: {to: Carts, action: PutItem, rate: 1/s, arrivals: constant, size: 100 KB,
               key: {only: cart}}
      month: {runs: 3}
      """)
    // 102,500 bytes of a GB for a month at 0.25 dollars.
    #expect(bill.microdollars(of: "Carts", for: "DynamoDB storage") == 24)
  }
}
