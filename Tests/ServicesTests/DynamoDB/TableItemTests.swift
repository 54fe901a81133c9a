import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct TableItemTests {
  private let plain = "BillingMode: PAY_PER_REQUEST"
  private let expiring =
    "{BillingMode: PAY_PER_REQUEST, TimeToLiveSpecification: {AttributeName: t, Enabled: true}}"

  @Test func `exactly one of N concurrent attribute_not_exists puts succeeds and all are billed`()
    throws
  {
    let caller = try TableCaller(plain)
    let way = try caller.way(.put, "condition: attribute_not_exists, key: {only: lock}")
    let answers = (1...10).map { caller.call(.put, $0, way: way, size: 2_048) }
    #expect(answers.count { $0.isDone } == 1 && answers[0].isDone)
    #expect(answers.count { $0.isUnmet } == 9)
    #expect(caller.total("ConditionalCheckFailedRequests") == 9)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 20)
    #expect(caller.table.card.units[Table.Action.put.rawValue] == 20)
  }

  @Test func `attribute_exists holds once the item is written and until it is deleted`() throws {
    let caller = try TableCaller(plain)
    let way = try caller.way(.update, "condition: attribute_exists")
    #expect(caller.call(.update, way: way).isUnmet)
    #expect(caller.call(.put).isDone)
    #expect(caller.call(.update, way: way).isDone)
    #expect(caller.call(.update, 2, way: way).isUnmet)
    #expect(caller.call(.delete).isDone)
    #expect(caller.call(.update, way: way).isUnmet)
  }

  @Test func `a write is charged for the larger of the old and the new image`() throws {
    let caller = try TableCaller(plain)
    let condition = try caller.way(.put, "condition: attribute_not_exists")
    _ = caller.call(.put, size: 5_000)
    _ = caller.call(.update, size: 100)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 10)
    _ = caller.call(.put, way: condition, size: 3_000)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 13)
    _ = caller.call(.put, way: condition, size: 100)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 14)
  }

  @Test func `a smaller image or none over a known item is charged by the item`() throws {
    for next in [Table.Action.put, .delete] {
      let caller = try TableCaller(plain)
      let first = try caller.way(.put, "")
      let second = try caller.way(next, "")
      for message: UInt64 in 1...10 {
        _ = caller.call(.put, message, way: first, size: 5 * 1_024)
        _ = caller.call(next, message, way: second, size: 1_024)
      }
      // Five units each time: the larger of the old and the new image.
      #expect(caller.total("ConsumedWriteCapacityUnits") == 100)
      // Ten items of 1,124 bytes, or none.
      #expect(caller.table.storage.items.bytes == (next == .put ? 11_240 : 0))
    }
  }

  @Test func `what shares a key is stored once, and else every put is of a new item`() throws {
    func stored(_ said: String, _ more: String = "", newItems: Double = 1) throws -> Int64 {
      let caller = try TableCaller(
        "{BillingMode: PAY_PER_REQUEST\(more)}", ["dynamodb.newItems": .real(newItems)])
      let way = try caller.way(.put, said)
      for message: UInt64 in 1...10 { _ = caller.call(.put, message, way: way, size: 900) }
      #expect(caller.total("ConsumedWriteCapacityUnits") == 10)
      return caller.table.storage.items.bytes
    }
    let sorted =
      ", KeySchema: [{AttributeName: a, KeyType: HASH}, {AttributeName: b, KeyType: RANGE}]"
    #expect(try stored("key: {only: board}") == 1_000)
    #expect(try stored("key: {only: board}", sorted) == 10_000)
    #expect(try stored("") == 10_000)
    #expect(try stored("", newItems: 0.25) == 2_500)
  }

  @Test func `a report names what is assumed of the items where no key is known`() throws {
    func names(_ said: String) throws -> [String] {
      let caller = try TableCaller(plain)
      _ = try caller.way(.put, said)
      return caller.table.usedParameters.map { $0.name }
    }
    #expect(try names("").contains("dynamodb.newItems"))
    #expect(try !names("key: {only: board}").contains("dynamodb.newItems"))
  }

  @Test func `with a sort key every message has an item of its own under its partition key`()
    throws
  {
    let caller = try TableCaller(
      """
      BillingMode: PAY_PER_REQUEST
      KeySchema:
        - {AttributeName: customer, KeyType: HASH}
        - {AttributeName: order, KeyType: RANGE}
      """)
    let way = try caller.way(.put, "condition: attribute_not_exists, key: {only: customer}")
    #expect(caller.call(.put, 1, way: way).isDone)
    #expect(caller.call(.put, 2, way: way).isDone)
    #expect(caller.call(.put, 1, way: way).isUnmet)
  }

  @Test func `consistent is said by each caller and doubles what a read uses`() throws {
    let caller = try TableCaller(plain)
    let strong = try caller.way(.get, "consistent: true")
    _ = caller.call(.get, way: strong, size: 4_097)
    #expect(caller.table.card.units[Table.Action.get.rawValue] == 4)
    _ = caller.call(.get, size: 4_097)
    #expect(caller.table.card.units[Table.Action.get.rawValue] == 6)
  }

  @Test func `items that expire are deleted later at no cost, unless they are written again`()
    throws
  {
    let caller = try TableCaller(expiring, ["dynamodb.expiryDelay": .span(.seconds(5))])
    let put = try caller.way(.put, "expires: 10 s")
    let fresh = try caller.way(.put, "condition: attribute_not_exists, expires: 10 s")
    #expect(caller.call(.put, 1, way: put).isDone)
    #expect(caller.call(.put, 2, way: put).isDone)
    caller.stage.run(to: 14)
    #expect(caller.call(.put, 1, way: fresh).isUnmet)
    #expect(caller.call(.put, 2, way: put).isDone)
    caller.stage.run(to: 16)
    #expect(caller.total("TimeToLiveDeletedItemCount") == 1)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 4)
    #expect(caller.call(.put, 1, way: fresh).isDone)
    #expect(caller.call(.put, 2, way: fresh).isUnmet)
  }

  @Test func `an item that was deleted and written again goes when it has expired itself`() throws {
    let caller = try TableCaller(expiring, ["dynamodb.expiryDelay": .span(.seconds(5))])
    let put = try caller.way(.put, "expires: 10 s")
    _ = caller.call(.put, way: put)
    _ = caller.call(.delete)
    caller.stage.run(to: 12)
    _ = caller.call(.put, way: put)
    caller.stage.run(to: 26)
    #expect(caller.total("TimeToLiveDeletedItemCount") == 0)
    #expect(caller.table.items.count == 1)
    caller.stage.run(to: 27)
    #expect(caller.total("TimeToLiveDeletedItemCount") == 1)
    #expect(caller.table.items.isEmpty)
  }

  @Test func `an update leaves the time at which an item expires, and a put replaces it`() throws {
    let caller = try TableCaller(expiring, ["dynamodb.expiryDelay": .span(.zero)])
    let put = try caller.way(.put, "expires: 10 s")
    for message in 1...2 { _ = caller.call(.put, UInt64(message), way: put) }
    _ = caller.call(.update, 1)
    _ = caller.call(.put, 2)
    caller.stage.run(to: 100)
    #expect(caller.total("TimeToLiveDeletedItemCount") == 1)
    #expect(caller.table.items.count == 1)
  }

  @Test func `deleting what is not there costs one unit, and what is there what it has`() throws {
    let caller = try TableCaller(
      "{BillingMode: PAY_PER_REQUEST, StreamSpecification: {StreamViewType: NEW_IMAGE}}")
    _ = caller.call(.delete, size: 10_240)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 1)
    _ = caller.call(.put, size: 3_000)
    _ = caller.call(.delete, size: 10_240)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 7)
  }

  // MARK: - Idempotent code

  @Test func `a lock is in progress until its deadline, and as if it were not there afterwards`()
    throws
  {
    let caller = try TableCaller(plain)
    let ways = caller.table.idempotency(
      by: .usual, for: .seconds(3_600), of: "F", in: caller.stage.world)
    let end = Instant.start + .seconds(10)
    #expect(caller.call(.put, way: ways.begin.way, deadline: end).isDone)
    #expect(caller.call(.put, way: ways.begin.way, deadline: end).standing == .inProgress)
    caller.stage.run(to: 10)
    #expect(caller.call(.put, way: ways.begin.way, deadline: end + .seconds(10)).isDone)
    #expect(caller.call(.put, way: ways.begin.way, deadline: .never).standing == .inProgress)
  }

  @Test func `a result is remembered for its time by the timestamp and not by deletion`() throws {
    let caller = try TableCaller(plain)
    let ways = caller.table.idempotency(
      by: .usual, for: .seconds(60), of: "F", in: caller.stage.world)
    #expect(caller.call(.put, way: ways.begin.way, deadline: .start + .seconds(3)).isDone)
    #expect(caller.call(.update, way: ways.complete.way).isDone)
    caller.stage.run(to: 59)
    #expect(caller.call(.put, way: ways.begin.way).standing == .completed)
    #expect(caller.call(.put, 2, way: ways.begin.way).isDone)
    caller.stage.run(to: 60)
    #expect(caller.call(.put, way: ways.begin.way).isDone)
    #expect(caller.total("ConsumedWriteCapacityUnits") == 5)
  }

  @Test func `the record of code that threw is deleted, and each code has records of its own`()
    throws
  {
    let caller = try TableCaller(plain)
    let world = caller.stage.world
    let ways = caller.table.idempotency(by: .usual, for: .seconds(60), of: "F", in: world)
    let other = caller.table.idempotency(by: .usual, for: .seconds(60), of: "G", in: world)
    #expect(caller.call(.put, way: ways.begin.way).isDone)
    #expect(caller.call(.put, way: other.begin.way).isDone)
    #expect(caller.call(.delete, way: ways.release.way).isDone)
    #expect(caller.call(.put, way: ways.begin.way).isDone)
    #expect(caller.call(.put, way: other.begin.way).standing == .inProgress)
  }
}
