import Blueprints
import Kernel

/// Which instances have to be replaced.
extension MachineGroup {
  /// Whether instances have to be healthy for those who send requests, too.
  private var asksBalancers: Bool { terms.asksBalancers && !registries.isEmpty }

  /// Whether anything can be found by asking.
  var isChecking: Bool { terms.lifetime > .zero || asksBalancers }

  /// Asks every instance that is in service.
  func check(in world: World) {
    schedule(.check, after: checkInterval, in: world)
    for place in members.indices where members[place].stage == .inService {
      if members[place].defect == .none { members[place].defect = defect(at: place, in: world) }
    }
    if isUnfit { reconcileSoon(in: world) }
  }

  /// Whether an instance is in service that has to be replaced.
  var isUnfit: Bool {
    members.contains { $0.stage == .inService && $0.defect != .none }
  }

  private func defect(at place: Int, in world: World) -> GroupMember.Defect {
    let member = members[place]
    if terms.lifetime > .zero, world.now - member.launched >= terms.lifetime { return .outdated }
    guard asksBalancers, world.now - member.served >= terms.grace else { return .none }
    let isHealthy = registries.allSatisfy { $0.isHealthy(member.machine, of: fleet, in: world) }
    return isHealthy ? .none : .unhealthy
  }
}
