import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct BatchingTests {
  @Test func `a full batch begins before its window is over`() throws {
    let reading = Reading()
    let probe = reading.probe {
      $0.batchSize = 3
      $0.window = .seconds(60)
    }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 1)
    #expect(probe.batches == [[0, 1, 2]])
  }

  @Test func `a batch that is not full begins when its window is over`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.window = .seconds(20) }
    try reading.stage.begin()
    reading.stage.run(to: 1)
    reading.write(count: 2)
    reading.stage.run(to: 10)
    reading.write(count: 1)
    reading.stage.run(to: 19.9)
    #expect(probe.batches == [])
    reading.stage.run(to: 21)
    #expect(probe.batches == [[0, 1, 2]])
  }

  @Test func `the window of a stream begins when the run before ends`() throws {
    let reading = Reading()
    let probe = reading.probe {
      $0.batchSize = 2
      $0.window = .seconds(20)
    }
    try reading.stage.begin()
    reading.stage.run(to: 3)
    reading.write(count: 3)
    reading.stage.run(to: 60)
    let times = probe.runs.map { $0.at }
    #expect(probe.batches == [[0, 1], [2]])
    #expect(times[1] - times[0] == 21_000)
  }

  @Test func `a batch holds as many bytes as a run may carry`() throws {
    let reading = Reading()
    // Each record of the stage has 1,024 bytes.
    let probe = reading.probe { $0.payload = 2_100 }
    try reading.stage.begin()
    reading.write(count: 5)
    reading.stage.run(to: 10)
    #expect(probe.batches == [[0, 1], [2, 3], [4]])
  }

  @Test func `a batch with as many bytes as a run may carry does not wait for its window`() throws {
    let reading = Reading()
    let probe = reading.probe {
      $0.payload = 2_048
      $0.window = .seconds(300)
    }
    try reading.stage.begin()
    reading.write(count: 3)
    reading.stage.run(to: 100)
    #expect(probe.batches == [[0, 1]])
  }

  @Test func `a window of a state ends with a run of its own`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.tumbling = .seconds(30) }
    try reading.stage.begin()
    reading.stage.run(to: 5)
    reading.write(count: 2)
    reading.stage.run(to: 29)
    reading.write(count: 1)
    reading.stage.run(to: 40)
    reading.write(count: 1)
    reading.stage.run(to: 100)
    #expect(probe.batches == [[0, 1], [2], [], [3], []])
    #expect((30_000...31_500).contains(probe.runs[2].at))
    #expect((60_000...60_001).contains(probe.runs[4].at))
    #expect(reading.isSound)
  }

  @Test func `a batch holds records of one window of a state only`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.tumbling = .seconds(30) }
    probe.duration = .seconds(10)
    try reading.stage.begin()
    reading.stage.run(to: 25)
    reading.write(count: 1)
    reading.stage.run(to: 29)
    reading.write(count: 1)
    reading.stage.run(to: 31)
    reading.write(count: 1)
    reading.stage.run(to: 100)
    #expect(probe.batches == [[0], [1], [], [2], []])
  }

  @Test func `a last run of a window that fails holds up its shard`() throws {
    let reading = Reading()
    let probe = reading.probe { $0.tumbling = .seconds(30) }
    probe.react = { $0.records.isEmpty && $0.at < 50_000 ? .fails : .succeeds }
    try reading.stage.begin()
    reading.stage.run(to: 5)
    reading.write(count: 1)
    reading.stage.run(to: 32)
    reading.write(count: 1)
    reading.stage.run(to: 49)
    #expect(probe.batches.count > 10 && probe.batches.dropFirst().allSatisfy { $0.isEmpty })
    reading.stage.run(to: 55)
    #expect(probe.batches.last == [1])
    #expect(reading.isSound)
  }
}
