import Blueprints
import Kernel
import Measures
import Programs

/// What happens to an instance between its launch and its end.
extension MachineGroup {
  /// Takes in what became of a machine of the fleet.
  func follow(_ change: Fleet.Change, in world: World) {
    switch change {
    case .running(let machine):
      if let place = place(of: machine), members[place].stage == .pending {
        waitToServe(place, in: world)
      }
    case .ready(let machine):
      if let place = place(of: machine) { open(place, in: world) }
    case .closed(let machine):
      if let place = place(of: machine) { waitToEnd(place, in: world) }
    case .stopped(let machine), .struck(let machine): lose(machine, in: world)
    case .ended(let machine): bury(machine, in: world)
    }
    settle(in: world)
  }

  /// An instance runs: hooks come before it serves.
  ///
  /// Until it has warmed up it is in no metric.
  private func waitToServe(_ place: Int, in world: World) {
    if metricWarmUp > .zero {
      fleet.processor(of: members[place].machine)?.setCounted(false, in: world)
    }
    if wait(at: place, for: .launching, in: world) {
      members[place].stage = .pendingWait
    } else {
      enterService(place, in: world)
    }
  }

  /// An instance has warmed up, if it is still the one that was meant.
  func warm(_ machine: UInt32, _ serial: UInt32, in world: World) {
    guard let place = place(of: machine), members[place].serial == serial else { return }
    fleet.processor(of: machine)?.setCounted(true, in: world)
  }

  private func enterService(_ place: Int, in world: World) {
    members[place].stage = .inService
    members[place].served = world.now
    witness?.entered(members[place], in: world)
    if metricWarmUp > .zero {
      schedule(.warm, members[place].machine, members[place].serial, after: metricWarmUp, in: world)
    }
    open(place, in: world)
    // Whatever was kept for as long as this one was missing can go now.
    if isUnfit { reconcileSoon(in: world) }
  }

  /// Lets an instance serve that is in service, and whose software is up.
  private func open(_ place: Int, in world: World) {
    let machine = members[place].machine
    guard members[place].stage == .inService, fleet.machine(machine).state == .ready else { return }
    fleet.open(machine, in: world)
  }

  /// An instance has no requests any more: hooks come before it is gone.
  func waitToEnd(_ place: Int, in world: World) {
    if wait(at: place, for: .terminating, in: world) {
      members[place].stage = .terminatingWait
    } else {
      end(place, in: world)
    }
  }

  private func end(_ place: Int, in world: World) {
    members[place].stage = .terminating
    supply.end(members[place].machine, in: world)
  }

  /// An instance does not run any more, though nobody here wanted that: it is replaced at once,
  /// grace or not.
  private func lose(_ machine: UInt32, in world: World) {
    guard let place = place(of: machine), members[place].stage != .terminating else { return }
    drop(machine)
    if members[place].stage.isCounted {
      meters.terminations.add(1, at: world.now)
      meters.replacements.add(1, at: world.now)
    }
    members[place].stage = .terminating
    if fleet.machine(machine).state == .stopped { supply.end(machine, in: world) }
    reconcileSoon(in: world)
  }

  private func bury(_ machine: UInt32, in world: World) {
    guard let place = place(of: machine) else { return }
    witness?.left(members[place], in: world)
    members.remove(at: place)
    if Int64(members.count) != desired { reconcileSoon(in: world) }
  }

  // MARK: Hooks

  /// Has the hooks of a transition wait at an instance; false where there are none.
  private func wait(
    at place: Int, for transition: LifecycleHook.Transition, in world: World
  ) -> Bool {
    var waits = false
    for (index, hook) in hooks.enumerated() where hook.transition == transition {
      waits = true
      actionCount += 1
      let told = witness?.waits(members[place], for: hook, in: world)
      actions.append(
        LifecycleAction(
          number: actionCount, machine: members[place].machine, hook: index, told: told?.root))
      schedule(.hook, actionCount, after: hook.heartbeat, in: world)
    }
    return waits
  }

  /// A hook has waited in vain.
  func expire(_ number: UInt32, in world: World) {
    guard let place = actions.firstIndex(where: { $0.number == number }) else { return }
    close(place, goesOn: hooks[actions[place].hook].goesOn, in: world)
  }

  /// Somebody says that an instance may go on: the one that the event was about which the call goes
  /// back to, or else the one that waits longest.
  func complete(_ name: Name, in world: World) -> Bool {
    let place = actions.firstIndex { $0.told == name.root } ?? (actions.isEmpty ? nil : 0)
    guard let place else { return false }
    close(place, goesOn: true, in: world)
    return true
  }

  /// Ends a wait.
  ///
  /// A launch that is abandoned is terminated, and another one takes its place.
  private func close(_ place: Int, goesOn: Bool, in world: World) {
    let action = actions.remove(at: place)
    guard let member = self.place(of: action.machine) else { return }
    switch members[member].stage {
    case .pendingWait:
      if !goesOn {
        terminate(member, in: world)
        reconcileSoon(in: world)
      } else if !isAwaited(action.machine) {
        enterService(member, in: world)
      }
    case .terminatingWait:
      if !goesOn { drop(action.machine) }
      if !isAwaited(action.machine) { end(member, in: world) }
    case .pending, .inService, .draining, .terminating: break
    }
    settle(in: world)
  }

  private func isAwaited(_ machine: UInt32) -> Bool {
    actions.contains { $0.machine == machine }
  }

  /// Waits for nobody any more at an instance.
  func drop(_ machine: UInt32) { actions.removeAll { $0.machine == machine } }
}
