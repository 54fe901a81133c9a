import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct ShardReaderTests {
  @Test func `one batch of a shard runs at once, and the next begins when it is resolved`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.batchSize = 2 }
    try reading.stage.begin()
    reading.write(count: 5)
    reading.stage.run(to: 10)
    #expect(probe.batches == [[0, 1], [2, 3], [4]])
    #expect(probe.mostAtOnce == 1)
    #expect(probe.runs[1].at - probe.runs[0].at == 1_000)
    #expect(probe.reader.edge.acknowledged == 5)
    #expect(reading.isSound)
  }

  @Test func `a shard runs as many batches at once as it has lanes, each key in one`() throws {
    let reading = Reading()
    let probe = reading.probe {
      $0.batchSize = 1
      $0.lanes = 4
    }
    try reading.stage.begin()
    for _ in 0..<10 { for key: UInt64 in 0..<40 { reading.write(key) } }
    reading.stage.run(to: 500)
    #expect(probe.mostAtOnce == 4)
    #expect(probe.runs.count == 400)
    for key: Int64 in 0..<40 {
      let ofKey = probe.runs.filter { $0.records[0] % 40 == key }
      #expect(Set(ofKey.map { $0.lane }).count == 1)
      #expect(ofKey.map { $0.records[0] } == ofKey.map { $0.records[0] }.sorted())
    }
    #expect(reading.isSound)
  }

  @Test func `shards times lanes bound the batches that run at once`() throws {
    let reading = Reading(shards: 3)
    let probe = reading.probe {
      $0.batchSize = 1
      $0.lanes = 2
    }
    try reading.stage.begin()
    for key: UInt64 in 0..<300 { reading.write(SplitMix64.mix(key)) }
    reading.stage.run(to: 100)
    #expect(probe.mostAtOnce == 6)
    #expect(reading.isSound)
  }

  @Test func `an idle shard is looked into every 250 ms, and at once behind a batch`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.batchSize = 1 }
    probe.duration = .milliseconds(10)
    try reading.stage.begin()
    reading.stage.run(to: 5.001)
    reading.write(count: 3)
    reading.stage.run(to: 7.002)
    reading.write(count: 1)
    reading.stage.run(to: 9)
    let times = probe.runs.map { $0.at }
    #expect(times[0] > 5_000 && times[0] <= 5_251)
    #expect(times[1] - times[0] == 10 && times[2] - times[1] == 10)
    #expect((times[3] - times[0]) % 250 == 0)
  }

  @Test func `a shard that holds nothing costs no events`() throws {
    let reading = Reading(shards: 100)
    _ = reading.probe()
    try reading.stage.begin()
    reading.stage.run(to: 86_400)
    #expect(reading.world.calendar.taken == 0)
  }

  @Test func `readers look at moments of their own, and shards too`() throws {
    let reading = Reading(shards: 2)
    let probes = [reading.probe("P"), reading.probe("Q")]
    try reading.stage.begin()
    reading.write(0, .max)
    reading.stage.run(to: 1)
    let times = probes.flatMap { $0.runs.map { $0.at } }
    #expect(times.count == 4 && Set(times).count == 4)
  }

  @Test func `what was written just now can be read only when it has spread`() throws {
    let reading = Reading { terms, world in
      terms.propagation = DrawnTime(.constant(150e6), for: "test", in: world)
      terms.pollInterval = .milliseconds(1)
    }
    let probe = reading.probe()
    try reading.stage.begin()
    reading.stage.run(to: 1)
    reading.write(0)
    reading.stage.run(to: 2)
    #expect(probe.runs.map { $0.at } == [1_150])
  }

  @Test func `one read gives so many records and no more`() throws {
    let reading = Reading { terms, _ in terms.recordsPerRead = 3 }
    reading.log.share.reads = 1
    let probe = reading.probe { $0.batchSize = 5 }
    probe.duration = .milliseconds(1)
    try reading.stage.begin()
    reading.write(count: 6)
    reading.stage.run(to: 10)
    #expect(probe.batches == [[0, 1, 2], [3, 4, 5]])
  }

  @Test func `records that are not wanted are filtered out and use no place in a batch`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.batchSize = 2 }
    probe.unwanted = [0, 2, 3]
    try reading.stage.begin()
    reading.write(count: 5)
    reading.stage.run(to: 10)
    #expect(probe.batches == [[1, 4]])
    #expect(probe.reader.edge.filtered == 3)
    #expect(reading.isSound)
  }

  @Test func `a parent is read to its end before its children are begun with`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.batchSize = 1 }
    try reading.stage.begin()
    reading.write(0, .max, 0)
    let children = reading.log.split(0, in: reading.world)
    reading.write(0, .max)
    reading.stage.run(to: 20)
    let lanes = probe.runs.map { $0.lane }
    #expect(lanes.prefix(3) == [0, 0, 0])
    #expect(Set(lanes.suffix(2)) == Set(children))
    #expect(probe.runs[3].at >= probe.runs[2].at + 1_000)
    #expect(reading.isSound)
  }

  @Test func `the child of two shards begins when both are read to their end`() throws {
    let reading = Reading(shards: 2)
    let probe = reading.probe { $0.batchSize = 1 }
    try reading.stage.begin()
    reading.write(0, .max, .max)
    let child = reading.log.merge(0, 1, in: reading.world)
    reading.write(0)
    reading.stage.run(to: 20)
    #expect(probe.runs.map { $0.lane }.last == child)
    #expect(probe.runs.count == 4)
    #expect(reading.isSound)
  }

  @Test func `pushed records come as soon as they have spread`() throws {
    let reading = Reading { terms, world in
      terms.isPushed = true
      terms.pollInterval = .seconds(1)
      terms.propagation = DrawnTime(.constant(70e6), for: "test", in: world)
    }
    let probe = reading.probe()
    probe.duration = .milliseconds(1)
    try reading.stage.begin()
    for second in 1...5 {
      reading.stage.run(to: Double(second))
      reading.write(0)
    }
    reading.stage.run(to: 10)
    #expect(probe.runs.map { $0.at } == [1_070, 2_070, 3_070, 4_070, 5_070])
  }

  @Test func `the first hop to a standard reader takes half a look on average, and the spread`()
    throws
  {
    let reading = Reading(shards: 200) { terms, world in
      terms.pollInterval = .seconds(1)
      terms.propagation = DrawnTime(.constant(200e6), for: "test", in: world)
    }
    let probe = reading.probe()
    try reading.stage.begin()
    reading.stage.run(to: 5)
    for shard in reading.log.shards { reading.write(shard.lowest) }
    reading.stage.run(to: 10)
    let waits = probe.runs.map { Double($0.at - 5_000) }
    #expect(waits.count == 200)
    #expect(abs(waits.reduce(0, +) / 200 - 700) < 60)
    #expect(waits.allSatisfy { (200...1_200).contains($0) })
  }
}
