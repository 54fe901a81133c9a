import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Enhanced fan-out: readers to whom a stream pushes.
@Suite struct StreamConsumerTests {
  private func consumer(_ label: String, of tap: StreamTap) throws -> StreamConsumer {
    let consumer = tap.stage.add(
      StreamConsumer(
        tap.stage.reference("Clicks"), label: label,
        finding: { $0 == "Clicks" ? tap.stream : nil }, in: tap.stage.world))
    try consumer.connect(tap.stage.site(label))
    return consumer
  }

  @Test func `a consumer is pushed to after 70 ms, whoever else reads`() throws {
    let tap = try StreamTap()
    let consumer = try consumer("Fast", of: tap)
    let listener = StreamListener()
    _ = consumer.attach(listener, label: "Code", in: tap.stage.world)
    #expect(consumer.terms.isPushed && !tap.stream.terms.isPushed)
    let mean = (0..<2_000).reduce(0) {
      $0
        + consumer.terms.propagation.length(for: Name(client: 0, ordinal: $1)).seconds / 2_000
    }
    #expect(abs(mean - 0.07) < 0.005)
    #expect(tap.stream.log.readerCount == 1)
    for _ in 0..<10 { tap.put() }
    #expect(listener.heard == tap.listener.heard && listener.heard.count == 10)
  }

  @Test func `each consumer has 2 MB a second of each shard to itself`() throws {
    let tap = try StreamTap("{ShardCount: 2}")
    let (first, second) = (try consumer("A", of: tap), try consumer("B", of: tap))
    first.read(0, bytes: 4_194_304, in: tap.stage.world)
    #expect(first.wait(toRead: 0, at: tap.stage.world.now) == .seconds(2))
    #expect(first.wait(toRead: 1, at: tap.stage.world.now) == .zero)
    #expect(second.wait(toRead: 0, at: tap.stage.world.now) == .zero)
    #expect(tap.stream.wait(toRead: 0, at: tap.stage.world.now) == .zero)
  }

  @Test func `a stream has 20 consumers at most`() throws {
    let tap = try StreamTap()
    for number in 1...20 { _ = try consumer("C\(number)", of: tap) }
    #expect(
      slip { _ = try consumer("C21", of: tap) }
        == "C21 is consumer 21 of Clicks → AWS allows 20 for a stream")
  }

  @Test func `a consumer is charged for shards by the hour and for what it gets`() throws {
    let tap = try StreamTap("{ShardCount: 2}")
    let consumer = try consumer("Fast", of: tap)
    consumer.start(in: tap.stage.world)
    consumer.read(0, bytes: 1_073_741_824, in: tap.stage.world)
    let charges = consumer.charges(until: .start + .seconds(3_600))
    #expect(charges.map { $0.microdollars } == [30_000, 13_000])
  }

  @Test func `a consumer needs a stream`() throws {
    let stage = Stage()
    #expect(
      slip { _ = try StreamConsumer.service.build(stage.site("C")) }
        == "C has no StreamARN → give the ARN of a Kinesis stream")
    let queue = stage.add(Queue(QueueSettings(), label: "Q", in: stage.world))
    let consumer = StreamConsumer(
      stage.reference("Q"), label: "C", finding: { _ in queue }, in: stage.world)
    #expect(slip { try consumer.connect(stage.site("C")) } == "Q is no Kinesis stream")
  }
}
