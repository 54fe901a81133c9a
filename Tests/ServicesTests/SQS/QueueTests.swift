import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct QueueTests {
  @Test func `an undeleted message returns when its visibility timeout ends`() {
    let play = QueuePlayback(QueueSettings(hidden: 4))
    let heard = play.play(
      send: "a-b--------",
      receive: "-??-?????--")
    #expect(heard == "-ab-.ab..--")
  }

  @Test func `a deleted message never comes back`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    #expect(play.play(send: "ab", receive: "!!????") == "ab....")
    #expect(play.queue.outgoing.held == 0)
  }

  @Test func `a message that came back leaves before the fresh ones`() {
    let play = QueuePlayback(QueueSettings(hidden: 2))
    #expect(play.play(send: "abc", receive: "?--!!!") == "a--abc")
  }

  @Test func `with a visibility timeout of 0 a message is visible at once`() {
    let play = QueuePlayback(QueueSettings(hidden: 0))
    #expect(play.play(send: "a", receive: "????") == "aaaa")
  }

  @Test func `a consumer sees a message exactly maxReceiveCount times`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 3), deadLetters: QueueSettings(hidden: 1))
    #expect(play.play(send: "a", receive: "???????") == "aaa....")
    #expect(play.deadLetters?.visible.gauge.level == 1)
    #expect(play.queue.outgoing.deadLettered == 1)
  }

  @Test func `a spent message stays in its queue until somebody polls`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 1))
    #expect(play.play(send: "a", receive: "?-----") == "a-----")
    #expect(play.deadLetters?.visible.gauge.level == 0)
    #expect(play.play(send: "", receive: "?") == ".")
    #expect(play.deadLetters?.visible.gauge.level == 1)
  }

  @Test func `the receive that sets a message aside returns the next one`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 1))
    #expect(play.play(send: "a-b", receive: "?--?") == "a--b")
  }

  @Test func `a dead-letter queue keeps the time of sending for expiry`() {
    var dead = QueueSettings(hidden: 1)
    dead.retention = .seconds(60)
    let play = QueuePlayback(QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: dead)
    _ = play.play(send: "a", receive: "?" + String(repeating: "-", count: 40) + "?")
    #expect(play.deadLetters?.outgoing.expired == 0)
    play.world.run(until: .start + .seconds(59))
    #expect(play.deadLetters?.outgoing.held == 1)
    play.world.run(until: .start + .seconds(60))
    #expect(play.deadLetters?.outgoing.expired == 1)
  }

  @Test func `what is set aside expires in time, though younger messages were there first`() {
    var dead = QueueSettings(hidden: 1)
    dead.retention = .seconds(60)
    let play = QueuePlayback(QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: dead)
    _ = play.play(send: "a", receive: "?" + String(repeating: "-", count: 20))
    let call = Call(
      inlet: 0, name: Name(root: 99), kind: 0, journey: play.world.now, size: 100, edge: 0,
      reply: Event(node: 0, kind: 0))
    _ = play.deadLetters?.call(call, in: play.world)
    _ = play.play(send: "", receive: "?")
    #expect(play.deadLetters?.outgoing.held == 2)
    play.world.run(until: .start + .seconds(60))
    #expect(play.deadLetters?.outgoing.expired == 1)
    play.world.run(until: .start + .seconds(79))
    #expect(play.deadLetters?.outgoing.expired == 1)
    play.world.run(until: .start + .seconds(81))
    #expect(play.deadLetters?.outgoing.expired == 2)
  }

  @Test func `in a dead-letter queue the age counts from the move`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 1))
    _ = play.play(send: "a", receive: "?" + String(repeating: "-", count: 40) + "?")
    play.world.run(until: .start + .seconds(44))
    play.deadLetters?.finish(in: play.world)
    #expect(play.deadLetters?.age.histogram.quantile(1) == 3_000_000_000)
  }

  @Test func `the receive count goes on after the move`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 2), deadLetters: QueueSettings(hidden: 1))
    _ = play.play(send: "a", receive: "???")
    var batch = Batch()
    _ = play.deadLetters?.receive(upTo: 1, into: &batch, in: play.world)
    #expect(play.world.messages[play.world.batches[batch.first].message].receives == 3)
  }

  @Test func `receives in another queue do not count against a queue's own redrive policy`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 2),
      deadLetters: QueueSettings(hidden: 1, maxReceiveCount: 1))
    _ = play.play(send: "a", receive: "???")
    play.deadLetters?.setAside(to: play.queue, in: play.world)
    var batch = Batch()
    let received = play.deadLetters?.receive(upTo: 1, into: &batch, in: play.world)
    #expect(received == 1)
  }

  @Test func `a message expires in whatever state it is`() {
    var settings = QueueSettings(hidden: 100)
    settings.retention = .seconds(60)
    let play = QueuePlayback(settings)
    _ = play.play(send: "ab", receive: "-?")
    play.world.run(until: .start + .seconds(59))
    #expect(play.queue.outgoing.expired == 0)
    play.world.run(until: .start + .seconds(61))
    #expect(play.queue.outgoing.expired == 2)
    #expect(play.queue.visible.gauge.level == 0)
    #expect(play.queue.notVisible.gauge.level == 0)
  }

  @Test func `a delayed message becomes visible when its delay ends`() {
    var settings = QueueSettings(hidden: 30)
    settings.delay = .seconds(3)
    let play = QueuePlayback(settings)
    #expect(play.play(send: "ab---", receive: "?????") == "...ab")
  }

  @Test func `a stale receipt deletes nothing`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    play.add("a")
    var first = Batch()
    var second = Batch()
    _ = play.queue.receive(upTo: 1, into: &first, in: play.world)
    play.world.run(until: .start + .seconds(2))
    _ = play.queue.receive(upTo: 1, into: &second, in: play.world)
    play.queue.delete(play.world.batches[first.first], in: play.world)
    #expect(play.queue.outgoing.held == 1)
    play.queue.delete(play.world.batches[second.first], in: play.world)
    #expect(play.queue.outgoing.held == 0)
    #expect(play.queue.deleted.total == 2)
  }

  @Test func `at the limit of messages in flight a receive returns nothing`() {
    let play = QueuePlayback(QueueSettings(hidden: 100), ["sqs.inFlight": .count(2)])
    #expect(play.play(send: "abc", receive: "---????") == "---ab..")
  }

  @Test func `a receive returns ten messages at most`() {
    let play = QueuePlayback(QueueSettings(hidden: 100))
    for _ in 0..<25 { play.add("a") }
    var batch = Batch()
    #expect(play.queue.receive(upTo: 100, into: &batch, in: play.world) == 10)
  }

  @Test func `a message received three times goes to the back and is not the oldest any more`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 10), deadLetters: QueueSettings(hidden: 1),
      ["sqs.backOfQueueAfter": .count(3)])
    #expect(play.play(send: "a-b", receive: "???-!!") == "aaa-ba")
  }

  @Test func `with a redrive policy of 3 receives nothing goes to the back`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 3), deadLetters: QueueSettings(hidden: 1),
      ["sqs.backOfQueueAfter": .count(2)])
    #expect(play.play(send: "a--b", receive: "??-!!!") == "aa-ab.")
  }

  @Test func `empty receives are counted and billed`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    _ = play.play(send: "", receive: "???")
    #expect(play.queue.emptyReceives.total == 3)
    #expect(play.queue.card.units[Queue.Action.receive.rawValue] == 3)
  }

  @Test func `a payload is billed for each 64 KB of it`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    for (size, requests) in [(1, 1), (65_536, 2), (65_537, 4), (1_048_576, 20)] as [(Int64, Int64)]
    {
      let call = Call(
        inlet: 0, name: Name(root: 1), kind: 0, journey: .start, size: size, edge: 0,
        reply: Event(node: 0, kind: 0))
      _ = play.queue.call(call, in: play.world)
      #expect(play.queue.card.units[0] == requests)
    }
  }

  @Test func `a message over the maximum size is refused`() {
    let play = QueuePlayback(QueueSettings(hidden: 1))
    let call = Call(
      inlet: 0, name: Name(root: 1), kind: 0, journey: .start, size: 1_048_577, edge: 0,
      reply: Event(node: 0, kind: 0))
    guard case .refused = play.queue.call(call, in: play.world) else {
      Issue.record("it was taken")
      return
    }
    #expect(play.queue.outgoing.entered == 0)
  }

  @Test func `a second copy comes back after a receive, at the configured rate`() {
    let play = QueuePlayback(
      QueueSettings(hidden: 30),
      ["sqs.duplicates": .real(1), "sqs.duplicateDelay": .span(.seconds(2))])
    #expect(play.play(send: "a", receive: "!-!-!") == "a-a-.")
    #expect(play.queue.outgoing.duplicates == 1)
    #expect(play.queue.outgoing.entered == 2)
    #expect(play.queue.outgoing.held == 0)
    let count = play.world.messages.count
    #expect(count == 0)
  }

  @Test func `the age is that of the oldest message that is not deleted`() {
    let play = QueuePlayback(QueueSettings(hidden: 30))
    _ = play.play(send: "a--b", receive: "-----!--!")
    #expect(play.queue.age.histogram.quantile(0) == 5_000_000_000)
    #expect(play.queue.age.histogram.quantile(1) == 5_000_000_000)
    #expect(play.queue.age.histogram.count == 2)
  }
}
