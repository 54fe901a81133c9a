import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct TableCapacityTests {
  /// A calibration in which partitions bound nothing, so that what bounds is the table.
  private let onePartition: [String: Parameter.Value] = [
    "dynamodb.partitionReads": .count(.max), "dynamodb.partitionWrites": .count(.max),
  ]
  private let put = Table.Action.put.rawValue
  private let get = Table.Action.get.rawValue

  private func provisioned(reads: Int64, writes: Int64) -> TableSettings {
    var settings = TableSettings()
    settings.throughput = TableSettings.Throughput(reads: reads, writes: writes)
    return settings
  }

  private func onDemand() -> TableSettings {
    var settings = TableSettings()
    settings.billingMode = "PAY_PER_REQUEST"
    return settings
  }

  /// How many requests of a size one instant holds.
  private func served(_ stage: Stage, _ table: Table, _ inlet: Int, size: Int64) -> Int {
    var count = 0
    while stage.call(table, inlet, size: size).isDone { count += 1 }
    return count
  }

  @Test func `a provisioned table saves up 300 seconds of unused capacity`() throws {
    let stage = Stage("aws-2026", onePartition)
    let table = stage.add(
      Table(provisioned(reads: 5, writes: 10), label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, put, size: 1_024) == 3_000)
    stage.run(to: 1)
    #expect(served(stage, table, put, size: 1_024) == 10)
    stage.run(to: 1_000)
    #expect(served(stage, table, put, size: 1_024) == 3_000)
    #expect(served(stage, table, get, size: 4_096) == 3_000)
    stage.run(to: 1_000.1)
    #expect(served(stage, table, get, size: 4_096) == 1)
  }

  @Test func `a strongly consistent read uses twice the capacity`() throws {
    let stage = Stage(
      "aws-2026",
      [
        "dynamodb.consistentReads": .flag(true), "dynamodb.partitionReads": .count(.max),
        "dynamodb.partitionWrites": .count(.max),
      ])
    let table = stage.add(Table(provisioned(reads: 5, writes: 1), label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, get, size: 4_097) == 750)
    #expect(table.throughput.meters.consumedReads.total == 1_500)
  }

  @Test func `an on-demand table begins with 4,000 writes and 12,000 reads a second`() throws {
    let stage = Stage("aws-2026", onePartition)
    let table = stage.add(Table(onDemand(), label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, put, size: 10_240) == 400)
    #expect(served(stage, table, get, size: 40_960) == 2_400)
    stage.run(to: 0.5)
    #expect(served(stage, table, put, size: 10_240) == 200)
    #expect(table.throughput.meters.writeThrottles.total == 2)
  }

  @Test func `an on-demand table is ready for twice its peak once that was sustained`() throws {
    let stage = Stage("aws-2026", onePartition)
    let table = stage.add(Table(onDemand(), label: "T", in: stage.world))
    try stage.begin()
    for second in 0..<60 {
      stage.run(to: Double(second))
      for _ in 0..<30 { #expect(stage.call(table, put, size: 102_400).isDone) }
    }
    stage.run(to: 2 * 60)
    _ = stage.call(table, put, size: 102_400)
    stage.run(to: 2 * 60 + 2)
    #expect(served(stage, table, put, size: 102_400) == 60)
  }

  @Test func `warm throughput raises what an on-demand table begins with`() throws {
    let stage = Stage("aws-2026", onePartition)
    var settings = onDemand()
    settings.warm = TableSettings.WarmThroughput(reads: 12_000, writes: 9_000)
    let table = stage.add(Table(settings, label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, put, size: 102_400) == 90)
  }

  @Test func `one table takes no more than its quota of 40,000 units a second`() throws {
    let stage = Stage("aws-2026", onePartition)
    var settings = onDemand()
    settings.warm = TableSettings.WarmThroughput(reads: 100_000, writes: 100_000)
    let table = stage.add(Table(settings, label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, put, size: 102_400) == 400)
    #expect(count(of: "WriteAccountLimitThrottleEvents", in: stage) == 1)
    #expect(count(of: "ReadAccountLimitThrottleEvents", in: stage) == 0)
  }

  @Test func `OnDemandThroughput bounds what an on-demand table serves`() throws {
    let stage = Stage("aws-2026", onePartition)
    var settings = onDemand()
    settings.onDemand = TableSettings.OnDemandThroughput(reads: 7, writes: -1)
    let table = stage.add(Table(settings, label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, get, size: 4_096) == 14)
    #expect(count(of: "ReadMaxOnDemandThroughputThrottleEvents", in: stage) == 1)
    #expect(served(stage, table, put, size: 102_400) == 40)
    #expect(count(of: "WriteKeyRangeThroughputThrottleEvents", in: stage) == 1)
  }

  @Test func `a request that is turned away uses no capacity`() throws {
    let stage = Stage("aws-2026", onePartition)
    let table = stage.add(Table(provisioned(reads: 1, writes: 1), label: "T", in: stage.world))
    try stage.begin()
    #expect(stage.call(table, put, size: 299 * 1_024).isDone)
    #expect(stage.call(table, put, size: 2 * 1_024).isThrottled)
    #expect(stage.call(table, put, size: 1_024).isDone)
    #expect(table.throughput.meters.consumedWrites.total == 300)
    #expect(count(of: "WriteProvisionedThroughputThrottleEvents", in: stage) == 1)
  }

  @Test func `a query begins with its first page and is charged for all of them`() throws {
    let stage = Stage("aws-2026", onePartition)
    let table = stage.add(Table(provisioned(reads: 1, writes: 1), label: "T", in: stage.world))
    let query = Table.Action.query.rawValue
    try stage.begin()
    #expect(stage.call(table, query, size: 8 << 20).isDone)
    #expect(table.throughput.meters.consumedReads.total == 1_024)
    // It owes 1,024 units less the 300 that it had; a page takes 128 more.
    stage.run(to: 724)
    #expect(stage.call(table, get).isThrottled)
    stage.run(to: 724 + 127)
    #expect(stage.call(table, query, size: 8 << 20).isThrottled)
    stage.run(to: 724 + 128)
    #expect(stage.call(table, query, size: 8 << 20).isDone)
  }

  @Test func `what a provisioned table begins with is an assumption`() throws {
    let stage = Stage("aws-2026", ["dynamodb.initialBurst": .real(0)])
    let table = stage.add(Table(provisioned(reads: 1, writes: 10), label: "T", in: stage.world))
    try stage.begin()
    #expect(served(stage, table, put, size: 1_024) == 0)
    stage.run(to: 2)
    #expect(served(stage, table, put, size: 1_024) == 20)
    guard case .assumption = TableParameters.initialBurst.entries[0].source else {
      Issue.record("the burst at first is documented")
      return
    }
  }

  @Test func `the ideal calibration bounds no on-demand table`() throws {
    let stage = Stage("ideal")
    let table = stage.add(Table(onDemand(), label: "T", in: stage.world))
    try stage.begin()
    for _ in 0..<1_000 {
      guard case .done(.zero) = stage.call(table, put, size: 409_600) else {
        Issue.record("a write was turned away, or took time")
        return
      }
    }
  }

  private func count(of name: String, in stage: Stage) -> Int64 {
    for instrument in stage.world.instruments where instrument.measure.name == name {
      if case .count(let measure) = instrument.keeper { return measure.total }
    }
    return -1
  }
}
