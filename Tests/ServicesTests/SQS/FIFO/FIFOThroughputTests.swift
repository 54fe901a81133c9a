import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// How many calls a FIFO queue takes in a second.
@Suite struct FIFOThroughputTests {
  private static let documented: [String: Parameter.Value] = [
    "sqs.fifoCalls": .count(300), "sqs.fifoRegionCalls": .count(70_000),
  ]

  private static var highThroughput: QueueSettings {
    var settings = QueueSettings(hidden: 30)
    settings.deduplicationScope = "messageGroup"
    settings.throughputLimit = "perMessageGroupId"
    return settings
  }

  private static func taken(_ answers: [Answer]) -> Int { answers.count { $0.isDone } }

  @Test func `a FIFO queue takes 300 sends a second, and throttles the others`() {
    let play = FIFOPlayback(with: Self.documented)
    let answers = play.send(String(repeating: "abcd", count: 100))
    #expect(Self.taken(answers) == 300 && answers.count { $0.isThrottled } == 100)
    #expect(play.queue.meters.throttled.total == 100 && play.queue.meters.sent.total == 300)
    play.run(to: 0.5)
    #expect(Self.taken(play.send(String(repeating: "a", count: 200))) == 150)
  }

  @Test func `sends do not use up the receives`() {
    let play = FIFOPlayback(with: Self.documented)
    play.send(String(repeating: "a", count: 300))
    #expect(!play.receive().isEmpty)
  }

  @Test func `a FIFO queue takes 300 receives a second, and tells when there are some again`() {
    let play = FIFOPlayback(with: Self.documented)
    for second in 0..<2 {
      play.run(to: Double(second))
      play.send(String(repeating: "abcdefgh", count: 37))
    }
    _ = play.drain(1)
    #expect(play.queue.meters.received.total == 300 && play.queue.hasVisible)
    #expect(play.queue.meters.emptyReceives.total == 0)
    play.queue.wake(in: play.world)
    #expect(play.queue.isSet.calls)
    play.run(to: 1.1)
    #expect(!play.queue.isSet.calls)
    _ = play.drain(1)
    #expect(play.queue.meters.received.total == 330)
  }

  @Test func `with high throughput each partition has its own 300 calls`() {
    let play = FIFOPlayback(Self.highThroughput, with: Self.documented)
    let partitions = Set(
      "ab".map { group in
        play.queue.sends.partition(of: play.world.groupNumber(named: String(group)))
      })
    #expect(partitions.count == 2)
    #expect(Self.taken(play.send(String(repeating: "a", count: 400))) == 300)
    #expect(Self.taken(play.send(String(repeating: "b", count: 400))) == 300)
  }

  @Test func `the region bounds a queue with high throughput`() {
    let play = FIFOPlayback(
      Self.highThroughput,
      with: ["sqs.fifoCalls": .count(300), "sqs.fifoRegionCalls": .count(450)])
    let answers = play.send(String(repeating: "abcdefgh", count: 100))
    #expect(Self.taken(answers) == 450)
  }

  @Test func `each region has its quota of high throughput`() {
    let expected: [(String, Int64)] = [
      ("us-east-1", 70_000), ("us-west-2", 70_000), ("eu-west-1", 70_000), ("us-east-2", 19_000),
      ("eu-central-1", 19_000), ("ap-south-1", 9_000), ("ap-southeast-1", 9_000),
      ("ap-southeast-2", 9_000), ("ap-northeast-1", 9_000), ("eu-west-2", 4_500),
      ("sa-east-1", 4_500), ("ca-central-1", 2_400),
    ]
    for (region, calls) in expected {
      #expect(HighThroughput.callsPerSecond(in: region, Calibration("aws-2026")) == calls)
    }
    #expect(HighThroughput.callsPerSecond(in: "us-east-1", Calibration("ideal")) == .max)
  }

  @Test func `what services hand over comes ten at a time, so 3,000 a second`() {
    let play = FIFOPlayback(with: Self.documented)
    let wire = play.world.addEdge(from: "News", to: "Orders")
    var taken = 0
    for ordinal in 0..<4_000 {
      let slot = play.world.enter(
        wire, name: Name(client: 0, ordinal: UInt64(ordinal)), kind: 0, journey: Instant.start)
      if case .accepted = play.queue.offer(slot, in: play.world) { taken += 1 }
    }
    #expect(taken == 3_000)
  }

  @Test func `what services hand over counts against the partition of its group`() {
    let play = FIFOPlayback(Self.highThroughput, with: Self.documented)
    let wire = play.world.addEdge(from: "News", to: "Orders")
    func taken(of client: Int) -> Int {
      (0..<4_000).count { ordinal in
        let slot = play.world.enter(
          wire, name: Name(client: client, ordinal: UInt64(ordinal)), kind: 0, journey: .start)
        return play.queue.offer(slot, in: play.world) == .accepted
      }
    }
    #expect(taken(of: 0) == 3_000 && taken(of: 1) == 3_000)
    // What code sends to those partitions finds them full, and others not.
    #expect(play.send("a")[0].isThrottled && play.send("d")[0].isDone)
  }
}
