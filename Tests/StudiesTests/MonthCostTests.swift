import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Studies

/// What a month costs, worked out by hand.
@Suite struct MonthCostTests {
  private func perMonth(_ template: String, _ scenario: String) throws -> Double {
    let bench = try Bench(template: template, scenario: scenario)
    let month = try #require(bench.scenario.month)
    return Double(
      MonthlyBill(
        of: bench.run(), month, of: bench.scenario, baseRate: bench.design.baseRate
      ).microdollars) / 1e6
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
}
