import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Services

/// Requests to a bucket: how long they take, how many it serves, what they cost.
@Suite struct BucketTests {
  @Test func `an object travels at the rate of one request, beside the first byte`() throws {
    let warehouse = Warehouse([
      "s3.request": .span(.milliseconds(100)), "s3.throughput": .count(50_000_000),
    ])
    try warehouse.begin()
    #expect(warehouse.request(size: 100_000_000).time == .milliseconds(2_100))
    #expect(warehouse.request(.getObject, size: 50_000_000).time == .milliseconds(1_100))
    #expect(warehouse.request(.deleteObject, size: 50_000_000).time == .milliseconds(100))
    #expect(warehouse.request(.copyObject, size: 50_000_000).time == .milliseconds(100))
    let meters = warehouse.bucket.meters
    #expect(meters.uploaded.total == 100_000_000 && meters.downloaded.total == 50_000_000)
    #expect(meters.firstByte.histogram.count == 4)
    #expect(meters.total.histogram.maximum == TimeSpan.milliseconds(2_100).nanoseconds)
  }

  @Test func `a prefix serves 3,500 writes and 5,500 reads a second`() throws {
    let warehouse = Warehouse([
      "s3.prefixWrites": .count(3_500), "s3.prefixReads": .count(5_500),
    ])
    try warehouse.begin()
    let (one, other) = (warehouse.kind("{key: a/1}"), warehouse.kind("{key: b/1}"))
    func served(_ action: Bucket.Action, _ kind: UInt16, of count: Int) -> Int {
      (0..<count).count { _ in warehouse.request(action, kind).isDone }
    }
    #expect(served(.putObject, one, of: 4_000) == 3_500)
    #expect(served(.getObject, one, of: 6_000) == 5_500)
    #expect(served(.deleteObject, one, of: 10) == 0)
    #expect(served(.putObject, other, of: 4_000) == 3_500)
    let meters = warehouse.bucket.meters
    #expect(meters.throttled.total == 1_510 && meters.serverErrors.total == 1_510)
    warehouse.run(to: 0.1)
    #expect(served(.putObject, one, of: 400) == 350)
  }

  @Test func `keys under drawn folders are told apart`() throws {
    let warehouse = Warehouse(["s3.prefixWrites": .count(10)])
    try warehouse.begin()
    let reader = ContentReader(of: "App", in: warehouse.stage.world)
    func kind(_ key: String) throws -> UInt16 {
      let body = try reader.content(warehouse.stage.document("{key: \(key)}"))
      return warehouse.stage.world.add(EventKind(label: "App", body: .json(body), size: 9))
    }
    let spread = try kind("{$join: [{$choose: [a/, b/, c/, d/]}, {$ordinal: 1}]}")
    let served = (0..<1_000).count { _ in warehouse.request(.putObject, spread).isDone }
    #expect(served == 40)
    let flat = try kind("{$join: [e/, {$ordinal: 1}, .txt]}")
    #expect((0..<100).count { _ in warehouse.request(.putObject, flat).isDone } == 10)
    #expect(ObjectDescription(warehouse.stage.world.kinds[Int(flat)], in: "").fixedPrefix == "e/")
    #expect(ObjectDescription(warehouse.stage.world.kinds[Int(spread)], in: "").fixedPrefix == nil)
  }

  @Test func `an upload of more than 5 GB in one request is refused`() throws {
    let warehouse = Warehouse()
    try warehouse.begin()
    #expect(warehouse.request(size: 5 << 30).isDone)
    #expect(warehouse.request(size: 5 << 30 + 1).isRefused)
    #expect(warehouse.request(.completeMultipartUpload, size: 50 << 30).isDone)
    #expect(warehouse.bucket.meters.clientErrors.total == 1)
  }

  @Test func `requests are counted by their methods`() throws {
    let warehouse = Warehouse()
    try warehouse.begin()
    for action in Bucket.Action.allCases { warehouse.request(action) }
    func total(_ name: String) -> Int64? {
      for instrument in warehouse.stage.world.instruments where instrument.measure.name == name {
        if case .count(let count) = instrument.keeper { return count.total }
      }
      return nil
    }
    #expect(total("AllRequests") == 13)
    #expect(total("PutRequests") == 5 && total("PostRequests") == 3)
    #expect(total("GetRequests") == 1 && total("HeadRequests") == 1)
    #expect(total("DeleteRequests") == 2 && total("ListRequests") == 1)
    #expect(total("4xxErrors") == 0 && total("5xxErrors") == 0)
  }

  @Test func `a thousand writes cost half a cent, reads a twelfth of that, deletes nothing`()
    throws
  {
    let warehouse = Warehouse()
    try warehouse.begin()
    func cost() -> Int64 {
      warehouse.bucket.charges(until: .start).reduce(0) { $0 + $1.microdollars }
    }
    let kind = warehouse.kind("{key: a}")
    for _ in 0..<1_000 { warehouse.request(.putObject, kind) }
    #expect(cost() == 5_000)
    for _ in 0..<1_000 { warehouse.request(.getObject, kind) }
    #expect(cost() == 5_400)
    for _ in 0..<1_000 { warehouse.request(.deleteObject, kind) }
    #expect(cost() == 5_400)
  }

  @Test func `a reader is served the object that it was told of, unless it says a size`() throws {
    let warehouse = Warehouse(["s3.throughput": .count(1_000_000)])
    try warehouse.begin()
    let record = "{s3: {bucket: {name: NAME}, object: {key: a, size: 3000000}}}"
    func notice(of bucket: String, size: Int64 = 700) -> UInt16 {
      warehouse.kind(
        "{Records: [\(record.replacing("NAME", with: bucket))]}", size: size)
    }
    #expect(warehouse.request(.getObject, notice(of: "uploads")).time == .seconds(3))
    #expect(
      warehouse.request(.getObject, notice(of: "other")).time
        == TimeSpan(nanoseconds: 1_024_000))
    let said = notice(of: "uploads", size: 2_000_000)
    #expect(warehouse.request(.getObject, said, size: 2_000_000).time == .seconds(2))
  }

  @Test func `faults slow requests and notifications down, fail and throttle`() throws {
    let warehouse = Warehouse([
      "s3.request": .span(.milliseconds(100)), "s3.notification": .span(.seconds(1)),
    ])
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    let world = warehouse.stage.world
    warehouse.bucket.apply(.slow(3), in: world)
    #expect(warehouse.request().time == .milliseconds(300))
    warehouse.run(to: 10)
    #expect(queue.moments == [Instant(nanoseconds: 3_300_000_000)])
    warehouse.bucket.apply(.slow(1), in: world)
    warehouse.bucket.apply(.throttle(1), in: world)
    #expect(warehouse.request().isThrottled)
    warehouse.bucket.apply(.throttle(0), in: world)
    warehouse.bucket.apply(.fail(1), in: world)
    #expect(warehouse.request().isRetryable)
    #expect(warehouse.bucket.meters.serverErrors.total == 2)
    #expect(warehouse.bucket.meters.throttled.total == 1)
  }

  @Test func `what a service hands over is delivered once, which the service says`() throws {
    let warehouse = Warehouse()
    try warehouse.begin()
    let world = warehouse.stage.world
    let edge = world.addEdge(from: "Worker", to: warehouse.bucket.label)
    let slot = world.enter(edge, name: Name(root: 1), kind: 0, journey: .start)
    let before = world.fingerprint
    #expect(warehouse.bucket.offer(slot, in: world) == .accepted)
    #expect(world.fingerprint == before)
    #expect(edge.inlets == 1 << UInt64(Bucket.Action.putObject.rawValue))
  }

  @Test func `ideal has no latency and no rates`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    let kind = warehouse.kind("{key: a}")
    for _ in 0..<10_000 { #expect(warehouse.request(.putObject, kind).time == .zero) }
    warehouse.run(to: 0)
    #expect(queue.moments.count == 10_000)
  }
}
