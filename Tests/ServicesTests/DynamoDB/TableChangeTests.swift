import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct TableChangeTests {
  private final class Follower: RecordReader {
    var records: [(shard: Int, key: UInt64, event: String)] = []
    var closed: [Int] = []

    func take(_ slot: UInt32, from shard: Int, in world: World) {
      let message = world.messages[slot]
      let content = world.kinds[Int(message.kind)].content
      guard case .text(let event)? = content?["eventName"] else { return }
      records.append((shard, message.key, event))
    }

    func close(_ shard: Int, into children: [Int], in world: World) { closed.append(shard) }
  }

  private func follow(_ caller: TableCaller) throws -> Follower {
    let follower = Follower()
    let log = try #require(caller.table.stream)
    _ = log.attach(follower, label: "reader", in: caller.stage.world)
    return follower
  }

  private let table = """
    BillingMode: PAY_PER_REQUEST
    StreamSpecification: {StreamViewType: NEW_IMAGE}
    TimeToLiveSpecification: {AttributeName: t, Enabled: true}
    """

  @Test func `a stream is told of an insert, then of changes, and of a removal of what was there`()
    throws
  {
    let caller = try TableCaller(table)
    let follower = try follow(caller)
    for action in [Table.Action.put, .put, .update, .delete, .delete, .update] {
      #expect(caller.call(action).isDone)
    }
    #expect(
      follower.records.map { $0.event } == ["INSERT", "MODIFY", "MODIFY", "REMOVE", "INSERT"])
    #expect(Set(follower.records.map { $0.key }).count == 1)
  }

  @Test func `a write that changes nothing costs its units and emits no record`() throws {
    let caller = try TableCaller(table)
    let follower = try follow(caller)
    let way = try caller.way(.put, "changes: 50%")
    for message in 1...1_000 { _ = caller.call(.put, UInt64(message), way: way) }
    #expect(follower.records.count == 1_000)
    caller.stage.run(to: 1)
    for message in 1...1_000 { _ = caller.call(.put, UInt64(message), way: way) }
    #expect((1_430...1_570).contains(follower.records.count))
    #expect(caller.total("ConsumedWriteCapacityUnits") == 2_000)
  }

  @Test func `a condition that does not hold emits no record and neither does a read`() throws {
    let caller = try TableCaller(table)
    let follower = try follow(caller)
    let way = try caller.way(.put, "condition: attribute_exists")
    #expect(caller.call(.put, way: way).isUnmet)
    #expect(caller.call(.get).isDone)
    #expect(follower.records.isEmpty)
  }

  @Test func `an item that expires is told of as a removal`() throws {
    let caller = try TableCaller(table, ["dynamodb.expiryDelay": .span(.zero)])
    let follower = try follow(caller)
    _ = caller.call(.put, way: try caller.way(.put, "expires: 10 s"))
    caller.stage.run(to: 10)
    #expect(follower.records.map { $0.event } == ["INSERT", "REMOVE"])
  }

  @Test func `every partition has a shard, and one that is split for heat splits its shard`() throws
  {
    let caller = try TableCaller(table, ["dynamodb.heat": .span(.seconds(5))])
    let follower = try follow(caller)
    #expect(caller.table.stream?.shardCount == 4)
    let way = try caller.way(.put, "key: {only: hot}")
    for second in 0...6 {
      caller.stage.run(to: Double(second))
      for _ in 0..<4 { _ = caller.call(.put, way: way, size: 409_600) }
    }
    #expect(caller.table.throughput.partitionCount == 5)
    #expect(follower.closed == [follower.records[0].shard])
    _ = caller.call(.put, way: way)
    #expect(caller.table.stream?.shardCount == 6)
  }
}
