import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct QueuePollingTests {
  /// A queue whose short polls reach a share of its messages.
  private static func play(
    _ share: Double, wait: Int64 = 0, messages: Int, inFlight: Int64 = .max
  ) -> QueuePlayback {
    var settings = QueueSettings(hidden: 43_200)
    settings.waitTime = .seconds(wait)
    let play = QueuePlayback(
      settings, ["sqs.shortPoll": .real(share), "sqs.inFlight": .count(inFlight)])
    for _ in 0..<messages { play.add("a") }
    return play
  }

  private static func poll(_ play: QueuePlayback, upTo limit: Int64 = 10) -> Int64? {
    var batch = Batch()
    defer { batch.dissolve(in: play.world) }
    return play.queue.poll(upTo: limit, into: &batch, in: play.world)
  }

  /// How often so many messages were returned by 2,000 short polls of a queue that always has as
  /// many again.
  private static func returns(_ share: Double, messages: Int) -> [Int64: Int] {
    let play = play(share, messages: messages)
    var counts: [Int64: Int] = [:]
    for _ in 0..<2_000 {
      var batch = Batch()
      let found = play.queue.poll(upTo: 10, into: &batch, in: play.world) ?? -1
      counts[found, default: 0] += 1
      var slot = batch.first
      while slot != .max {
        play.queue.delete(play.world.batches[slot], in: play.world)
        play.add("a")
        slot = play.world.batches[slot].next
      }
      batch.dissolve(in: play.world)
    }
    return counts
  }

  @Test func `a short poll may return fewer messages than there are, or none`() {
    let found = Self.returns(0.5, messages: 3)
    // Each message is reached or not: 1, 3, 3, 1 of eight times.
    for (count, eighths) in [(0, 1), (1, 3), (2, 3), (3, 1)] as [(Int64, Int)] {
      #expect(abs(found[count, default: 0] - 250 * eighths) < 100)
    }
    #expect(found.values.reduce(0, +) == 2_000 && found.count == 4)
  }

  @Test func `of a long line a short poll returns as many as it may`() {
    #expect(Self.returns(0.5, messages: 1_000) == [10: 2_000])
  }

  @Test func `a short poll that reaches nothing is an empty receive, and billed`() {
    let play = Self.play(0, messages: 5)
    #expect(Self.poll(play) == 0)
    #expect(play.queue.emptyReceives.total == 1)
    #expect(play.queue.card.units[Queue.Action.receive.rawValue] == 1)
  }

  @Test func `a long poll asks all servers and finds what there is`() {
    for messages in 1...9 {
      #expect(Self.poll(Self.play(0.1, wait: 20, messages: messages)) == Int64(messages))
    }
  }

  @Test func `at the limit in flight a short poll is an error, and a long poll returns none`() {
    let short = Self.play(1, messages: 3, inFlight: 2)
    #expect(Self.poll(short) == 2)
    #expect(Self.poll(short) == nil)
    let long = Self.play(1, wait: 20, messages: 3, inFlight: 2)
    #expect(Self.poll(long) == 2)
    #expect(Self.poll(long) == 0)
  }

  @Test func `under ideal a short poll reaches everything`() {
    #expect(Calibration("ideal").real(Queue.shortPollShare) == 1)
  }
}
