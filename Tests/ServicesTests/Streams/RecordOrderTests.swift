import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct RecordOrderTests {
  private let world = Stage().world

  private func order(shards: Int = 1) -> RecordOrder {
    var order = RecordOrder(lanes: 1)
    for _ in 0..<shards { order.addShard() }
    return order
  }

  @Test func `a record that was resolved must not be handed on again`() {
    var order = order()
    for _ in 0..<2 { order.take(from: 0) }
    order.begin(0, of: 0, in: world, label: "P")
    order.hand(0, of: 0, rightly: true, in: world, label: "P")
    order.hand(1, of: 0, rightly: true, in: world, label: "P")
    order.end(0)
    order.resolve(0, of: 0, in: 0)
    order.begin(0, of: 0, in: world, label: "P")
    order.hand(1, of: 0, rightly: true, in: world, label: "P")
    #expect(world.breaches.isEmpty)
    order.end(0)
    order.begin(0, of: 0, in: world, label: "P")
    order.hand(0, of: 0, rightly: true, in: world, label: "P")
    #expect(
      Array(world.breaches) == ["P got record 0 of lane 0 of a stream behind record 0"])
  }

  @Test func `records of a batch must go forward`() {
    var order = order()
    order.begin(0, of: 0, in: world, label: "P")
    order.hand(2, of: 0, rightly: true, in: world, label: "P")
    order.hand(1, of: 0, rightly: true, in: world, label: "P")
    #expect(Array(world.breaches) == ["P got record 1 of lane 0 of a stream behind record 2"])
  }

  @Test func `a lane must not have two batches at once`() {
    var order = order()
    order.begin(0, of: 0, in: world, label: "P")
    order.begin(0, of: 0, in: world, label: "P")
    #expect(Array(world.breaches) == ["P got two batches of lane 0 of a stream at once"])
  }

  @Test func `a key must keep to its lane`() {
    var order = order()
    order.begin(0, of: 0, in: world, label: "P")
    order.hand(0, of: 0, rightly: false, in: world, label: "P")
    #expect(world.breaches.count == 1)
  }

  @Test func `a child must not begin before all of its parent is resolved`() {
    var order = order(shards: 2)
    order.take(from: 0)
    order.add(parent: 0, of: 1)
    order.begin(1, of: 1, in: world, label: "P")
    #expect(
      Array(world.breaches) == ["P got records of shard 1 before all of its parent 0"])
  }
}
