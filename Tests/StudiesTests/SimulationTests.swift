import Bench
import Blueprints
import Kernel
import Measures
import Scenarios
import Testing

@testable import Studies

/// The orders sample, run once.
private func run(
  _ more: String = "", settings: [String] = [], duration: String = "2 min"
) throws -> RunResult {
  try Bench(
    template: OrdersSample.template,
    scenario: OrdersSample.scenario(more, duration: duration), settings: settings
  ).run()
}

@Suite struct SimulationTests {
  @Test func `a template and a scenario run from the first send to the last message`() throws {
    let bench = try Bench(template: OrdersSample.template, scenario: OrdersSample.scenario())
    let result = bench.run()
    #expect(bench.notes == [])
    let sent = try #require(result.edges.first { $0.from == "Shop" })
    #expect(result.messages == sent.entered)
    #expect(abs(Double(sent.entered) - 10_500) < 4 * 10_500.0.squareRoot())
    let queue = try #require(result.edges.first { $0.from == "OrderQueue" && $0.to != "OrderDLQ" })
    #expect(queue.entered >= sent.entered)
    #expect(queue.held == 0)
    let dead = try #require(result.edges.first { $0.from == "OrderDLQ" })
    #expect(dead.held == queue.deadLettered && dead.held > 0)
    // Healthy messages that share their batches with poison have their effects and are set aside.
    #expect(result.consumers[0].first + dead.held >= sent.entered)
    let drained = try #require(result.drained)
    #expect(drained > result.trafficEnd && drained == result.end)
  }

  @Test func `nodes come in the order of the template, then clients and pools`() throws {
    #expect(
      try run().nodes.map { $0.label } == [
        "OrderPlaced", "OrderDLQ", "OrderQueue", "ToQueue", "OrdersTable", "ProcessOrder",
        "ProcessOrderOrders", "Shop", "lambda.concurrency",
      ])
  }

  @Test func `the same seed gives the same history, another seed or replication another`() throws {
    let fingerprint = try run().fingerprint
    #expect(try run().fingerprint == fingerprint)
    #expect(try run("seed: 43").fingerprint != fingerprint)
    let other = try Bench(
      OrdersSample.scenario("template: template.yaml"),
      files: ["template.yaml": OrdersSample.template], replication: 1)
    #expect(other.run().fingerprint != fingerprint)
  }

  @Test func `every page of the ledger balances in every run`() throws {
    for more in [
      "", "drain: 0 s", "seed: 7", "faults: [{at: 20 s, for: 1 min, stop: ProcessOrder}]",
    ] {
      for edge in try run(more).edges {
        let ends =
          edge.acknowledged + edge.filtered + edge.deadLettered + edge.expired
          + edge.dropped.reduce(0, +)
        #expect(edge.entered == ends + edge.held && edge.held >= 0, "\(edge.from) \(edge.to)")
      }
    }
  }

  @Test func `a page that does not balance is told, with what is wrong in it`() {
    let world = World(seed: 1, calibration: Calibration("ideal"))
    #expect(Ledger(of: world).imbalances().isEmpty)
    world.addEdge(from: "Topic", to: "Queue").enter()
    #expect(
      Ledger(of: world).imbalances() == [
        """
        the ledger of Topic to Queue does not balance: 1 entered, 0 acknowledged, 0 filtered, \
        0 dead-lettered, 0 expired, 0 dropped, so 1 should be held, and 0 records live
        """
      ])
  }

  @Test func `without time to drain the run ends with its traffic, and says what is held`() throws {
    let result = try run("drain: 0 s")
    #expect(result.end == result.trafficEnd && result.drained == nil)
    #expect(result.edges.contains { $0.held > 0 && !$0.to.isEmpty })
  }

  @Test func `a drain that is too short ends at its limit`() throws {
    let stop = "faults: [{at: 60 s, stop: ProcessOrder}]"
    let result = try run("drain: 10 s\n\(stop)")
    #expect(result.end == result.trafficEnd + .seconds(10) && result.drained == nil)
  }

  @Test func `after the warm-up measuring begins anew`() throws {
    let whole = try run()
    let late = try run("warmUp: 1 min")
    #expect(late.fingerprint == whole.fingerprint)
    let (all, rest) = (sent(whole), sent(late))
    #expect(all > 9_000 && rest > 2_600 && rest < 3_400)
  }

  private func sent(_ result: RunResult) -> Int64 {
    for instrument in result.nodes.flatMap({ $0.instruments })
    where instrument.measure.name == "MessagesSent" {
      if case .count(let measure) = instrument.keeper { return measure.total }
    }
    return -1
  }

  @Test func `a cancelled run ends where it is`() throws {
    let bench = try Bench(template: OrdersSample.template, scenario: OrdersSample.scenario())
    var seen: [Instant] = []
    let result = bench.simulation.run(
      watch: Watch(progress: { seen.append($0) }, isCancelled: { seen.count == 3 }))
    #expect(seen.count == 3 && result.end == seen[2])
    #expect(result.end < result.trafficEnd && result.drained == nil)
  }

  @Test func `the parameters of a run are those of its services, each once`() throws {
    let names = try run().parameters.map { $0.name }
    #expect(names.contains("sns.delivery") && names.contains("mapping.pickup"))
    #expect(names.contains("sdk.retries"))
    #expect(Set(names).count == names.count)
  }

  @Test func `a full queue in flight does not stop the clock`() throws {
    let result = try run("calibration: {sqs.inFlight: 5}\ndrain: 2 min", duration: "20 s")
    #expect(result.consumers[0].completed > 0)
  }
}
