import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct FairQueueTests {
  /// Fifteen groups that are not noisy hold so much between them that shares are small.
  private static func crowd() -> FairPlayback {
    let play = FairPlayback()
    for group in 5..<20 { play.send(group, 29) }
    play.receive(15 * 29)
    return play
  }

  @Test func `with 30 messages in flight and over 10 % of all a group is noisy`() throws {
    let play = Self.crowd()
    play.send(1, 60)
    play.receive(29)
    #expect(play.fair?.noisy.isEmpty == true)
    // 29 + 15 x 29 in flight; the group has 10 % at 48.3.
    play.receive(19)
    #expect(play.fair?.noisy.isEmpty == true)
    play.receive(1)
    #expect(play.fair?.noisyGroups.gauge.level == 1)
  }

  @Test func `a group with fewer than 30 in flight is not noisy, whatever its share of them`() {
    let play = FairPlayback()
    play.send(1, 30)
    play.receive(29)
    #expect(play.fair?.noisy.isEmpty == true)
    play.receive(1)
    #expect(play.fair?.noisyGroups.gauge.level == 1)
  }

  @Test func `over 10 % of the receivers' recent time makes a group noisy, with one in flight`() {
    let play = FairPlayback()
    for group in 3..<20 { play.send(group) }
    play.receive(17)
    play.run(to: 5)
    for group in 3..<20 { play.delete(group) }
    // 17 groups took 5 s each, which is 85 s; group 1 now takes 10 s.
    play.send(1)
    play.receive()
    play.run(to: 15)
    play.send(1, 2)
    play.receive()
    #expect(play.fair?.noisyGroups.gauge.level == 1)
    // Group 2 takes none.
    play.send(2)
    play.receive()
    #expect(play.fair?.noisyGroups.gauge.level == 1)
  }

  @Test func `the time of long ago counts no more`() {
    let play = FairPlayback()
    play.send(1)
    play.receive()
    play.run(to: 30)
    play.delete(1)
    // From 120 s on neither the present minute nor the one before has any of the first one's time.
    play.run(to: 60)
    for group in 3..<20 { play.send(group) }
    play.receive(17)
    play.run(to: 150)
    play.send(1)
    play.receive()
    #expect(play.fair?.noisyGroups.gauge.level == 0)
  }

  @Test func `while a quiet group has a message it is returned first`() {
    let play = FairPlayback()
    play.send(1, 40)
    #expect(play.receive(30) == [Int](repeating: 1, count: 30))
    play.send(2, 2)
    play.send(0)
    #expect(play.receive(4) == [2, 2, 0, 1])
  }

  @Test func `without a noisy group the order is that of arrival`() {
    let play = FairPlayback()
    for group in [3, 1, 2, 2, 0, 1, 3] { play.send(group) }
    #expect(play.receive(10) == [3, 1, 2, 2, 0, 1, 3])
  }

  @Test func `among noisy groups the one with the fewest in flight is first`() {
    let play = FairPlayback()
    play.send(1, 50)
    play.receive(40)
    play.send(2, 50)
    play.receive(30)
    #expect(play.fair?.noisyGroups.gauge.level == 2)
    // 40 against 30: group 2 comes until it has as many, then both in turn.
    #expect(play.receive(10) == [Int](repeating: 2, count: 10))
    #expect(play.receive(4) == [1, 2, 1, 2])
    play.delete(1, 5)
    #expect(play.receive(5) == [1, 1, 1, 1, 1])
  }

  @Test func `nothing of a noisy group is dropped or held back when no quiet one waits`() {
    let play = FairPlayback()
    play.send(1, 500)
    #expect(play.receive(600).count == 500)
    play.delete(1)
    #expect(play.queue.outgoing.held == 0)
    #expect(play.queue.outgoing.lost == 0)
  }

  @Test func `a group whose backlog is consumed is quiet again`() {
    let play = FairPlayback()
    play.send(1, 30)
    play.receive(30)
    play.delete(1, 29)
    #expect(play.fair?.noisyGroups.gauge.level == 1)
    play.delete(1, 1)
    #expect(play.fair?.noisyGroups.gauge.level == 0)
  }

  @Test func `a group is quiet again after five minutes with nothing in flight`() {
    let play = FairPlayback()
    play.send(1, 40)
    play.receive(30)
    play.send(0, 3)
    play.receive(1)
    play.run(to: 100)
    play.delete(1)
    play.run(to: 399)
    #expect(play.fair?.noisyGroups.gauge.level == 1)
    #expect(play.receive(1) == [0])
    play.run(to: 401)
    #expect(play.fair?.noisyGroups.gauge.level == 0)
    // Its messages are older than the last one without a group, and in front again.
    #expect(play.receive(1) == [1])
  }

  @Test func `a receive within the five minutes begins them anew`() {
    let play = FairPlayback()
    play.send(1, 40)
    play.receive(30)
    play.delete(1)
    play.run(to: 200)
    play.receive(1)
    play.run(to: 250)
    play.delete(1)
    play.run(to: 549)
    #expect(play.fair?.noisyGroups.gauge.level == 1)
    play.run(to: 550)
    #expect(play.fair?.noisyGroups.gauge.level == 0)
  }

  @Test func `each message without a group is a tenant of its own`() {
    let play = FairPlayback()
    play.send(0, 200)
    #expect(play.receive(200).count == 200)
    play.run(to: 10)
    #expect(play.fair?.noisyGroups.gauge.level == 0)
  }

  @Test func `a noisy group's message that came back leaves before its fresh ones`() {
    let play = FairPlayback(QueueSettings(hidden: 10))
    play.send(1, 40)
    play.receive(30)
    play.run(to: 5)
    play.receive(1)
    play.run(to: 10)
    let first = play.world.messages[play.queue.returned.first].name
    play.receive(1)
    #expect(play.held.last.map { play.world.messages[$0.message].name } == first)
  }

  @Test func `a parked message expires like any other`() {
    var settings = QueueSettings(hidden: 43_200)
    settings.retention = .seconds(60)
    let play = FairPlayback(settings)
    play.send(1, 40)
    play.receive(30)
    play.send(2)
    play.receive(1)
    play.run(to: 61)
    #expect(play.queue.outgoing.expired == 41)
    #expect(play.receive(1) == [])
    #expect(!play.queue.hasVisible)
  }
}
