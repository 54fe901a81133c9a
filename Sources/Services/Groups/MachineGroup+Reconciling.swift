import Blueprints
import Kernel
import Measures

/// What is there is brought towards what is wanted.
extension MachineGroup {
  /// Sees to it that somebody compares what is there with what is wanted.
  func reconcileSoon(in world: World) {
    guard !isReconciling else { return }
    isReconciling = true
    let time = reaction.length(for: Name(root: reconciliations))
    reconciliations += 1
    schedule(.reconcile, after: time, in: world)
  }

  /// Launches what is missing, replaces what is unfit, and terminates what is too many.
  func reconcile(in world: World) {
    isReconciling = false
    replace(in: world)
    let counted = Int64(members.count { $0.stage.isCounted })
    let wanted = desired + surplus
    if counted < wanted {
      for _ in 0..<(wanted - counted) { launch(in: world) }
    } else if counted > wanted {
      for _ in 0..<(counted - wanted) where !shrink(in: world) {
        // Where all are protected there is no activity to wait for.
        endActivity(in: world)
        break
      }
    }
    settle(in: world)
  }

  /// How many instances are launched ahead of those that they replace.
  private var surplus: Int64 {
    let unfit = Int64(members.count { $0.stage == .inService && $0.defect != .none })
    return max(0, min(unfit, terms.limits.most(of: desired) - desired))
  }

  /// Terminates unfit instances, as many as may be missing.
  private func replace(in world: World) {
    let fewest = terms.limits.fewest(of: desired)
    while members.count(where: { $0.stage == .inService }) > fewest,
      let place = members.firstIndex(where: { $0.stage == .inService && $0.defect != .none })
    {
      meters.replacements.add(1, at: world.now)
      terminate(place, in: world)
    }
  }

  /// Launches an instance in the zone that has the fewest.
  private func launch(in world: World) {
    let zone = (0..<terms.zoneCount).filter { $0 != fleet.lostZone }.min {
      population($0) < population($1)
    }
    guard let zone else { return }
    add(supply.launch(zone: zone, in: world), zone: zone, in: world)
    meters.launches.add(1, at: world.now)
  }

  /// Counts a machine of the fleet among the instances.
  func add(_ machine: UInt32, zone: Int, in world: World) {
    members.append(
      GroupMember(
        machine: machine, serial: fleet.machine(machine).serial, zone: zone, launched: world.now,
        isProtected: terms.isProtected))
  }

  /// How many instances of a zone count.
  private func population(_ zone: Int) -> Int {
    members.count { $0.stage.isCounted && $0.zone == zone }
  }

  /// Takes an instance away that is too many; false where all are protected.
  private func shrink(in world: World) -> Bool {
    let counted = members.filter { $0.stage.isCounted }
    // The zone comes before everything else; there one that is to be replaced anyway goes first,
    // then those that do not serve yet.
    let zones = Set(TerminationPolicy.inFullestZone(counted.map { $0.candidate }).map { $0.zone })
    let candidates = counted.filter { zones.contains($0.zone) && !$0.isProtected }
    let unfit = candidates.filter { $0.defect != .none }
    let idle = candidates.filter { $0.stage != .inService }
    let choice = unfit.isEmpty ? (idle.isEmpty ? candidates : idle) : unfit
    let victim = TerminationPolicy.victim(
      among: choice.map { $0.candidate }, by: terms.policies, at: world.now
    ) { count in
      lots += 1
      return Int(lot.word(for: Name(root: lots), 0) % UInt64(count))
    }
    guard let victim, let place = place(of: victim.machine) else { return false }
    terminate(place, in: world)
    return true
  }

  /// Begins to take an instance away: it gets no new requests, and ends the ones that it has.
  func terminate(_ place: Int, in world: World) {
    let machine = members[place].machine
    meters.terminations.add(1, at: world.now)
    drop(machine)
    members[place].stage = .draining
    if fleet.machine(machine).state == .serving {
      fleet.close(machine, within: patience, in: world)
    } else {
      waitToEnd(place, in: world)
    }
  }

  /// Where an instance stands in the list.
  func place(of machine: UInt32) -> Int? { members.firstIndex { $0.machine == machine } }

  /// Writes down how many there are; once nothing is under way, the pause of simple policies
  /// begins.
  func settle(in world: World) {
    meters.show(members, desired: desired, at: world.now)
    guard pause != nil, members.allSatisfy({ $0.stage == .inService }),
      members.count == desired
    else { return }
    endActivity(in: world)
  }

  /// Has the pause of simple policies begin, if they wait for it.
  private func endActivity(in world: World) {
    guard let pause else { return }
    self.pause = nil
    pauseEnds = world.now + pause
  }

  func schedule(
    _ kind: Kind, _ number: UInt32 = 0, _ serial: UInt32 = 0, after time: TimeSpan,
    in world: World
  ) {
    world.calendar.schedule(
      Event(node: host, kind: kind.rawValue, first: number, second: serial),
      after: time)
  }
}
