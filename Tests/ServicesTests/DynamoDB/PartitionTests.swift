import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct PartitionTests {
  private let provisioned =
    "ProvisionedThroughput: {ReadCapacityUnits: 9000, WriteCapacityUnits: 5000}"

  @Test func `one partition serves 1,000 writes and 3,000 reads a second whatever the table has`()
    throws
  {
    let caller = try TableCaller(provisioned)
    #expect(caller.table.throughput.partitionCount == 5)
    let put = try caller.way(.put, "key: {only: hot}")
    let get = try caller.way(.get, "key: {only: hot}, consistent: true")
    #expect(caller.served(.put, way: put) == 1_000)
    #expect(caller.served(.get, way: get) == 3_000)
    #expect(caller.total("WriteKeyRangeThroughputThrottleEvents") == 1)
    #expect(caller.total("ReadKeyRangeThroughputThrottleEvents") == 1)
    #expect(caller.total("WriteProvisionedThroughputThrottleEvents") == 0)
    caller.stage.run(to: 0.5)
    #expect(caller.served(.put, way: put) == 500)
    // Other partitions serve what comes to them.
    #expect((1...50).count { caller.call(.put, $0).isDone } > 30)
  }

  @Test func `an on-demand table begins with four partitions, and more where it is warm`() throws {
    let table = "BillingMode: PAY_PER_REQUEST"
    #expect(try TableCaller(table).table.throughput.partitionCount == 4)
    let warm = "{BillingMode: PAY_PER_REQUEST, WarmThroughput: {WriteUnitsPerSecond: 10000}}"
    #expect(try TableCaller(warm).table.throughput.partitionCount == 10)
    let reads = "{BillingMode: PAY_PER_REQUEST, WarmThroughput: {ReadUnitsPerSecond: 30000}}"
    #expect(try TableCaller(reads).table.throughput.partitionCount == 10)
  }

  @Test func `warm throughput sizes the partitions of a provisioned table and its capacity not`()
    throws
  {
    let caller = try TableCaller(
      """
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 400}
      WarmThroughput: {ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 10000}
      """, ["dynamodb.burst": .span(.zero)])
    #expect(caller.table.throughput.partitionCount == 10)
    #expect(caller.served(.put) == 400)
  }

  @Test func `a provisioned table that has grown serves all it has where keys are alike`() throws {
    let caller = try TableCaller(provisioned)
    caller.table.throughput.provide(writes: 6_000, in: caller.stage.world)
    #expect(caller.table.throughput.partitionCount == 10)
    #expect(caller.served(.put, size: 10_240) > 600)
    #expect(caller.total("WriteKeyRangeThroughputThrottleEvents") == 1)
  }

  @Test func `an on-demand table that has grown serves all it is ready for where keys are alike`()
    throws
  {
    let caller = try TableCaller("BillingMode: PAY_PER_REQUEST")
    for tick in 0..<240 {
      caller.stage.run(to: Double(tick) / 4)
      for message in 0..<6 { _ = caller.call(.put, UInt64(tick * 6 + message), size: 102_400) }
    }
    caller.stage.run(to: 31 * 60)
    _ = caller.call(.put)
    caller.stage.run(to: 31 * 60 + 3)
    #expect(caller.served(.put, size: 10_240) > 440)
    #expect(caller.table.throughput.partitionCount == 8)
  }

  @Test func `what a partition serves past its bucket is owed`() throws {
    let caller = try TableCaller(provisioned)
    let way = try caller.way(.query, "key: {only: hot}, consistent: true")
    #expect(caller.call(.query, way: way, size: 16 << 20).isDone)
    #expect(caller.call(.query, way: way).isThrottled)
    // It owes 4,096 units less the 3,000 that it had.
    caller.stage.run(to: 0.36)
    #expect(caller.call(.query, way: way).isThrottled)
    caller.stage.run(to: 0.37)
    #expect(caller.call(.query, way: way).isDone)
    #expect(caller.total("ReadKeyRangeThroughputThrottleEvents") == 2)
  }

  @Test func `hot keys are throttled in an on-demand table too`() throws {
    let caller = try TableCaller("BillingMode: PAY_PER_REQUEST")
    #expect(caller.served(.put, way: try caller.way(.put, "key: {only: hot}")) == 1_000)
    #expect(caller.total("WriteKeyRangeThroughputThrottleEvents") == 1)
  }

  @Test(arguments: [true, false])
  func `E8: 400 units over four partitions, of which three use 50 and one 150, throttle nothing`(
    adapts: Bool
  ) throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 400}",
      [
        "dynamodb.leastPartitions": .count(4), "dynamodb.burst": .span(.zero),
        "dynamodb.adaptiveCapacity": .flag(adapts),
      ])
    var ways: [UInt16] = []
    var partitions: Set<UInt64> = []
    var candidate = 0
    while ways.count < 4 {
      // A key for each of the four partitions.
      let key = ItemKey.key(named: "key\(candidate)", in: caller.stage)
      let place = SplitMix64.mix(key) / (UInt64.max / 4)
      if partitions.insert(place).inserted {
        ways.append(try caller.way(.put, "key: {only: key\(candidate)}"))
      }
      candidate += 1
    }
    var throttled = 0
    for second in 0..<10 {
      for tick in 0..<50 {
        caller.stage.run(to: Double(second) + Double(tick) / 50)
        for way in ways[1...] where !caller.call(.put, way: way).isDone { throttled += 1 }
        for _ in 0..<3 where !caller.call(.put, way: ways[0]).isDone { throttled += 1 }
      }
    }
    if adapts { #expect(throttled == 0) } else { #expect((390...510).contains(throttled)) }
  }

  @Test func `adaptive capacity lends no more than the table has`() throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 400}",
      ["dynamodb.leastPartitions": .count(4), "dynamodb.burst": .span(.zero)])
    let way = try caller.way(.put, "key: {only: hot}")
    #expect(caller.served(.put) == 400)
    #expect(caller.call(.put, way: way).isThrottled)
    #expect(caller.total("WriteProvisionedThroughputThrottleEvents") == 2)
  }

  @Test func `two hot keys of one partition part after five minutes of heat`() throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 900}",
      ["dynamodb.partitionWrites": .count(1_000)])
    #expect(caller.table.throughput.partitionCount == 1)
    let one = try caller.way(.put, "key: {only: one}")
    let two = try caller.way(.put, "key: {only: two}")
    for minute in 0...5 {
      #expect(caller.table.throughput.partitionCount == 1)
      for second in stride(from: 0.0, to: 60, by: 20) {
        caller.stage.run(to: Double(minute) * 60 + second)
        for _ in 0..<3 {
          _ = caller.call(.put, way: one, size: 409_600)
          _ = caller.call(.put, way: two, size: 409_600)
        }
      }
    }
    #expect(caller.table.throughput.partitionCount == 2)
    caller.stage.run(to: 600)
    // The first replaces an item of 400 units; each then has a partition of 1,000 to itself.
    #expect(caller.served(.put, way: one) == 601)
    #expect(caller.served(.put, way: two) == 601)
  }

  @Test func `a single hot item stays as fast as one partition however long it is hot`() throws {
    let caller = try TableCaller(
      "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 5000}",
      ["dynamodb.heat": .span(.seconds(60))])
    let way = try caller.way(.put, "key: {only: one}")
    for second in 0..<400 {
      caller.stage.run(to: Double(second))
      for _ in 0..<4 { _ = caller.call(.put, way: way, size: 409_600) }
    }
    #expect((6...7).contains(caller.table.throughput.partitionCount))
    caller.stage.run(to: 500)
    // The first replaces an item of 400 units.
    #expect(caller.served(.put, way: way) == 601)
  }

  @Test func `items of one partition key part by their sort keys, but not under a local index`()
    throws
  {
    func partitions(_ more: String) throws -> (count: Int, served: Int) {
      let caller = try TableCaller(
        """
        ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 5000}
        KeySchema: [{AttributeName: a, KeyType: HASH}, {AttributeName: b, KeyType: RANGE}]
        \(more)
        """, ["dynamodb.heat": .span(.seconds(60))])
      let way = try caller.way(.put, "key: {only: one}")
      for second in 0..<200 {
        caller.stage.run(to: Double(second))
        for item in 0..<6 {
          _ = caller.call(.put, UInt64(second * 10 + item), way: way, size: 200_000)
        }
      }
      caller.stage.run(to: 600)
      return (caller.table.throughput.partitionCount, caller.served(.put, way: way))
    }
    let free = try partitions("")
    let bound = try partitions("LocalSecondaryIndexes: [{IndexName: L}]")
    #expect(free.served > 1_200)
    #expect(bound.served == 500)
  }
}

extension ItemKey {
  /// The number that `{only: name}` gives.
  static func key(named name: String, in stage: Stage) -> UInt64 { stableHash(name) }
}
