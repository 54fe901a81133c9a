import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct StreamFailureTests {
  private static let poison: Int64 = 5

  private func poisoned(
    _ reading: Reading, _ change: (inout ReadingTerms) -> Void = { _ in }
  ) throws -> Probe {
    let probe = reading.probe {
      $0.batchSize = 8
      change(&$0)
    }
    probe.react = { $0.records.contains(Self.poison) ? .fails : .succeeds }
    try reading.stage.begin()
    return probe
  }

  @Test func `a batch that fails is tried again as it is, and nothing overtakes it`() throws {
    let reading = Reading()
    let probe = try poisoned(reading)
    reading.write(count: 10)
    reading.stage.run(to: 60)
    #expect(probe.batches.count > 50)
    #expect(probe.batches.allSatisfy { $0 == Array(0..<8) })
    #expect(probe.reader.edge.held == 10)
    #expect(reading.isSound)
  }

  @Test func `a record that always fails holds up its shard until the stream drops it`() throws {
    let reading = Reading { terms, _ in terms.retention = .minutes(10) }
    let probe = try poisoned(reading)
    reading.stage.run(to: 1)
    reading.write(count: 8)
    reading.stage.run(to: 500)
    reading.write(count: 1)
    reading.stage.run(to: 599)
    #expect(probe.batches.last == Array(0..<8))
    reading.stage.run(to: 700)
    #expect(probe.batches.last == [8])
    #expect(probe.reader.edge.expired == 8)
    #expect(probe.givenUp.map { $0.reason } == [.expired])
    #expect(reading.isSound)
  }

  @Test func `other shards and other lanes run on while one is held up`() throws {
    let reading = Reading(shards: 2)
    let probe = reading.probe {
      $0.batchSize = 1
      $0.lanes = 2
    }
    var held: Int?
    probe.react = { run in
      if held == nil { held = run.lane }
      return run.lane == held ? .fails : .succeeds
    }
    try reading.stage.begin()
    for key: UInt64 in 0..<400 { reading.write(SplitMix64.mix(key)) }
    reading.stage.run(to: 300)
    let others = probe.runs.filter { $0.lane != held }
    #expect(Set(others.map { $0.lane }).count == 3)
    #expect(probe.reader.edge.acknowledged == Int64(others.count))
    #expect(others.count > 250)
    #expect(reading.isSound)
  }

  @Test func `a batch is given up when its retries are used up, and the next begins`() throws {
    let reading = Reading()
    let probe = try poisoned(reading) { $0.retries = 2 }
    reading.write(count: 10)
    reading.stage.run(to: 20)
    #expect(probe.batches == [Array(0..<8), Array(0..<8), Array(0..<8), [8, 9]])
    #expect(probe.givenUp.map { $0.records } == [Array(0..<8)])
    #expect(probe.reader.edge.dropped[Edge.Loss.retriesExhausted.rawValue] == 8)
    #expect(reading.isSound)
  }

  @Test func `what is given up is set aside where something takes notice of it`() throws {
    let reading = Reading()
    let probe = try poisoned(reading) { $0.retries = 0 }
    probe.hasDestination = true
    reading.write(count: 8)
    reading.stage.run(to: 20)
    #expect(probe.batches.count == 1)
    #expect(probe.reader.edge.deadLettered == 8)
    #expect(reading.isSound)
  }

  @Test func `what is turned away waits longer each time, and uses no retry up`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.retries = 0 }
    probe.react = { $0.at < 60_000 ? .turnsAway : .succeeds }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 100)
    let times = probe.runs.map { $0.at }
    let waits = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(waits.prefix(7) == [100, 200, 400, 800, 1_600, 3_200, 5_000])
    #expect(probe.reader.edge.acknowledged == 3)
  }

  @Test func `what is turned away is tried again until the stream drops it`() throws {
    let reading = Reading { terms, _ in terms.retention = .minutes(1) }
    let probe = reading.probe { $0.retries = 0 }
    probe.react = { _ in .turnsAway }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 59)
    #expect(probe.reader.edge.held == 3)
    reading.stage.run(to: 70)
    #expect(probe.reader.edge.expired == 3)
  }

  @Test func `a failed batch is cut in two, the first half goes first, and no retry is used up`()
    throws
  {
    let reading = Reading()
    let probe = try poisoned(reading) {
      $0.bisects = true
      $0.retries = 2
    }
    reading.write(count: 10)
    reading.stage.run(to: 60)
    #expect(
      probe.batches == [
        Array(0..<8), [0, 1, 2, 3], [4, 5, 6, 7], [4, 5], [4], [5], [5], [5], [6, 7], [8, 9],
      ])
    #expect(probe.givenUp.map { $0.records } == [[5]])
    #expect(probe.reader.edge.acknowledged == 9)
    #expect(reading.isSound)
  }

  @Test func `everything from the first record that failed is tried again`() throws {
    let reading = Reading()
    let probe = reading.probe {
      $0.isPartial = true
      $0.retries = 1
    }
    probe.react = { $0.records.contains(3) ? .reports([6, 3]) : .succeeds }
    try reading.stage.begin()
    reading.write(count: 8)
    reading.stage.run(to: 60)
    #expect(probe.batches == [Array(0..<8), Array(3..<8)])
    #expect(probe.givenUp.map { $0.records } == [Array(3..<8)])
    #expect(probe.reader.edge.acknowledged == 3)
    #expect(reading.isSound)
  }

  @Test func `a batch is cut at the record that failed, and only what comes from there is retried`()
    throws
  {
    let reading = Reading()
    let probe = reading.probe {
      $0.isPartial = true
      $0.bisects = true
      $0.retries = 1
    }
    probe.react = { $0.records.contains(3) ? .reports([3]) : .succeeds }
    try reading.stage.begin()
    reading.write(count: 8)
    reading.stage.run(to: 60)
    #expect(
      probe.batches == [
        Array(0..<8), Array(3..<8), [3, 4, 5], [3, 4], [3], [3], [4], [5], [6, 7],
      ])
    #expect(probe.givenUp.map { $0.records } == [[3]])
    #expect(reading.isSound)
  }

  @Test func `records without a report of their own failed or succeeded with their batch`() throws {
    let reading = Reading()
    let probe = reading.probe()
    probe.react = { _ in .reports([1]) }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 20)
    #expect(probe.batches == [[0, 1, 2]])
    #expect(probe.reader.edge.acknowledged == 3)
  }

  @Test func `records older than the reader wants are given up before they are handed on`() throws {
    let reading = Reading()
    let probe = try poisoned(reading) { $0.age = .seconds(60) }
    reading.write(count: 8)
    reading.stage.run(to: 30)
    reading.write(count: 2)
    reading.stage.run(to: 80)
    #expect(probe.givenUp.map { $0.records } == [Array(0..<8)])
    #expect(probe.givenUp.map { $0.reason } == [.tooOld])
    #expect(probe.batches.last == [8, 9])
    #expect(probe.reader.edge.dropped[Edge.Loss.tooOld.rawValue] == 8)
    #expect(reading.isSound)
  }

  @Test func `a long backlog that grew too old is dropped at once`() throws {
    let reading = Reading { terms, _ in terms.retention = .minutes(1) }
    let probe = reading.probe { $0.batchSize = 1 }
    try reading.stage.begin()
    probe.reader.stop(true, for: probe, in: reading.world)
    reading.write(count: 20_000)
    reading.stage.run(to: 90)
    probe.reader.stop(false, for: probe, in: reading.world)
    reading.write(count: 1)
    reading.stage.run(to: 95)
    #expect(probe.batches == [[20_000]])
    #expect(probe.reader.edge.expired == 20_000)
    #expect(reading.isSound)
  }

  @Test func `a reader that was stopped goes on where it stopped`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.batchSize = 2 }
    probe.react = { $0.at < 5_000 ? .fails : .succeeds }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 2)
    probe.reader.stop(true, for: probe, in: reading.world)
    reading.stage.run(to: 3.5)
    let before = probe.runs.count
    reading.stage.run(to: 60)
    #expect(probe.runs.count == before)
    probe.reader.stop(false, for: probe, in: reading.world)
    reading.stage.run(to: 70)
    #expect(probe.batches.suffix(2) == [[0, 1], [2]])
    #expect(reading.isSound)
  }
}
