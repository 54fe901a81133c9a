import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct SecondaryIndexTests {
  /// A calibration in which partitions bound nothing.
  private let unpartitioned: [String: Parameter.Value] = ["dynamodb.partitionWrites": .count(.max)]
  private let provisioned = """
    ProvisionedThroughput: {ReadCapacityUnits: 100, WriteCapacityUnits: 100}
    KeySchema: [{AttributeName: id, KeyType: HASH}]
    GlobalSecondaryIndexes:
      - IndexName: ByStatus
        KeySchema: [{AttributeName: status, KeyType: HASH}]
        Projection: {ProjectionType: KEYS_ONLY}
        ProvisionedThroughput: {ReadCapacityUnits: 10, WriteCapacityUnits: 5}
    """

  @Test func `what a global index cannot absorb throttles the write of its table`() throws {
    let caller = try TableCaller(provisioned, unpartitioned)
    #expect(caller.served(.put, size: 4_096) == 1_500)
    #expect(caller.total("ThrottledRequests") == 1)
    #expect(caller.total("WriteThrottleEvents", "ByStatus") == 1)
    #expect(caller.total("WriteProvisionedThroughputThrottleEvents", "ByStatus") == 1)
    #expect(caller.total("WriteThrottleEvents") == 0)
    // Nothing was used by the write that was turned away.
    #expect(caller.total("ConsumedWriteCapacityUnits") == 6_000)
    #expect(caller.total("ConsumedWriteCapacityUnits", "ByStatus") == 1_500)
    #expect(
      caller.table.advice(in: caller.stage.world) == [
        "T takes no more writes than its index ByStatus, which has 5 units a second, "
          + "and the table 100"
      ])
  }

  @Test func `items that stand in no index use none of it`() throws {
    let caller = try TableCaller(provisioned, unpartitioned)
    let way = try caller.way(.put, "indexes: {ByStatus: none}")
    #expect(caller.served(.put, way: way, size: 4_096) == 7_500)
    #expect(caller.total("ConsumedWriteCapacityUnits", "ByStatus") == 0)
  }

  @Test func `a write that changes nothing costs its units and none of the index`() throws {
    let caller = try TableCaller(provisioned)
    let way = try caller.way(.put, "changes: 0")
    _ = caller.call(.put, way: way)
    #expect(caller.total("ConsumedWriteCapacityUnits", "ByStatus") == 1)
    _ = caller.call(.put, way: way)
    #expect(caller.total("ConsumedWriteCapacityUnits", "ByStatus") == 1)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 2)
  }

  @Test func `a hot key of an index meets the limit of the index's partition`() throws {
    let caller = try TableCaller(
      """
      BillingMode: PAY_PER_REQUEST
      GlobalSecondaryIndexes:
        - {IndexName: ByStatus, KeySchema: [{AttributeName: status, KeyType: HASH}]}
      """)
    let way = try caller.way(.put, "indexes: {ByStatus: {only: open}}")
    #expect(caller.served(.put, way: way) == 1_000)
    #expect(caller.total("WriteKeyRangeThroughputThrottleEvents", "ByStatus") == 1)
    #expect(caller.total("WriteKeyRangeThroughputThrottleEvents") == 0)
    #expect(caller.table.card.units[0] == 2_000)
  }

  @Test func `a query of a global index uses its capacity, of a local one that of the table`()
    throws
  {
    let caller = try TableCaller(
      provisioned + "\nLocalSecondaryIndexes: [{IndexName: ByDate}]")
    let global = try caller.way(.query, "indexes: ByStatus")
    let local = try caller.way(.query, "indexes: ByDate")
    #expect(caller.served(.query, way: global, size: 4_096 * 10) == 600)
    #expect(caller.total("ReadThrottleEvents", "ByStatus") == 1)
    #expect(caller.total("ConsumedReadCapacityUnits") == 0)
    #expect(caller.call(.query, way: local, size: 8_192).isDone)
    #expect(caller.total("ConsumedReadCapacityUnits") == 1)
  }

  @Test func `a local index has every write cost as much again`() throws {
    let caller = try TableCaller(
      "{BillingMode: PAY_PER_REQUEST, LocalSecondaryIndexes: [{IndexName: A}, {IndexName: B}]}")
    _ = caller.call(.put, size: 2_048)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 6)
  }

  @Test func `what an index projects decides what it costs`() throws {
    func units(_ projection: String) throws -> Int64 {
      let caller = try TableCaller(
        """
        BillingMode: PAY_PER_REQUEST
        GlobalSecondaryIndexes: [{IndexName: A, Projection: {ProjectionType: \(projection)}}]
        """)
      _ = caller.call(.put, size: 10_240)
      return caller.total("ConsumedWriteCapacityUnits", "A")
    }
    #expect(try units("ALL") == 10)
    #expect(try units("INCLUDE") == 5)
    #expect(try units("KEYS_ONLY") == 1)
  }

  @Test func `provisioned indexes are charged beside their table`() throws {
    let caller = try TableCaller(provisioned)
    let total = caller.table.charges(until: .start + .hours(1)).reduce(0) { $0 + $1.microdollars }
    #expect(total == 105 * 650 + 110 * 130)
  }
}
