import Bench
import Blueprints
import Kernel
import Measures
import Studies
import Testing

@testable import Scenarios
@testable import Services

/// The price lists that AWS and others have worked out in public, to the cent.
@Suite struct ListPriceTests {
  @Test func `a million messages sent, received and deleted alone cost 1.20, in tens 0.12`() {
    #expect(Queue.request.cost(of: 3_000_000) == 1_200_000)
    #expect(Queue.request.cost(of: 300_000) == 120_000)
  }

  @Test func `a million runs of 100 ms with 128 MB cost 0.20 and 0.208`() {
    #expect(Function.request.cost(of: 1_000_000) == 200_000)
    #expect(Function.duration.cost(of: 128 * 100 * 1_000_000) == 208_334)
  }

  @Test func `60 TB of logs of functions cost 12,500 in a month`() {
    #expect(LogStorage.ofFunctions.monthlyCost(of: 60_000_000_000_000) == 12_500_000_000)
    #expect(LogStorage.ofOthers.monthlyCost(of: 60_000_000_000_000) == 30_000_000_000)
  }

  @Test(
    arguments: [
      (Function.duration, 6_000_000_000 * 1_024_000, 100_000_200_000, 15_000_000),
      (Function.durationOnArm, 7_500_000_000 * 1_024_000, 100_000_500_000, 12_000_100),
      (Queue.request, 100_000_000_000, 40_000_000_000, 300_000),
    ] as [(Price, Int64, Int64, Int64)])
  func `the first tier ends where AWS ends it`(
    price: Price, border: Int64, below: Int64, next: Int64
  ) {
    #expect(price.monthlyCost(of: Int128(border)) == below)
    #expect(price.monthlyCost(of: Int128(border + price.lot)) == below + next)
  }

  @Test func `requests to APIs are cheaper past 333 million, and past 300 million`() throws {
    let rest = try #require(GatewayTerms.rest.declaration.inlets[0].price)
    #expect(rest.monthlyCost(of: 334_000_000) == 1_165_500_000 + 2_800_000)
    let http = try #require(GatewayTerms.http.declaration.inlets[0].price)
    #expect(http.monthlyCost(of: 301_000_000) == 300_000_000 + 900_000)
  }

  @Test func `one sender and one reader of an encrypted queue ask KMS 26,784 times in 31 days`() {
    var calls = EncryptionCalls(in: World(seed: 1, calibration: Calibration()))
    calls.know(senders: 1, readers: 1)
    let charges = calls.charges(until: .start + .days(31))
    #expect(charges.map { $0.units } == [26_784])
    #expect(charges.map { $0.microdollars } == [80_352])
  }

  @Test func `an instance of t2.micro with 8 GB of gp3 costs 9.11 in a month`() throws {
    let bill = try Self.bill(
      """
      Resources:
        Web:
          Type: AWS::EC2::Instance
          Properties:
            InstanceType: t2.micro
            ImageId: ami-1
            BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeSize: 8, VolumeType: gp3}}]
      """,
      """
      duration: 1 h
      drain: 0 s
      traffic: {Shop: {to: Web, rate: 0.001/s, arrivals: constant}}
      behavior: {Web: {duration: 1 ms}}
      month: {runs: 1}
      """)
    #expect(bill.microdollars(of: "Web", for: "EC2 t2.micro instances") == 8_468_000)
    #expect(bill.microdollars(of: "Web", for: "EBS gp3 storage") == 640_000)
  }

  @Test func `a write of 1 KB costs a unit, in a transaction two`() throws {
    func cost(_ action: String) throws -> Int64 {
      let result = try Bench(
        template: """
          Resources:
            Orders: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
          """,
        scenario: """
          duration: 10001 ms
          traffic: {Shop: {to: Orders, action: \(action), rate: 100/s, arrivals: constant}}
          """
      ).run()
      return Self.cost(of: "Orders", for: "DynamoDB write request units", in: result)
    }
    // A thousandth of 0.625 and 1.25 dollars for a million.
    #expect(try cost("PutItem") == 625)
    #expect(try cost("TransactWriteItems") == 1_250)
  }

  /// What a resource was charged for something in a run.
  static func cost(of label: String, for item: String, in result: RunResult) -> Int64 {
    charges(of: label, for: item, in: result).reduce(0) { $0 + $1.microdollars }
  }

  /// The units that a resource was charged for.
  static func units(of label: String, for item: String, in result: RunResult) -> Int64 {
    charges(of: label, for: item, in: result).reduce(0) { $0 + $1.units }
  }

  private static func charges(
    of label: String, for item: String, in result: RunResult
  ) -> [Charge] {
    result.nodes.filter { $0.label == label }.flatMap { $0.charges }
      .filter { $0.price.item == item }
  }

  /// The bill of the month of a scenario, which says what a month is.
  static func bill(_ template: String, _ scenario: String) throws -> MonthlyBill {
    let bench = try Bench(template: template, scenario: scenario)
    return MonthlyBill(
      of: bench.run(), try #require(bench.scenario.month), of: bench.scenario,
      baseRate: bench.design.baseRate)
  }
}
