import Bench
import Studies
import Testing

@testable import Services

/// What tables keep, and what is paid for their indexes and their past: by hand, to the cent.
@Suite struct StorageBillTests {
  /// A month in which 52,428,800 items of 400 KB are put: 20,000 GB, and 100 bytes for each.
  private static func bill(_ properties: String) throws -> MonthlyBill {
    try ListPriceTests.bill(
      """
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
      \(properties)
      """,
      """
      calibration: ideal
      duration: 10001 ms
      drain: 0 s
      traffic:
        Shop: {to: Orders, action: PutItem, rate: 10/s, arrivals: constant, size: 400 KB}
      month: {runs: 262144}
      """)
  }

  /// What a month of runs sends, 100 messages each, and the 6,297.856 s that are left of it.
  private static let messages = 262_144.0 * 100 + 62_979

  /// So many bytes and 100 of each item, at a price by the GB [micro-USD].
  private static func cost(_ bytes: Double, at price: Double) -> Double {
    messages * (bytes + 100) / 1_073_741_824 * price
  }

  /// A cost is as expected to the cent.
  private static func expect(_ cost: Int64, _ expected: Double) {
    #expect(abs(Double(cost) - expected) <= 5_000, "\(cost) and not \(expected)")
  }

  @Test func `an index keeps what it projects, and 100 bytes of each item`() throws {
    let bill = try Self.bill(
      """
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            GlobalSecondaryIndexes:
              - IndexName: All
                KeySchema: [{AttributeName: a, KeyType: HASH}]
                Projection: {ProjectionType: ALL}
              - IndexName: Keys
                KeySchema: [{AttributeName: b, KeyType: HASH}]
                Projection: {ProjectionType: KEYS_ONLY}
      """)
    Self.expect(
      bill.microdollars(of: "Orders", for: "DynamoDB index storage"),
      Self.cost(409_600, at: 250_000) + Self.cost(1_024, at: 250_000))
    Self.expect(
      bill.microdollars(of: "Orders", for: "DynamoDB storage"), Self.cost(409_600, at: 250_000))
    #expect(bill.microdollars(of: "Orders", for: "DynamoDB point-in-time recovery") == 0)
  }

  @Test func `every second can be recovered of a table and its local indexes, at 0.20 a GB`()
    throws
  {
    let bill = try Self.bill(
      """
            PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
            KeySchema:
              - {AttributeName: id, KeyType: HASH}
              - {AttributeName: n, KeyType: RANGE}
            LocalSecondaryIndexes:
              - {IndexName: L, Projection: {ProjectionType: KEYS_ONLY}}
            GlobalSecondaryIndexes:
              - {IndexName: G, KeySchema: [{AttributeName: a, KeyType: HASH}]}
      """)
    Self.expect(
      bill.microdollars(of: "Orders", for: "DynamoDB point-in-time recovery"),
      Self.cost(409_600, at: 200_000) + Self.cost(1_024, at: 200_000))
  }

  @Test func `an item that is not in an index takes up nothing there`() throws {
    let result = try Bench(
      template: """
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              GlobalSecondaryIndexes:
                - {IndexName: Open, KeySchema: [{AttributeName: a, KeyType: HASH}]}
        """,
      scenario: """
        calibration: ideal
        duration: 10 s
        traffic:
          Shop: {to: Orders, action: PutItem, rate: 10/s, indexes: {Open: none}}
        """
    ).run()
    #expect(ListPriceTests.units(of: "Orders", for: "DynamoDB index storage", in: result) == 0)
    #expect(ListPriceTests.units(of: "Orders", for: "DynamoDB storage", in: result) > 0)
  }
}
