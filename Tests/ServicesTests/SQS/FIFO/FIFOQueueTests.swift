import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The rules of FIFO queues, by themselves.
@Suite struct FIFOQueueTests {
  @Test func `a receive takes as many of one group as it can, then goes on with the next`() {
    let play = FIFOPlayback()
    play.send("abacbab")
    #expect(play.receive(5) == "a1 a2 a3 b1 b2")
    #expect(play.receive(10) == "c1")
    #expect(play.receive(10) == "")
  }

  @Test func `a receive returns ten messages at most`() {
    let play = FIFOPlayback()
    play.send("aaaaaaaaaaaa")
    #expect(play.receive(20) == "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10")
  }

  @Test func `nothing of a group comes while any of it is in flight`() {
    let play = FIFOPlayback()
    play.send("aaab")
    #expect(play.receive(2) == "a1 a2")
    #expect(play.receive(1) == "b1")
    play.delete("a1")
    #expect(play.receive() == "")
    play.delete("a2")
    #expect(play.receive() == "a3")
    #expect(play.levels == [0, 2, 0, 2])
  }

  @Test func `what comes back stands in front of its group, in its old order`() {
    let play = FIFOPlayback(QueueSettings(hidden: 10))
    play.send("aaaa")
    #expect(play.receive(3) == "a1 a2 a3")
    play.delete("a2")
    play.send("a")
    play.run(to: 11)
    #expect(play.receive(1) == "a1")
    play.run(to: 22)
    #expect(play.drain() == "a1 a3 a4 a5")
  }

  @Test func `a failing head blocks its group and no other`() {
    let play = FIFOPlayback(QueueSettings(hidden: 10))
    play.send("aab")
    #expect(play.receive(1) == "a1")
    #expect(play.receive(1) == "b1")
    play.delete("b1")
    play.run(to: 11)
    #expect(play.receive(1) == "a1")
    play.send("b")
    #expect(play.receive(10) == "b2")
    play.delete("b2")
    play.run(to: 22)
    #expect(play.drain(1) == "a1 a2")
  }

  @Test func `a receipt that is too old deletes nothing`() {
    let play = FIFOPlayback(QueueSettings(hidden: 5))
    play.send("a")
    #expect(play.receive() == "a1")
    play.run(to: 6)
    play.delete("a1")
    #expect(play.receive() == "a1")
    #expect(play.queue.outgoing.acknowledged == 0)
  }

  @Test func `the delay of the queue holds a group back and keeps its order`() {
    var settings = QueueSettings(hidden: 30)
    settings.delay = .seconds(5)
    let play = FIFOPlayback(settings)
    play.send("ab")
    play.run(to: 3)
    play.send("a")
    #expect(play.receive() == "" && play.levels == [0, 0, 3, 0])
    play.run(to: 5)
    #expect(play.receive() == "a1 b1")
    play.delete("a1 b1")
    play.run(to: 8)
    #expect(play.receive() == "a2")
  }

  @Test func `messages expire in whatever state they are, and their group goes on`() {
    var settings = QueueSettings(hidden: 43_200)
    settings.retention = .seconds(60)
    let play = FIFOPlayback(settings)
    play.send("aab")
    #expect(play.receive(1) == "a1")
    play.run(to: 30)
    play.send("a")
    play.run(to: 61)
    #expect(play.queue.outgoing.expired == 3)
    #expect(play.receive() == "a3")
  }

  @Test func `at the limit in flight a receive returns nothing, and is no error`() {
    let play = FIFOPlayback(with: ["sqs.fifoInFlight": .count(2)])
    play.send("abc")
    #expect(play.receive() == "a1 b1")
    #expect(play.receive() == "")
    play.delete("a1")
    #expect(play.receive() == "c1")
  }

  @Test func `a FIFO queue has 120,000 messages in flight at most`() {
    #expect(Calibration("aws-2026").count(FIFOQueue.inFlightLimit) == 120_000)
  }

  @Test func `the age is that of the oldest message, however often it was received`() {
    let play = FIFOPlayback(QueueSettings(hidden: 5, maxReceiveCount: 10))
    play.send("a")
    for second in 1...6 {
      #expect(play.receive() == "a1")
      play.run(to: Double(second) * 6)
    }
    play.queue.observeAge(at: play.world.now, in: play.world)
    #expect(play.queue.meters.age.histogram.maximum == 36_000_000_000)
  }

  // MARK: Dead letters

  @Test func `the receive that would be one too many sets the head aside, and the next comes`() {
    let play = FIFOPlayback(
      QueueSettings(hidden: 5, maxReceiveCount: 2), deadLetters: QueueSettings(hidden: 5))
    play.send("aab")
    for second in [6.0, 12.0] {
      #expect(play.receive(1) == "a1")
      play.delete(play.receive(1))
      play.run(to: second)
    }
    #expect(play.receive(1) == "a2")
    #expect(play.queue.outgoing.deadLettered == 1)
    #expect(play.receive(from: play.deadLetters) == "a1")
    #expect(play.deadLetters?.meters.sent.total == 0)
  }

  @Test func `dead letters keep their group and come in the order in which they were moved`() {
    let play = FIFOPlayback(
      QueueSettings(hidden: 5, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 50))
    play.send("abab")
    #expect(play.receive() == "a1 a2 b1 b2")
    play.run(to: 6)
    #expect(play.receive() == "")
    #expect(play.receive(1, from: play.deadLetters) == "a1")
    #expect(play.receive(from: play.deadLetters) == "b1 b2")
  }

  @Test func `in a FIFO dead-letter queue the retention begins anew`() {
    var (settings, dead) = (QueueSettings(hidden: 5, maxReceiveCount: 1), QueueSettings(hidden: 5))
    settings.retention = .seconds(100)
    dead.retention = .seconds(100)
    let play = FIFOPlayback(settings, deadLetters: dead)
    play.send("a")
    play.run(to: 90)
    #expect(play.receive() == "a1")
    play.run(to: 96)
    #expect(play.receive() == "")
    play.run(to: 190)
    #expect(play.deadLetters?.outgoing.expired == 0)
    play.run(to: 197)
    #expect(play.deadLetters?.outgoing.expired == 1)
  }

  @Test func `receives in another queue do not count against a dead-letter queue`() {
    let play = FIFOPlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 3),
      deadLetters: QueueSettings(hidden: 1, maxReceiveCount: 2))
    play.send("a")
    for second in 1...3 {
      #expect(play.receive() == "a1")
      play.run(to: Double(second) * 2)
    }
    #expect(play.receive() == "")
    for second in 4...6 {
      #expect(play.receive(from: play.deadLetters) == "a1")
      play.run(to: Double(second) * 2)
    }
  }

  // MARK: Billing

  @Test func `each 64 KB of a send and of a receive is a request, and FIFO requests cost more`() {
    let play = FIFOPlayback()
    play.send("a", size: 200_000)
    _ = play.receive()
    play.delete("a1")
    play.queue.countDeletion(of: 1)
    #expect((0..<3).map { play.queue.card.units[$0] } == [4, 1, 1])
    #expect(FIFOQueue.request.cost(of: 1_000_000) == 500_000)
    #expect(play.queue.charges(until: .start).allSatisfy { $0.price == FIFOQueue.request })
  }
}
