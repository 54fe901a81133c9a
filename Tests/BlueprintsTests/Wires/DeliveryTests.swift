import Kernel
import Testing

@testable import Blueprints

@Suite struct DeliveryTests {
  private static let latency = Parameter(
    "test.delivery", .time(.exponential(.init(mean: 1e9))), in: .anyLength, "A test.",
    source: .assumption("a test"))

  private let world = World(seed: 1, calibration: Calibration())

  private func lengths(_ delivery: Delivery) -> [TimeSpan] {
    (0..<100).map { ordinal in
      delivery.length(for: Name(root: ordinal), at: world.now, slowedBy: 1)
    }
  }

  @Test func `a delivery is drawn for the consumer, whatever the router is called`() {
    let topic = lengths(world.delivery(Self.latency, from: "Topic", to: "Mail"))
    #expect(topic == lengths(world.delivery(Self.latency, from: "Bus", to: "Mail")))
    #expect(topic != lengths(world.delivery(Self.latency, from: "Topic", to: "Bill")))
    #expect(Set(topic).count == 100)
  }

  @Test func `copies of one message on two wires are drawn apart, in any order of the wires`() {
    let alone = lengths(world.delivery(Self.latency, from: "Bus", to: "Mail"))
    let (one, other) = (
      world.delivery(Self.latency, from: "Topic", to: "Mail"),
      world.delivery(Self.latency, from: "Topic", to: "Mail")
    )
    for ordinal in 0..<100 {
      let name = Name(root: UInt64(ordinal))
      #expect(one.length(for: name, at: world.now, slowedBy: 1) == alone[ordinal])
      #expect(other.length(for: name, at: world.now, slowedBy: 1) != alone[ordinal])
    }
  }

  @Test func `a wire on which nothing comes changes nothing on the one beside it`() {
    let alone = lengths(world.delivery(Self.latency, from: "Bus", to: "Mail"))
    _ = world.delivery(Self.latency, from: "Topic", to: "Mail")
    #expect(lengths(world.delivery(Self.latency, from: "Topic", to: "Mail")) == alone)
  }

  @Test func `a second delivery has a draw of its own, and so have retries on two wires`() {
    let delivery = world.delivery(Self.latency, from: "Topic", to: "Mail")
    let name = Name(root: 1)
    #expect(
      delivery.length(for: name, 0, slowedBy: 1)
        != delivery.length(for: name, 0, isTwin: true, slowedBy: 1))
    #expect(delivery.draw(3, on: 1_000) == 3)
    _ = world.delivery(Self.latency, from: "Topic", to: "Mail")
    #expect(delivery.draw(3, on: 1_000) != delivery.draw(3, on: 2_000))
  }
}
