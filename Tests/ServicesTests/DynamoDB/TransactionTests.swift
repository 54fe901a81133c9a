import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct TransactionTests {
  private let plain = "BillingMode: PAY_PER_REQUEST"

  @Test func `transactions use twice the units and each item is rounded by itself`() throws {
    let caller = try TableCaller(plain)
    let write = try caller.way(.transactWrite, "items: 3")
    let read = try caller.way(.transactGet, "items: 3")
    #expect(caller.call(.transactWrite, way: write, size: 1_500).isDone)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 12)
    #expect(caller.call(.transactGet, way: read, size: 5_000).isDone)
    #expect(caller.total("ConsumedReadCapacityUnits") == 12)
    #expect(TablePrices.standard.writeRequest.cost(of: 2_000_000) == 1_250_000)
  }

  @Test func `a transaction does all of its items or none`() throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 5}",
      ["dynamodb.burst": .span(.zero)])
    let three = try caller.way(.transactWrite, "items: 3, condition: attribute_not_exists")
    #expect(caller.call(.transactWrite, way: three).isThrottled)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 0)
    #expect(caller.table.items.isEmpty)
    let two = try caller.way(.transactWrite, "items: 2, condition: attribute_not_exists")
    #expect(caller.call(.transactWrite, way: two).isDone)
    #expect(caller.table.items.count == 2)
  }

  @Test func `one condition that does not hold cancels the whole transaction, which is billed`()
    throws
  {
    let caller = try TableCaller(plain)
    let way = try caller.way(.transactWrite, "items: 3, condition: attribute_not_exists")
    let single = try caller.way(.put, "condition: attribute_not_exists")
    #expect(caller.call(.put, way: single).isDone)
    #expect(caller.call(.transactWrite, way: way).isUnmet)
    #expect(caller.table.items.count == 1)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 7)
    #expect(caller.total("ConditionalCheckFailedRequests") == 1)
  }

  @Test func `a transaction sent again within ten minutes changes nothing and costs reads`() throws
  {
    let caller = try TableCaller(plain)
    let way = try caller.way(.transactWrite, "items: 2, condition: attribute_not_exists")
    #expect(caller.call(.transactWrite, way: way).isDone)
    caller.stage.run(to: 599)
    #expect(caller.call(.transactWrite, way: way, attempt: 1).isDone)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 4)
    #expect(caller.total("ConsumedReadCapacityUnits") == 4)
    // Code that runs again sends another token.
    #expect(caller.call(.transactWrite, way: way, attempt: 1 << 8).isUnmet)
    caller.stage.run(to: 600)
    #expect(caller.call(.transactWrite, way: way, attempt: 2).isUnmet)
  }

  @Test func `a transaction over 4 MB is refused`() throws {
    let caller = try TableCaller(plain, calibration: "ideal")
    let transaction = try caller.way(.transactWrite, "items: 100")
    #expect(caller.call(.transactWrite, way: transaction, size: 41_943).isDone)
    #expect(caller.call(.transactWrite, way: transaction, size: 41_944).isRefused)
    #expect(caller.total("UserErrors") == 1)
  }

  @Test func `a batch that reads returns what fits into 16 MB and leaves the rest`() throws {
    let caller = try TableCaller(plain, calibration: "ideal")
    let way = try caller.way(.batchGet, "items: 100")
    #expect(caller.call(.batchGet, way: way, size: 409_600).left == 60)
    #expect(caller.call(.batchGet, way: way, size: 409_600, attempt: 1, left: 60).left == 20)
    #expect(caller.call(.batchGet, way: way, size: 409_600, attempt: 2, left: 20).isDone)
    #expect(caller.total("ConsumedReadCapacityUnits") == 5_000)
    #expect(caller.total("ThrottledRequests") == 0)
    #expect(caller.call(.batchGet, 2, way: way, size: 409_601).isRefused)
  }

  @Test func `a transaction without capacity takes none, and its partition stays hot and is split`()
    throws
  {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 900}",
      ["dynamodb.heat": .span(.seconds(5))])
    let way = try caller.way(.transactWrite, "items: 3")
    for second in 0...5 {
      #expect(caller.table.throughput.partitionCount == 1)
      caller.stage.run(to: Double(second))
      #expect(caller.call(.transactWrite, UInt64(second), way: way, size: 409_600).isThrottled)
    }
    #expect(caller.table.throughput.partitionCount == 2)
    let split = try #require(caller.table.throughput.takeSplits().first)
    var sides: Set<Bool> = []
    for candidate in 0..<100 {
      let place = SplitMix64.mix(ItemKey.key(named: "key\(candidate)", in: caller.stage))
      guard sides.insert(place < split).inserted else { continue }
      let hot = try caller.way(.put, "key: {only: key\(candidate)}")
      #expect(caller.served(.put, way: hot) == 1_000)
    }
    #expect(sides.count == 2)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 2_000)
  }

  @Test func `a cancelled transaction writes no index`() throws {
    let caller = try TableCaller(
      """
      BillingMode: PAY_PER_REQUEST
      GlobalSecondaryIndexes: [{IndexName: A}]
      LocalSecondaryIndexes: [{IndexName: L}]
      """)
    let way = try caller.way(.transactWrite, "items: 2, condition: attribute_not_exists")
    #expect(caller.call(.transactWrite, way: way).isDone)
    #expect(caller.total("ConsumedWriteCapacityUnits", "A") == 4)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 8)
    #expect(caller.call(.transactWrite, way: way, attempt: 1 << 8).isUnmet)
    #expect(caller.total("ConsumedWriteCapacityUnits", "A") == 4)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 12)
  }

  @Test func `a batch rounds each item first and adds then`() throws {
    let caller = try TableCaller(plain)
    let write = try caller.way(.batchWrite, "items: 2")
    _ = caller.call(.batchWrite, way: write, size: 512)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 2)
    let read = try caller.way(.batchGet, "items: 4")
    _ = caller.call(.batchGet, way: read, size: 100)
    #expect(caller.total("ConsumedReadCapacityUnits") == 2)
  }

  @Test func `a batch returns what it left undone, and fails only where nothing was done`() throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 10}",
      ["dynamodb.burst": .span(.zero)])
    let way = try caller.way(.batchWrite, "items: 25, changes: 1")
    #expect(caller.call(.batchWrite, way: way).left == 15)
    #expect(caller.table.items.count == 10)
    #expect(caller.total("WriteThrottleEvents") == 15)
    #expect(caller.total("ThrottledRequests") == 0)
    #expect(caller.call(.batchWrite, way: way, attempt: 1, left: 15).isThrottled)
    #expect(caller.total("ThrottledRequests") == 1)
    caller.stage.run(to: 1)
    #expect(caller.call(.batchWrite, way: way, attempt: 1, left: 15).left == 5)
    caller.stage.run(to: 2)
    #expect(caller.call(.batchWrite, way: way, attempt: 2, left: 5).isDone)
    // Every item was written once.
    #expect(caller.table.items.count == 25)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 25)
  }

  @Test func `what infrequent access costs is a quarter more`() throws {
    let caller = try TableCaller(
      "{BillingMode: PAY_PER_REQUEST, TableClass: STANDARD_INFREQUENT_ACCESS}")
    for message in 1...800 { _ = caller.call(.put, UInt64(message), size: 10_240) }
    let charges = caller.table.charges(until: .start)
    #expect(charges.reduce(0) { $0 + $1.microdollars } == 3_125)
    let capacity = TablePrices.infrequent
    #expect(capacity.writeCapacity.cost(of: 100 * 3_600_000) == 81_250)
    #expect(capacity.readCapacity.cost(of: 100 * 3_600_000) == 16_250)
  }
}
