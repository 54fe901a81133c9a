import Bench
import Kernel
import Measures
import Programs
import Testing

@testable import Blueprints
@testable import Services

struct TableTests {
  private let put = Table.Action.put.rawValue
  private let get = Table.Action.get.rawValue

  private func table(
    on stage: Stage, _ change: (inout TableSettings) -> Void = { _ in }
  ) throws -> Table {
    var settings = TableSettings()
    settings.billingMode = "PAY_PER_REQUEST"
    change(&settings)
    let table = stage.add(Table(settings, label: "T", in: stage.world))
    try stage.begin()
    return table
  }

  @Test func `a write is billed for each KB and an eventual read for half of each 4 KB`() throws {
    let stage = Stage()
    let table = try table(on: stage)
    _ = stage.call(table, put, size: 1)
    _ = stage.call(table, put, size: 1_025)
    _ = stage.call(table, get, size: 4_096)
    _ = stage.call(table, get, size: 4_097)
    #expect(table.card.units[put] == 3)
    #expect(table.card.units[get] == 3)
    #expect(table.throughput.meters.consumedWrites.total == 3)
    #expect(table.throughput.meters.consumedReads.total == 1)
  }

  @Test func `code that reads a table and writes it needs the permissions of both`() throws {
    let result = try Bench(
      template: """
        Resources:
          T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
          Both: {Type: AWS::Lambda::Function}
          Reader: {Type: AWS::Lambda::Function}
        """,
      scenario: """
        duration: 10 s
        calibration: ideal
        traffic: {A: {to: Both, rate: 1/s}, B: {to: Reader, rate: 1/s}}
        behavior:
          Both: {steps: [GetItem: T, PutItem: T]}
          Reader: {steps: [GetItem: T]}
        """
    ).run()
    #expect(try result.edge(from: "Both", to: "T").inlets == 1 << UInt64(put) | 1 << UInt64(get))
    #expect(try result.edge(from: "Reader", to: "T").inlets == 1 << UInt64(get))
  }

  @Test func `a million writes on demand cost 0.625 dollars, a million reads half of 0.125`() {
    #expect(TablePrices.standard.writeRequest.cost(of: 1_000_000) == 625_000)
    #expect(TablePrices.standard.readRequest.cost(of: 1_000_000) == 62_500)
  }

  @Test func `provisioned capacity is charged for the time of the run and no request is`() throws {
    let stage = Stage()
    let table = try table(on: stage) {
      $0.billingMode = "PROVISIONED"
      $0.throughput = TableSettings.Throughput(reads: 100, writes: 10)
    }
    _ = stage.call(table, put)
    let charges = table.charges(until: .start + .hours(2))
    let hourly: Int64 = 10 * 650 + 100 * 130
    let total: Int64 = charges.reduce(0) { $0 + $1.microdollars }
    #expect(total == 2 * hourly)
    #expect(table.card.units[put] == 0)
  }

  @Test func `an item over 400 KB is refused for good`() throws {
    let stage = Stage()
    let table = try table(on: stage)
    #expect(stage.call(table, put, size: 409_600).isDone)
    #expect(stage.call(table, put, size: 409_601).isRefused)
    #expect(table.meters.userErrors.total == 1)
    #expect(stage.call(table, Table.Action.query.rawValue, size: 1_000_000).isDone)
  }

  @Test func `latency grows with every further 4 KB`() throws {
    let stage = Stage("aws-2026", ["dynamodb.write": .span(.milliseconds(6))])
    let table = try table(on: stage)
    #expect(stage.call(table, put, size: 4_096).time == .milliseconds(6))
    #expect(stage.call(table, put, size: 12_289).time == .microseconds(6_600))
    let samples = try #require(table.meters.latency(of: .put))
    #expect(samples.histogram.count == 2)
    #expect(table.meters.latency(of: .get) == nil)
  }

  @Test func `write latencies have the calibrated median and p99`() throws {
    let stage = Stage("aws-2026", ["dynamodb.initialWrites": .count(.max)])
    let table = try table(on: stage)
    for second in 0..<4 {
      stage.run(to: Double(second))
      for _ in 0..<5_000 { _ = stage.call(table, put) }
    }
    let histogram = try #require(table.meters.latency(of: .put)).histogram
    #expect(abs(Double(histogram.quantile(0.5) ?? 0) / 6e6 - 1) < 0.03)
    #expect(abs(Double(histogram.quantile(0.99) ?? 0) / 25e6 - 1) < 0.08)
  }

  @Test func `a slow table takes so many times as long`() throws {
    let stage = Stage("aws-2026", ["dynamodb.read": .span(.milliseconds(4))])
    let table = try table(on: stage)
    table.apply(.slow(10), in: stage.world)
    #expect(stage.call(table, get).time == .milliseconds(40))
    table.apply(.slow(1), in: stage.world)
    #expect(stage.call(table, get).time == .milliseconds(4))
  }

  @Test func `a failing table answers a share with errors that may be tried again`() throws {
    let stage = Stage()
    let table = try table(on: stage)
    table.apply(.fail(0.5), in: stage.world)
    let failed = (0..<1_000).count { _ in stage.call(table, put).isRetryable }
    #expect((430...570).contains(failed))
    #expect(table.meters.systemErrors.total == Int64(failed))
    table.apply(.fail(0), in: stage.world)
    #expect(stage.call(table, put).isDone)
  }

  @Test func `throttles by a fault are counted and dated as one episode`() throws {
    let stage = Stage()
    let table = try table(on: stage)
    table.apply(.throttle(1), in: stage.world)
    for second in [1.0, 5, 9] {
      stage.run(to: second)
      #expect(stage.call(table, get).isThrottled)
    }
    stage.run(to: 60)
    stage.world.finish()
    #expect(table.meters.throttled.total == 3)
    #expect(table.throughput.meters.readThrottles.total == 3)
    let episode = try #require(stage.world.episodes.episodes.first)
    #expect(stage.world.episodes.episodes.count == 1)
    #expect(episode.kind == .throttling && episode.begin == .start + .seconds(1))
    #expect(episode.end == .start + .seconds(9) && episode.value == 3)
  }

  @Test func `a throttled client tries again as SDKs do with DynamoDB, and the ledger balances`()
    throws
  {
    let stage = Stage("ideal")
    var settings = TableSettings()
    settings.throughput = TableSettings.Throughput(reads: 1, writes: 1)
    let table = stage.add(Table(settings, label: "T", in: stage.world))
    let curve = RateCurve(
      pieces: [.init(begin: .start, end: .start + .seconds(60), from: 10, to: 10)])
    var traffic = Traffic(curve: curve, end: .start + .seconds(60))
    traffic.terms.retries = .profile("standard-2026")
    let kinds = MessageKinds(numbers: [0], choice: nil, purpose: stage.world.purpose("kind/C"))
    let client = stage.add(Client(traffic, kinds, label: "C", in: stage.world))
    client.aim(at: table, inlet: put, in: stage.world)
    try stage.begin()
    stage.run(to: 600)
    let edge = try #require(stage.world.edges.first)
    #expect(edge.held == 0 && edge.entered > 500)
    #expect(edge.acknowledged == table.throughput.meters.consumedWrites.total)
    #expect(edge.dropped[2] == 0 && edge.dropped.reduce(0, +) > 0)
    let unpaid = client.forbidden.total
    #expect(unpaid > 0 && (edge.dropped.reduce(0, +) - unpaid) * 4 <= table.meters.throttled.total)
  }

  @Test func `rule 9: what is used is measured each minute, what is provisioned every five`() throws
  {
    let table = try table(on: Stage())
    for measure in [Table.consumedReads, Table.consumedWrites, Table.throttled] {
      #expect(table.resolution(of: measure.name) == .minutes(1))
    }
    for measure in [Table.provisionedReads, Table.provisionedWrites] {
      #expect(table.resolution(of: measure.name) == .minutes(5))
    }
  }

  @Test func `a table of a template is read with its keys and indexes`() throws {
    let stage = Stage()
    let site = stage.site(
      "T",
      properties: """
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
        KeySchema: [{AttributeName: id, KeyType: HASH}]
        StreamSpecification: {StreamViewType: NEW_IMAGE}
        """)
    let node = try Table.service.build(site)
    #expect(node is Table && site.diagnostics.isEmpty)
    #expect(site.notes.isEmpty)
    #expect((node as? Table)?.stream != nil)
  }

  @Test func `what is used is measured each minute and what is provisioned each five`() throws {
    let table = try table(on: Stage())
    #expect(table.resolution(of: "ConsumedWriteCapacityUnits") == .minutes(1))
    #expect(table.resolution(of: "ProvisionedWriteCapacityUnits") == .minutes(5))
  }
}
