import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Programs
@testable import Services

/// A target group that a test decides about.
final class Registry: TargetRegistry {
  private(set) var machines: [UInt32] = []
  var unhealthy: [UInt32] = []
  var patience = TimeSpan.zero

  func register(_ machine: UInt32, of host: any TargetHost, zone: Int, in world: World) {
    machines.append(machine)
  }

  func deregister(_ machine: UInt32, of host: any TargetHost, in world: World) -> TimeSpan {
    machines.removeAll { $0 == machine }
    return patience
  }

  func isHealthy(_ machine: UInt32, of host: any TargetHost, in world: World) -> Bool {
    machines.contains(machine) && !unhealthy.contains(machine)
  }
}

/// A group whose instances run after 5 s, are up after 20 s more, and are gone within 10 s; and
/// which does at once what follows from a change.
final class GroupSample {
  let stage: Stage
  let group: MachineGroup
  let registry = Registry()
  private let card: NodeCard
  private let instances: Instances

  init(_ terms: GroupTerms) throws {
    stage = Stage(
      "ideal",
      [
        "ec2.pending": .span(.seconds(5)), "ec2.boot": .span(.seconds(20)),
        "ec2.terminate": .span(.seconds(10)), "ec2.stop": .span(.seconds(10)),
      ])
    let world = stage.world
    let keeper = GroupKeeper(in: world)
    card = keeper.card
    instances = Instances(StationTerms(), at: card, in: world)
    group = MachineGroup(
      terms, from: instances,
      at: GroupPace(
        reaction: DrawnTime(.constant(0), for: "reaction", in: world), check: .seconds(30)),
      measuring: AutoScalingGroup.measures, for: card, in: world)
    keeper.group = group
    stage.add(keeper)
    let type = try #require(InstanceType(named: "m5.large"))
    instances.connect(
      InstanceDesign(type: type), running: Program(), joining: [registry], in: world)
    group.registries = [registry]
    world.seal()
    world.start()
  }

  var world: World { stage.world }

  func run(to seconds: Double) { stage.run(to: seconds) }

  /// How many are in service, wait to be, and end.
  var numbers: [Int] {
    let stages = group.members.map { $0.stage }
    return [
      stages.count { $0 == .inService }, stages.count { $0 == .pending || $0 == .pendingWait },
      stages.count { !$0.isCounted },
    ]
  }

  /// How many instances each zone has.
  var zones: [Int] {
    (0..<group.terms.zoneCount).map { zone in
      group.members.count { $0.stage.isCounted && $0.zone == zone }
    }
  }

  /// Has an instance lost by a fault.
  func lose(_ place: Int) { group.fleet.strike(group.members[place].machine, in: world) }
}

/// A node that has a group, and nothing else.
private final class GroupKeeper: Node {
  let card: NodeCard
  var group: MachineGroup?

  init(in world: World) {
    card = NodeCard("Web", AutoScalingGroup.declaration, in: world)
  }

  func start(in world: World) { group?.start(in: world) }
  func receive(_ event: Event, in world: World) { group?.receive(event, in: world) }
}
