import Blueprints
import Documents
import Kernel
import Measures

@testable import Services

/// A client and a server under `ideal`: arrivals or a fixed population, workers, a queue and cores.
struct ServerSystem {
  /// What the scenario says of the server.
  var server: String
  /// What it says of the server's code.
  var code: String
  /// Arrivals in a second, where nobody waits for an answer.
  var rate = 0.0
  /// Users who think for an exponential time, on average so long [s], and ask again.
  var users: (count: UInt32, thinkTime: Double)?
  /// Requests of all replications together, about.
  var customers: Int64
  /// Independent repetitions.
  var replications: Int64 = 80

  /// What one replication found, times in seconds.
  struct Finding {
    var response = 0.0
    var number = 0.0
    var lossShare = 0.0
    /// Answered requests in a second.
    var throughput = 0.0
    var utilization = 0.0
  }

  /// The share of each replication that is left out at its begin.
  private static let warmUp = 0.05

  /// What every replication found; two of them run at a time.
  func findings() async -> [Finding] {
    await withTaskGroup(of: [(UInt32, Finding)].self) { group in
      for part in 0..<UInt32(2) {
        group.addTask {
          stride(from: part, to: UInt32(replications), by: 2).map { ($0, run($0)) }
        }
      }
      var all: [(UInt32, Finding)] = []
      for await some in group { all += some }
      return all.sorted { $0.0 < $1.0 }.map { $0.1 }
    }
  }

  private func run(_ replication: UInt32) -> Finding {
    let pace = users.map { Double($0.count) / $0.thinkTime } ?? rate
    let seconds = Double(customers) / Double(replications) / pace / (1 - Self.warmUp)
    let world = World(
      seed: 20_261_121, replication: replication, calibration: Calibration("ideal"))
    _ = world.add(EventKind(label: "customer", size: 100))
    let node = makeServer(in: world)
    let end = Instant.start + TimeSpan(rounding: seconds * 1e9)
    let client = Client(
      traffic(until: end),
      MessageKinds(numbers: [0], choice: nil, purpose: world.purpose("kind")), label: "Source",
      in: world)
    client.aim(at: node, inlet: 0, in: world)
    world.add(client)
    world.seal()
    world.start()
    let begin = Instant.start + TimeSpan(rounding: seconds * 1e9 * Self.warmUp)
    world.run(until: begin)
    world.restartInstruments()
    world.run(until: end)
    return finding(node, client, from: begin, to: end, in: world)
  }

  private func makeServer(in world: World) -> Server {
    do throws(InputError) {
      let entry = try YAML.read(SourceText(name: "outside", text: server))
      let behavior = try YAML.read(SourceText(name: "behavior", text: code))
      let node = Server(try ServerSettings(entry, of: "Station"), label: "Station", in: world)
      world.add(node)
      try node.connect(
        Site(
          label: "Station", world: world, properties: entry, behavior: behavior,
          diagnostics: Diagnostics(), find: { _ in nil }))
      return node
    } catch {
      preconditionFailure(error.rendered)
    }
  }

  private func traffic(until end: Instant) -> Traffic {
    var traffic = Traffic(
      curve: RateCurve(pieces: [.init(begin: .start, end: end, from: rate, to: rate)]), end: end)
    if let users {
      traffic.users = Traffic.Users(
        count: users.count,
        thinkTime: .exponential(ExponentialDistribution(mean: users.thinkTime * 1e9)),
        patience: .forever)
    }
    return traffic
  }

  private func finding(
    _ node: Server, _ client: Client, from begin: Instant, to end: Instant, in world: World
  ) -> Finding {
    var finding = Finding()
    let answered = node.stations.answers.latencies.histogram
    finding.response = (answered.mean ?? 0) / 1e9
    finding.number =
      (node.stations.meters.active.gauge.mean(upTo: end) ?? 0)
      + (node.stations.meters.queued.gauge.mean(upTo: end) ?? 0)
    finding.throughput = Double(answered.count) / (end - begin).seconds
    finding.lossShare = client.sent > 0 ? Double(client.lost) / Double(client.sent) : 0
    for instrument in world.instruments where instrument.measure.name == "CPUUtilization" {
      if case .gauge(let gauge) = instrument.keeper {
        finding.utilization = (gauge.gauge.mean(upTo: end) ?? 0) / 100
      }
    }
    return finding
  }
}
