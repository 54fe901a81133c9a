import Blueprints
import Documents
import Kernel
import Programs

/// Serves requests one per worker, lets some wait, and shares its cores among those that compute:
/// a node with one station.
final class Server: Node {
  let card: NodeCard
  let stations: Stations
  private let station: UInt32

  init(_ settings: ServerSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration(settings), in: world)
    stations = Stations(
      settings.station, answering: settings.endpoint, hasCores: settings.cpus != nil, at: card,
      in: world)
    let cores = settings.cpus.map {
      StationCores(count: $0, gauge: Utilization(of: label, in: world))
    }
    station = stations.open(with: cores, in: world)
  }

  /// Makes what an entry under `outside` describes: an endpoint, or a server where it says more.
  static func makeOutside(_ site: Site) throws(InputError) -> any Node {
    guard site.behavior != nil || ServerSettings.areIn(site.properties) else {
      return try Endpoint.make(site)
    }
    return Server(
      try ServerSettings(site.properties, of: site.label), label: site.label, in: site.world)
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { stations.isBusy }
  var runsCode: Bool { true }
  var targetHost: (any TargetHost)? { self }

  func connect(_ site: Site) throws(InputError) {
    stations.runner.program = try ProgramReader.program(of: self, at: site)
  }

  func receive(_ event: Event, in world: World) { stations.receive(event, in: world) }
  func finish(in world: World) { stations.finish(in: world) }
  func apply(_ fault: FaultState, in world: World) { stations.apply(fault, in: world) }

  func call(_ call: Call, in world: World) -> Answer {
    stations.call(call, on: station, in: world)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    stations.offer(slot, to: station, in: world)
  }

  /// Takes a request about a copy that stays with its sender, who waits so long for the answer.
  func request(
    _ slot: UInt32, attempt: UInt32, within patience: TimeSpan, reply: Event, in world: World
  ) -> Answer {
    stations.request(
      CopyRequest(message: slot, attempt: attempt, reply: reply), of: station, within: patience,
      in: world)
  }
}

/// A server is one machine, whatever number it is called by.
extension Server: TargetHost {
  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer {
    stations.call(call, on: station, in: world)
  }

  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool {
    !stations.answers.isStopped && stations.hasRoom(at: station)
  }

  func takesConnections(on machine: UInt32, in world: World) -> Bool { !stations.answers.isStopped }
}
