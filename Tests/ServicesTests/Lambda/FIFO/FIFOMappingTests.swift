import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// The rules of a mapping that reads a FIFO queue.
@Suite struct FIFOMappingTests {
  @Test func `no two batches of a group run at once, and each group is run in order`() throws {
    let reader = try OrderedReader(mapping: "BatchSize: 3")
    var chance = SplitMix64(seed: 3)
    reader.code.duration = { name in
      .milliseconds(Int64(50 + (name.root &* 7_919) % 900))
    }
    for step in 0..<400 {
      reader.stage.run(to: Double(step) * 0.1)
      for _ in 0..<2 { reader.send(Int(chance.next() % 6), 1 + Int(chance.next() % 2)) }
    }
    reader.stage.run(to: 400)
    for group in 0..<6 {
      let found = reader.ordinals(of: group)
      #expect(found == (0..<UInt64(found.count)).map { $0 } && found.count > 30)
      let own = reader.code.runs.filter { run in run.messages.contains { $0.client == group } }
      for (earlier, later) in zip(own, own.dropFirst()) { #expect(earlier.ended <= later.began) }
    }
    #expect(reader.code.runs.contains { Set($0.messages.map { $0.client }).count > 1 })
    #expect(reader.queue.outgoing.held == 0)
  }

  @Test func `as many batches run at once as groups have messages, without a ramp`() throws {
    let reader = try OrderedReader(
      mapping: "BatchSize: 1",
      ["mapping.firstPollers": .count(5), "mapping.ceiling": .count(1_250)])
    for group in 0..<40 { reader.send(group, 5) }
    reader.stage.run(to: 0.5)
    #expect(reader.code.running == 40)
    reader.stage.run(to: 10)
    #expect(reader.code.mostRunning == 40)
  }

  @Test func `a maximum concurrency holds for a FIFO queue too`() throws {
    let reader = try OrderedReader(
      mapping: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 7}",
      ["mapping.firstPollers": .count(5), "mapping.ceiling": .count(1_250)])
    for group in 0..<40 { reader.send(group, 5) }
    reader.stage.run(to: 100)
    #expect(reader.code.mostRunning == 7 && reader.code.runs.count == 200)
  }

  @Test func `a failed batch comes back whole and in order, before what was sent later`() throws {
    let reader = try OrderedReader(mapping: "BatchSize: 3", hidden: 10)
    reader.code.fails = { name, run in name.ordinal == 1 && run == 1 }
    reader.send(0, 5)
    reader.send(1, 1)
    reader.stage.run(to: 60)
    #expect(reader.ordinals(of: 0) == [0, 1, 2, 0, 1, 2, 3, 4])
    #expect(reader.code.runs[2].began == .start + .seconds(10))
    #expect(reader.code.runs[1].messages.contains { $0.client == 1 })
  }

  @Test func `with partial responses all behind the first failure comes back, in order`() throws {
    let reader = try OrderedReader(
      mapping: "BatchSize: 4, FunctionResponseTypes: [ReportBatchItemFailures]", hidden: 10)
    reader.code.fails = { name, run in name.ordinal == 1 && run <= 2 }
    reader.send(0, 6)
    reader.stage.run(to: 60)
    #expect(reader.code.endsAtFailure && reader.code.partial)
    #expect(reader.ordinals(of: 0) == [0, 1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 4, 5])
    #expect(reader.queue.outgoing.acknowledged == 6)
  }

  @Test func `errors do not take the concurrency down where groups bound it`() throws {
    let reader = try OrderedReader(
      mapping: "BatchSize: 1", hidden: 1,
      ["mapping.firstPollers": .count(5), "mapping.ceiling": .count(1_250)])
    reader.code.fails = { _, run in run < 5 }
    for group in 0..<30 { reader.send(group, 1) }
    reader.stage.run(to: 4.6)
    #expect(reader.code.running == 30)
  }

  @Test func `an idle mapping of a FIFO queue polls as one of a standard queue does`() throws {
    let reader = try OrderedReader(
      mapping: "BatchSize: 1",
      ["mapping.firstPollers": .count(5), "mapping.ceiling": .count(1_250)])
    reader.stage.run(to: 600)
    #expect(reader.queue.meters.emptyReceives.total == 150)
  }

  @Test func `300 receives a second bound how many batches begin`() throws {
    let reader = try OrderedReader(mapping: "BatchSize: 1", ["sqs.fifoCalls": .count(300)])
    reader.code.duration = { _ in .milliseconds(1) }
    for second in 0..<10 {
      reader.stage.run(to: Double(second))
      for group in 0..<30 { reader.send(group, 10) }
    }
    reader.stage.run(to: 30)
    #expect(reader.code.runs.count == 3_000)
    let first = reader.code.runs.count { $0.began < .start + .seconds(5) }
    #expect(first <= 1_800 && first >= 1_400, "\(first)")
  }

  @Test func `code stops at the first message that fails, or order would be lost`() throws {
    let template = """
      Resources:
        Work: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, VisibilityTimeout: 60}}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60}}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            EventSourceArn: !GetAtt Work.Arn
            FunctionName: !Ref Worker
            FunctionResponseTypes: [ReportBatchItemFailures]
      """
    let result = try Bench(
      template: template,
      scenario: """
        duration: 5 min
        drain: 0 s
        calibration: ideal
        traffic: {App: {to: Work, rate: 5/s, arrivals: constant, group: one}}
        behavior: {Worker: {duration: 10 ms, fails: 100 %}}
        """
    ).run()
    let consumer = try #require(result.consumers.first)
    #expect(try consumer.failed == result.count("Invocations", at: "Worker"))
    #expect(consumer.failed > 3)
  }

  @Test func `a FIFO queue takes batches of ten at most, and no window`() {
    func refusal(_ properties: String) -> String? {
      slip { _ = try OrderedReader(mapping: properties) }
    }
    #expect(
      refusal("BatchSize: 11, MaximumBatchingWindowInSeconds: 1")
        == "Mapping has batches of 11, and Orders is a FIFO queue "
        + "→ AWS refuses this: set BatchSize to 10 at most")
    #expect(
      refusal("BatchSize: 10, MaximumBatchingWindowInSeconds: 1")
        == "Mapping has a batching window, and Orders is a FIFO queue "
        + "→ AWS refuses this: leave out MaximumBatchingWindowInSeconds")
  }
}
