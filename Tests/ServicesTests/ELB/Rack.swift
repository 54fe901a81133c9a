import Blueprints
import Documents
import Kernel
import Measures

@testable import Services

/// A load balancer before machines that answer as a test tells them.
final class Rack {
  let stage = Stage("ideal")
  let sink: Sink
  let machines: Machines
  let group: TargetGroup
  let balancer: LoadBalancer
  private lazy var edge = stage.world.addEdge(from: "test", to: "Front")
  private var asked: UInt64 = 0

  var world: World { stage.world }

  /// - Parameter others: Parts beside these, by their labels: type and properties.
  init(
    group properties: String = "{}", balancer attributes: String = "{}", machines count: UInt32 = 3,
    listener: String = "{Type: forward, TargetGroupArn: Group}",
    others: [(label: String, service: Service, properties: String)] = []
  ) throws {
    let stage = stage
    func make<Part: Node>(_ service: Service, _ label: String, _ yaml: String) throws -> Part {
      guard let part = try service.build(stage.site(label, properties: yaml)) as? Part else {
        throw InputError("\(label) is no \(Part.self)")
      }
      return stage.add(part)
    }
    sink = stage.add(Sink(in: stage.world))
    machines = stage.add(Machines(in: stage.world))
    group = try make(TargetGroup.service, "Group", properties)
    balancer = try make(LoadBalancer.service, "Front", attributes)
    let _: Listener = try make(
      Listener.service, "Port", "{LoadBalancerArn: Front, DefaultActions: [\(listener)]}")
    for other in others {
      guard
        let node = try other.service.build(stage.site(other.label, properties: other.properties))
      else { continue }
      world.add(node)
      stage.adopt(node)
    }
    try stage.begin()
    for machine in 0..<count { group.register(machine, of: machines, zone: 0, in: world) }
  }

  /// Asks now, about a message of its own.
  @discardableResult
  func ask(_ line: RequestLine = RequestLine(), size: Int64 = 100) throws -> Answer {
    asked += 1
    var call = Call(
      inlet: 0, name: Name(client: 0, ordinal: asked), kind: 0, journey: world.now, size: size,
      edge: edge.number, reply: Event(node: sink.number, kind: 0, first: UInt32(asked)))
    call.way = try balancer.way(of: line, in: world, at: nil)
    return balancer.call(call, in: world)
  }

  /// How many requests each machine has had.
  var served: [Int] { machines.served }

  /// What a measure that counts says, at the load balancer or at the group.
  func count(_ name: String, at label: String = "Front") -> Int64? {
    let found = world.instruments.first { $0.measure.name == name && $0.label == label }
    guard case .count(let count)? = found?.keeper else { return nil }
    return count.total
  }

  /// What was heard so far, each with its moment in milliseconds.
  var heard: [String] {
    zip(sink.replies, sink.moments).map { "\($0) \($1.nanoseconds / 1_000_000)" }
  }
}

/// Machines that answer as a test tells them, each after a time of its own.
final class Machines: Node, TargetHost {
  let card: NodeCard
  /// How each machine answers; `done` at once where nothing is said.
  var answers: [UInt32: Answer] = [:]
  /// Those that do not answer checks.
  var sick: Set<UInt32> = []
  /// Those that take no connections.
  var gone: Set<UInt32> = []
  private(set) var served = [0, 0, 0, 0, 0, 0]

  init(in world: World) {
    card = NodeCard(
      "Machines",
      Declaration(
        type: "machines", title: "Machines", summary: "Answer as they are told.",
        identity: Identity(ref: "{name}", arn: "{name}")), in: world)
  }

  var targetHost: (any TargetHost)? { self }

  func call(_ call: Call, on machine: UInt32, in world: World) -> Answer {
    served[Int(machine)] += 1
    return answers[machine] ?? .done(after: .zero)
  }

  func answersHealthCheck(on machine: UInt32, in world: World) -> Bool {
    !sick.contains(machine) && !gone.contains(machine)
  }

  func takesConnections(on machine: UInt32, in world: World) -> Bool { !gone.contains(machine) }
}
