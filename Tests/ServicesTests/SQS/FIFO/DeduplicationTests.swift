import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// A FIFO queue takes no message twice within five minutes.
@Suite struct DeduplicationTests {
  @Test func `a message that is sent again within five minutes is accepted and not added`() {
    let play = FIFOPlayback()
    let name = Name(client: 0, ordinal: 7)
    #expect(play.sendAgain(name).isDone)
    play.run(to: 299)
    #expect(play.sendAgain(name).isDone)
    #expect(play.queue.meters.sent.total == 1)
    #expect(play.queue.meters.deduplicated.total == 1)
    #expect(play.levels[0] == 1)
    // The repetition did not make it any longer.
    play.run(to: 300)
    #expect(play.sendAgain(name).isDone)
    #expect(play.queue.meters.sent.total == 2)
  }

  @Test func `the id is remembered though its message was received and deleted`() {
    let play = FIFOPlayback()
    play.send("a")
    #expect(play.drain() == "a1")
    play.sendAgain(Name(client: 0, ordinal: 0))
    #expect(play.receive() == "" && play.queue.meters.deduplicated.total == 1)
  }

  @Test func `what code sends for the same message a second time is the same message`() {
    let play = FIFOPlayback()
    let name = Name(client: 0, ordinal: 0)
    for _ in 0..<2 { play.sendAgain(name.child(sender: 3, step: 1, ordinal: 0)) }
    play.sendAgain(name.child(sender: 3, step: 2, ordinal: 0))
    #expect(play.queue.meters.sent.total == 2 && play.queue.meters.deduplicated.total == 1)
  }

  @Test func `with the scope messageGroup the same body in another group is another message`() {
    for (scope, expected) in [("queue", Int64(1)), ("messageGroup", 2)] {
      var settings = QueueSettings(hidden: 30)
      settings.isByContent = true
      settings.deduplicationScope = scope
      let play = FIFOPlayback(settings)
      let kind = play.world.add(
        EventKind(label: "tick", body: .json(.map([.init("tick", .flag(true))])), size: 100))
      for client in [0, 1] {
        play.world.goByBody(of: client)
        _ = play.queue.call(
          Call(
            inlet: 0, name: Name(client: client, ordinal: 0), kind: kind, journey: .start,
            size: 100, edge: 0, reply: Event(node: 0, kind: 0)), in: play.world)
      }
      #expect(play.queue.meters.sent.total == expected, "\(scope)")
    }
  }

  @Test func `without ids two messages are the same where all that is known of them is`() {
    let play = FIFOPlayback()
    let world = play.world
    let same = world.add(
      EventKind(label: "tick", body: .json(.map([.init("tick", .flag(true))])), size: 100))
    world.goByBody(of: 0)
    func send(_ ordinal: UInt64, kind: UInt16) {
      _ = play.queue.call(
        Call(
          inlet: 0, name: Name(client: 0, ordinal: ordinal), kind: kind, journey: .start, size: 100,
          edge: 0, reply: Event(node: 0, kind: 0)), in: world)
    }
    for ordinal in 0..<5 { send(UInt64(ordinal), kind: same) }
    #expect(play.queue.meters.sent.total == 1)
    for ordinal in 5..<10 { send(UInt64(ordinal), kind: 0) }
    #expect(play.queue.meters.sent.total == 6)
    send(9, kind: 0)
    #expect(play.queue.meters.sent.total == 6)
  }

  @Test func `what is forgotten makes room`() {
    let play = FIFOPlayback(with: ["sqs.deduplicationWindow": .span(.seconds(1))])
    for second in 0..<5_000 {
      play.run(to: Double(second))
      play.send("a")
      play.delete(play.receive())
    }
    #expect(play.queue.meters.sent.total == 5_000)
    #expect(play.queue.deduplication.count <= 2_050)
  }
}
