import Blueprints
import Kernel
import Measures

extension FairLines {
  /// Whether a group has too many messages in flight, or takes too much of the receivers' time.
  func isTooMuch(_ index: UInt32, at now: Instant) -> Bool {
    guard !groups[Int(index)].isNoisy else { return false }
    let own = groups[Int(index)].counts.inFlight
    if own >= leastInFlight, Double(own) > share * Double(inFlight) { return true }
    let spent = groups[Int(index)].work.total(at: now, width: interval)
    return Double(spent) > share * Double(work.total(at: now, width: interval))
  }

  /// Lets the messages of a group wait until no quiet group has any.
  func becomeNoisy(_ index: UInt32, in world: World) {
    groups[Int(index)].isNoisy = true
    noisy.append(index)
    recount(index, -1, in: world)
  }

  /// Treats the messages of a group as any other's again; those parked with it go back to where
  /// they came from.
  func becomeQuiet(
    _ index: UInt32, _ returned: inout MessageLine, _ fresh: inout MessageLine, in world: World
  ) {
    groups[Int(index)].isNoisy = false
    noisy.removeAll { $0 == index }
    recount(index, 1, in: world)
    putBack(&groups[Int(index)].returned, into: &returned, in: world)
    putBack(&groups[Int(index)].fresh, into: &fresh, in: world)
  }

  private func putBack(
    _ parked: inout MessageLine, into line: inout MessageLine, in world: World
  ) {
    var successor = line.first
    while !parked.isEmpty {
      let slot = parked.first
      let order = places[Int(slot)].order
      parked.remove(slot, in: world.messages)
      while successor != .max, places[Int(successor)].order < order {
        successor = world.messages[successor].place.next
      }
      line.insert(slot, before: successor, in: world.messages)
      places[Int(slot)].isParked = false
    }
  }

  /// Moves a group's messages between the quiet ones and the others.
  private func recount(_ index: UInt32, _ sign: Int64, in world: World) {
    noisyGroups.add(-sign, at: world.now)
    let counts = groups[Int(index)].counts
    for state in [FairState.delayed, .visible, .inFlight] where counts[state] != 0 {
      gauge(state).add(sign * counts[state], at: world.now)
    }
  }

  /// Whether nothing is left of a message's group though it is noisy: its backlog is consumed.
  func isConsumed(_ slot: UInt32) -> Bool {
    let group = groups[Int(places[Int(slot)].group)]
    return group.isNoisy && group.counts.isEmpty
  }

  /// Sees to it that the queue is called when a noisy group has been idle long enough.
  func setCalm(_ index: UInt32, in world: World) {
    guard !groups[Int(index)].calmIsSet else { return }
    groups[Int(index)].calmIsSet = true
    var event = calm
    event.first = index
    world.calendar.schedule(event, at: groups[Int(index)].idleSince + calmAfter)
  }

  /// Whether a noisy group has been idle long enough; if it may yet be, asks again later.
  func isCalm(_ index: UInt32, in world: World) -> Bool {
    groups[Int(index)].calmIsSet = false
    let group = groups[Int(index)]
    guard group.isNoisy, group.counts.inFlight == 0 else { return false }
    if group.idleSince + calmAfter <= world.now { return true }
    setCalm(index, in: world)
    return false
  }

  // MARK: Lines

  /// Whether any message is parked with its group.
  var hasParked: Bool {
    noisy.contains { groups[Int($0)].hasParked }
  }

  /// Takes the next message out of its line: the first of a quiet group, else the first of the
  /// noisy group with the fewest messages in flight.
  func next(
    _ returned: inout MessageLine, _ fresh: inout MessageLine, in world: World
  ) -> UInt32? {
    if let slot = quiet(in: &returned, world) ?? quiet(in: &fresh, world) {
      world.messages[slot].traits.remove(.returned)
      return slot
    }
    guard let index = modest else { return nil }
    let line = groups[Int(index)].returned
    let slot = line.isEmpty ? groups[Int(index)].fresh.first : line.first
    unpark(slot, in: world)
    world.messages[slot].traits.remove(.returned)
    return slot
  }

  /// Takes a message that is parked out of the line of its group; false where it is not.
  @discardableResult
  func unpark(_ slot: UInt32, in world: World) -> Bool {
    guard places[Int(slot)].isParked else { return false }
    places[Int(slot)].isParked = false
    let index = Int(places[Int(slot)].group)
    if world.messages[slot].traits.contains(.returned) {
      groups[index].returned.remove(slot, in: world.messages)
    } else {
      groups[index].fresh.remove(slot, in: world.messages)
    }
    return true
  }

  /// Takes the first message of a quiet group out of a line, and parks those before it.
  private func quiet(in line: inout MessageLine, _ world: World) -> UInt32? {
    while !line.isEmpty {
      let slot = line.first
      line.remove(slot, in: world.messages)
      let index = Int(places[Int(slot)].group)
      guard groups[index].isNoisy else { return slot }
      places[Int(slot)].isParked = true
      if world.messages[slot].traits.contains(.returned) {
        groups[index].returned.append(slot, in: world.messages)
      } else {
        groups[index].fresh.append(slot, in: world.messages)
      }
    }
    return nil
  }

  /// The noisy group with the fewest messages in flight of those that have any parked.
  private var modest: UInt32? {
    var found: UInt32?
    var fewest = Int64.max
    for index in noisy where groups[Int(index)].hasParked {
      let own = groups[Int(index)].counts.inFlight
      if own < fewest { (found, fewest) = (index, own) }
    }
    return found
  }
}
