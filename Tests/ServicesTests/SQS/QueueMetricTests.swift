import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct QueueMetricTests {
  @Test func `a message is visible, in flight or delayed, and counted as that alone`() {
    var settings = QueueSettings(hidden: 4)
    settings.delay = .seconds(2)
    let play = QueuePlayback(settings)
    func levels() -> [Int64] {
      [play.queue.visible, play.queue.notVisible, play.queue.delayed].map { $0.gauge.level }
    }
    _ = play.play(send: "ab", receive: "--")
    #expect(levels() == [0, 0, 2])
    _ = play.play(send: "-", receive: "-")
    #expect(levels() == [1, 0, 1])
    _ = play.play(send: "-", receive: "?")
    #expect(levels() == [1, 1, 0])
    play.world.run(until: .start + .seconds(7))
    #expect(levels() == [2, 0, 0])
  }

  @Test func `moves into a dead-letter queue are not counted as sent there`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 1))
    _ = play.play(send: "a", receive: "??")
    #expect(play.deadLetters?.visible.gauge.level == 1)
    #expect(play.deadLetters?.sent.total == 0)
    #expect(play.queue.sent.total == 1)
  }

  @Test func `every message that a receive returns is counted, repetitions too`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    #expect(play.play(send: "a", receive: "???") == "aaa")
    #expect(play.queue.received.total == 3)
  }

  @Test func `ten deletions are one request, and eleven are two`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    for (count, requests) in [(1, 1), (10, 2), (11, 4)] as [(Int64, Int64)] {
      play.queue.countDeletion(of: count)
      #expect(play.queue.card.units[Queue.Action.delete.rawValue] == requests)
    }
  }

  @Test func `a second copy may come back while the first is still in flight`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 30),
      ["sqs.duplicates": .real(1), "sqs.duplicateDelay": .span(.seconds(2))])
    #expect(play.play(send: "a", receive: "?-?") == "a-a")
    #expect(play.queue.notVisible.gauge.level == 2)
  }

  @Test func `messages leave in the order of arrival, but for the disorder of the service`() {
    func order(_ disorder: TimeSpan) -> [UInt64] {
      let play = QueuePlayback(
        QueueSettings(hidden: 43_200),
        [
          "sqs.disorder": .time(
            .uniform(.init(minimum: 0, maximum: Double(disorder.nanoseconds))))
        ])
      for step in 0..<500 {
        play.world.run(until: .start + .milliseconds(Int64(step)))
        play.add("a")
      }
      var names: [UInt64] = []
      while play.queue.hasVisible {
        var batch = Batch()
        _ = play.queue.receive(upTo: 1, into: &batch, in: play.world)
        names.append(play.world.messages[play.world.batches[batch.first].message].name.root)
      }
      return names
    }
    let arrival = (0..<500).map { UInt64($0) }
    #expect(order(.zero) == arrival)
    let mixed = order(.milliseconds(20))
    #expect(mixed != arrival && mixed.sorted() == arrival)
    // Nobody is further off than the messages that came within the 20 ms.
    for (place, name) in mixed.enumerated() { #expect(abs(place - Int(name)) <= 20) }
  }
}
