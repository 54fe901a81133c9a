import Blueprints
import Documents
import Kernel
import Measures

@testable import Blueprints
@testable import Studies

/// A made-up run: a client sends 300 messages to a queue, a function takes them, some fail.
struct Shop {
  let world: World
  let sent: CountMeasure
  let visible: GaugeMeasure
  let age: SampleMeasure
  let concurrency: GaugeMeasure
  let throttles: CountMeasure
  let errors: CountMeasure
  let consumer: Consumer

  /// Every latency is so many times the usual one.
  init(
    replication: UInt32 = 0, slowness: Int64 = 1, overrides: [String: Parameter.Value] = [:],
    consumer: String = "Ship"
  ) {
    self.consumer = Consumer(consumer)
    world = World(
      seed: 42, replication: replication, calibration: Calibration(overrides: overrides),
      tracking: Tracking(interval: .seconds(10)))
    _ = world.addClient("Buyers", marked: 0)
    sent = world.count(ShopDeclarations.sent, at: "Buyers")
    visible = world.gauge(ShopDeclarations.visible, at: "Orders")
    age = world.samples(ShopDeclarations.age, at: "Orders")
    concurrency = world.gauge(ShopDeclarations.concurrency, at: "Ship")
    throttles = world.count(ShopDeclarations.throttles, at: "Ship")
    errors = world.count(ShopDeclarations.errors, at: "Ship")
    _ = world.add(EventKind(label: "order", size: 1_024))
    play(slowness)
  }

  private func play(_ slowness: Int64) {
    let arrival = world.addEdge(from: "Buyers", to: "Orders")
    let delivery = world.addEdge(from: "Orders", to: "Ship")
    let failure = world.addEdge(from: "Orders", to: "Failed")
    delivery.setsAside(along: failure)
    for order in Int64(0)..<300 {
      let now = Instant.start + .milliseconds(200 * order)
      world.run(until: now)
      sent.add(1, at: now)
      let name = Name(client: 0, ordinal: UInt64(order))
      let slot = world.enter(arrival, name: name, kind: 0, journey: now)
      arrival.hop.record(.milliseconds(5 * slowness), at: now)
      arrival.acknowledge()
      world.move(slot, to: delivery)
      visible.set(order < 150 ? order : 300 - order, at: now)
      age.record(.milliseconds(20 * min(order, 300 - order)), at: now)
      concurrency.set(order % 7, at: now)
      delivery.hop.record(.milliseconds(slowness * (40 + order)), at: now)
      finish(slot, order, on: delivery, or: failure, slowness)
    }
    world.episodes.note(
      Episode(
        .throttling, node: 1, from: .start + .seconds(30), to: .start + .seconds(42), value: 3))
    world.run(until: .start + .seconds(60))
    visible.set(0, at: world.now)
    close()
  }

  private func finish(
    _ slot: UInt32, _ order: Int64, on delivery: Edge, or failure: Edge, _ slowness: Int64
  ) {
    var entry = BatchEntry(message: slot, receipt: 1)
    entry.outcome = order % 100 == 99 ? .failed : .succeeded
    entry.end = world.now + .milliseconds(slowness * (50 + order))
    consumer.record(entry, in: world)
    if entry.outcome == .failed {
      errors.add(1, at: world.now)
      throttles.add(1, at: world.now)
      delivery.setAside()
      failure.enter()
    } else {
      delivery.acknowledge()
    }
  }

  private func close() {
    let end = Instant.start + .seconds(75)
    for instrument in world.instruments {
      switch instrument.keeper {
      case .count(let count): count.finish(at: end)
      case .gauge(let gauge): gauge.finish(at: end)
      case .samples(let samples): samples.finish(at: end)
      }
    }
  }

  private func node(
    _ number: UInt32, _ label: String, _ declaration: Declaration, _ charges: [Charge]
  ) -> RunResult.NodeResult {
    RunResult.NodeResult(
      label: label, number: number, declaration: declaration,
      instruments: world.instruments.filter { $0.label == label }, charges: charges,
      ceilings: [])
  }

  private var notes: [Note] {
    let template = SourceText(name: "shops/template.yaml", text: "Resources:\n  Orders: {}\n")
    return [
      Note(at: Place(source: template, offset: 13), "the alarm of Orders is not modelled")
    ]
  }

  /// What the run amounted to.
  var result: RunResult { result(adding: []) }

  /// What the run amounted to, with some more nodes.
  func result(adding nodes: [RunResult.NodeResult]) -> RunResult {
    RunResult(
      design: "shop", seed: world.seed, replication: world.replication,
      trafficEnd: .start + .seconds(60), end: .start + .seconds(75),
      drained: .start + .seconds(72),
      nodes: [
        node(2, "Buyers", ShopDeclarations.client, []),
        node(
          0, "Orders", ShopDeclarations.queue,
          [
            Charge(price: ShopDeclarations.request, units: 300),
            Charge(price: ShopDeclarations.request, units: 210),
          ]),
        node(
          1, "Ship", ShopDeclarations.function, [Charge(price: ShopDeclarations.run, units: 300)]),
      ] + nodes,
      edges: Array(world.edges), consumers: [consumer], clients: Array(world.clients),
      arrivals: [Arrivals(of: "Buyers", world.fingerprint, waitsForAnswers: false)],
      episodes: Array(world.episodes.episodes), fingerprint: world.fingerprint,
      calibration: world.calibration,
      parameters: [ShopDeclarations.delay, ShopDeclarations.limit], messages: 300, events: 900,
      imbalances: [], notes: notes)
  }
}
