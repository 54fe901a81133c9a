import Blueprints
import Documents
import Kernel
import Measures
import Programs

@testable import Services

/// A client, a queue and a function under `ideal`: arrivals, a waiting line and servers.
struct QueueingSystem {
  /// Arrivals in a second.
  var rate: Double
  /// How long a customer is served, as a scenario says it.
  var service: String
  /// Servers; nil for as many as there are customers.
  var servers: Int64?
  /// Customers of all replications together.
  var customers: Int64
  /// Independent repetitions.
  var replications: Int64 = 80
  /// Whether a second station follows the first.
  var tandem = false
  /// Whether customers come straight to the servers, and are lost where none is free.
  var direct = false

  /// What one replication found, times in seconds.
  struct Finding {
    var wait = 0.0
    var waitP95 = 0.0
    var number = 0.0
    var p95 = 0.0
    var secondWait = 0.0
    var lossShare = 0.0
  }

  /// The share of each replication that is left out at its begin.
  static let warmUp = 0.05

  func findings() -> [Finding] {
    (0..<UInt32(replications)).map { run($0) }
  }

  /// What the replication of a number finds.
  func run(_ replication: UInt32) -> Finding {
    let length = TimeSpan(
      rounding: Double(customers) / Double(replications) / rate / (1 - Self.warmUp) * 1e9)
    let station = Station(self, length: length, replication: replication)
    let world = station.world
    world.start()
    world.run(until: .start + TimeSpan(rounding: Double(length.nanoseconds) * Self.warmUp))
    world.restartInstruments()
    let end = Instant.start + length
    world.run(until: end)
    return station.finding(at: end)
  }
}

/// The nodes of a queueing system, built and connected.
final class Station {
  let world: World
  let client: Client
  let function: Function
  var queues: [Queue] = []

  init(_ system: QueueingSystem, length: TimeSpan, replication: UInt32) {
    world = World(seed: 20_261_120, replication: replication, calibration: Calibration("ideal"))
    _ = world.add(EventKind(label: "customer", size: 100))
    function = Self.function("First", servers: system.servers, in: world)
    var functions = [function]
    if system.tandem {
      functions.append(Self.function("Second", servers: system.servers, in: world))
    }
    let end = Instant.start + length
    client = Client(
      Traffic(
        curve: RateCurve(
          pieces: [.init(begin: .start, end: end, from: system.rate, to: system.rate)]), end: end),
      MessageKinds(numbers: [0], choice: nil, purpose: world.purpose("kind")), label: "Source",
      in: world)
    for function in functions where !system.direct { queues.append(queue(before: function)) }
    client.aim(at: system.direct ? function : queues[0], inlet: 0, in: world)
    world.add(client)
    world.seal()
    program(functions, system)
  }

  private static func function(_ label: String, servers: Int64?, in world: World) -> Function {
    var settings = FunctionSettings()
    settings.timeout = .seconds(900)
    settings.reserved = servers
    let function = Function(settings, label: label, in: world)
    world.add(function)
    return function
  }

  private func queue(before function: Function) -> Queue {
    var settings = QueueSettings()
    settings.visibilityTimeout = .hours(12)
    settings.retention = .days(14)
    let queue = Queue(settings, label: "\(function.label)Line", in: world)
    world.add(queue)
    var mapping = MappingSettings()
    mapping.batchSize = 1
    let poller = EventSourceMapping(
      mapping, label: "\(function.label)Poller", source: queue, processor: function,
      function: function.label, in: world)
    queue.attach(receiver: Event(node: poller.number, kind: 0), label: function.label)
    world.add(poller)
    return queue
  }

  private func program(_ functions: [Function], _ system: QueueingSystem) {
    for (index, function) in functions.enumerated() {
      var text = "duration: \(system.service)\n"
      if index + 1 < functions.count { text += "steps: [SendMessage: SecondLine]\n" }
      let source = SourceText(name: "behavior", text: text)
      do throws(InputError) {
        let behavior = try YAML.read(source)
        let site = Site(
          label: function.label, world: world, properties: behavior, behavior: behavior,
          diagnostics: Diagnostics(), find: { [queues] name in queues.first { $0.label == name } })
        try function.connect(site)
      } catch {
        preconditionFailure(error.rendered)
      }
    }
  }

  func finding(at end: Instant) -> QueueingSystem.Finding {
    var finding = QueueingSystem.Finding()
    if let first = queues.first {
      finding.wait = (first.outgoing.hop.histogram.mean ?? 0) / 1e9
      finding.waitP95 = Double(first.outgoing.hop.histogram.quantile(0.95) ?? 0) / 1e9
      let line = first.visible.gauge.mean(upTo: end) ?? 0
      finding.number = line + (function.meters.concurrency.gauge.mean(upTo: end) ?? 0)
    }
    if queues.count > 1 { finding.secondWait = (queues[1].outgoing.hop.histogram.mean ?? 0) / 1e9 }
    let latency = world.consumers.last?.latency(from: 0)?.histogram
    finding.p95 = Double(latency?.quantile(0.95) ?? 0) / 1e9
    let (attempts, losses) = (client.sent, client.lost)
    finding.lossShare = attempts > 0 ? Double(losses) / Double(attempts) : 0
    return finding
  }
}
