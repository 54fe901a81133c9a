import Blueprints
import Kernel
import Testing

@testable import Services

@Suite struct FairQueueMetricTests {
  private func levels(_ play: FairPlayback) -> [Int64] {
    guard let fair = play.fair else { return [] }
    return [fair.noisyGroups, fair.visible, fair.notVisible, fair.delayed].map { $0.gauge.level }
  }

  @Test func `quiet groups are counted apart from noisy ones, in each state`() {
    let play = FairPlayback()
    play.send(1, 40)
    play.send(2, 5)
    play.receive(29)
    #expect(levels(play) == [0, 16, 29, 0])
    play.receive(1)
    #expect(levels(play) == [1, 5, 0, 0])
    play.receive(2)
    #expect(levels(play) == [1, 3, 2, 0])
    play.delete(2, 1)
    #expect(levels(play) == [1, 3, 1, 0])
    play.receive(100)
    play.delete(1)
    #expect(levels(play) == [0, 0, 4, 0])
    #expect(play.queue.visible.gauge.level == 0)
    #expect(play.queue.notVisible.gauge.level == 4)
  }

  @Test func `delayed messages of quiet groups are counted until they are visible`() {
    var settings = QueueSettings(hidden: 43_200)
    settings.delay = .seconds(10)
    let play = FairPlayback(settings)
    play.send(1, 40)
    play.run(to: 11)
    play.receive(30)
    play.send(1, 3)
    play.send(2, 4)
    #expect(levels(play) == [1, 0, 0, 4])
    play.run(to: 22)
    #expect(levels(play) == [1, 4, 0, 0])
  }

  @Test func `the age in quiet groups is that of their oldest message, by the minute`() {
    let play = FairPlayback()
    play.send(1, 40)
    play.receive(30)
    play.run(to: 50)
    play.send(2)
    play.run(to: 70)
    play.send(3)
    play.run(to: 130)
    // At 1 min the message of group 2 is 10 s old, at 2 min 70 s; group 1 is noisy, and older.
    play.receive(1)
    play.delete(2)
    play.run(to: 190)
    play.queue.finish(in: play.world)
    let ages = play.fair?.age.histogram
    #expect(ages?.count == 3)
    #expect(ages?.quantile(0) == 10_000_000_000)
    #expect(ages?.quantile(1) == 110_000_000_000)
  }

  @Test func `in a dead-letter queue the age in quiet groups counts from the move`() {
    let play = FairPlayback(
      QueueSettings(hidden: 1, maxReceiveCount: 1), deadLetters: QueueSettings(hidden: 1))
    play.send(1)
    play.receive(1)
    play.run(to: 40)
    play.receive(1)
    #expect(play.queue.outgoing.deadLettered == 1)
    play.run(to: 61)
    play.deadLetters?.finish(in: play.world)
    #expect(play.deadLetters?.fair?.age.histogram.quantile(1) == 20_000_000_000)
  }

  @Test func `a send with a group costs the surcharge, and one without does not`() throws {
    let play = FairPlayback()
    play.send(1, 3)
    play.send(0, 5)
    play.send(2, size: 65_537)
    let charges = play.queue.charges(until: play.world.now)
    let surcharge = try #require(charges.first { $0.price == FairLines.surcharge })
    #expect(surcharge.units == 5)
    #expect(surcharge.price.microdollars == 100_000)
  }

  @Test func `under ideal a queue is plain, and so is one whose messages have no group`() {
    #expect(FairPlayback(with: ["sqs.fairQueues": .flag(false)]).fair == nil)
    #expect(FairPlayback(groups: 0).fair == nil)
    #expect(FairPlayback(groups: 2).fair != nil)
    let ideal = Calibration("ideal")
    #expect(!ideal.flag(FairLines.isFair))
    #expect(Calibration().flag(FairLines.isFair))
  }
}
