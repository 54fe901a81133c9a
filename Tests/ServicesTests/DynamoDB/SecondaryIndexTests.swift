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
      caller.table.remarks(in: caller.stage.world) == [
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

  @Test func `an item that moves to another key of an index is deleted there and put here`() throws
  {
    let caller = try TableCaller(
      "{BillingMode: PAY_PER_REQUEST, GlobalSecondaryIndexes: [{IndexName: ByStatus}]}")
    let open = try caller.way(.put, "indexes: {ByStatus: {only: open}}")
    let shipped = try caller.way(.update, "indexes: {ByStatus: {only: shipped}}")
    let none = try caller.way(.update, "indexes: {ByStatus: none}")
    func used(_ action: Table.Action, way: UInt16 = 0, size: Int64 = 1_024) -> Int64 {
      let before = caller.total("ConsumedWriteCapacityUnits", "ByStatus")
      _ = caller.call(action, way: way, size: size)
      return caller.total("ConsumedWriteCapacityUnits", "ByStatus") - before
    }
    #expect(used(.put, way: open, size: 3_072) == 3)
    #expect(used(.update, way: shipped) == 3 + 1)
    #expect(used(.update, way: shipped) == 1)
    // What an update does not name stays as it is.
    #expect(used(.update) == 1)
    #expect(used(.update, way: shipped) == 1)
    #expect(used(.update, way: none) == 1)
    #expect(used(.update) == 0)
    #expect(used(.put, way: open) == 1)
    #expect(used(.delete) == 1)
    #expect(used(.delete) == 0)
  }

  @Test func `an index of keys is not written by an update that leaves them`() throws {
    let caller = try TableCaller(
      """
      BillingMode: PAY_PER_REQUEST
      StreamSpecification: {StreamViewType: NEW_IMAGE}
      GlobalSecondaryIndexes:
        - {IndexName: Keys, Projection: {ProjectionType: KEYS_ONLY}}
        - {IndexName: Some, Projection: {ProjectionType: INCLUDE}}
      """)
    _ = caller.call(.put, size: 4_096)
    _ = caller.call(.update, size: 4_096)
    #expect(caller.total("ConsumedWriteCapacityUnits", "Keys") == 1)
    #expect(caller.total("ConsumedWriteCapacityUnits", "Some") == 4)
    _ = caller.call(.delete)
    #expect(caller.total("ConsumedWriteCapacityUnits", "Keys") == 2)
    #expect(caller.total("ConsumedWriteCapacityUnits", "Some") == 6)
  }

  @Test func `what a local index projects decides what it costs the table`() throws {
    func units(_ projection: String) throws -> Int64 {
      let caller = try TableCaller(
        """
        BillingMode: PAY_PER_REQUEST
        LocalSecondaryIndexes: [{IndexName: A, Projection: {ProjectionType: \(projection)}}]
        """)
      _ = caller.call(.put, size: 10_240)
      return caller.total("ConsumedWriteCapacityUnits")
    }
    #expect(try units("ALL") == 20)
    #expect(try units("INCLUDE") == 15)
    #expect(try units("KEYS_ONLY") == 11)
  }

  @Test func `rule 4: each throttled index counts its event, and the request counts once`() throws {
    let index = "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}"
    let caller = try TableCaller(
      """
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 100}
      GlobalSecondaryIndexes: [{IndexName: A, \(index)}, {IndexName: B, \(index)}]
      """, ["dynamodb.burst": .span(.zero)])
    #expect(caller.call(.put).isDone)
    #expect(caller.call(.put, 2).isThrottled)
    #expect(caller.total("ThrottledRequests") == 1)
    #expect(caller.total("WriteThrottleEvents") == 0)
    #expect(caller.total("WriteThrottleEvents", "A") == 1)
    #expect(caller.total("WriteThrottleEvents", "B") == 1)
    #expect(caller.served(.put, way: try caller.way(.put, "indexes: {A: none, B: none}")) == 99)
  }

  @Test func `provisioned indexes are charged beside their table`() throws {
    let caller = try TableCaller(provisioned)
    let total = caller.table.charges(until: .start + .hours(1)).reduce(0) { $0 + $1.microdollars }
    #expect(total == 105 * 650 + 110 * 130)
  }
}
