import Blueprints
import Kernel
import Measures

extension FIFOQueue {
  func call(_ call: Call, in world: World) -> Answer {
    let time = sendTime.length(for: call.name, call.attempt)
    guard settings.admits(call.size, along: world.edge(call.edge)),
      let group = world.group(of: call.name)
    else {
      return .refused(after: time)
    }
    guard sends.take(sends.unitsPerCall, for: group, at: world.now) else {
      meters.throttled.add(1, at: world.now)
      return .throttled(after: time)
    }
    bill(.send, call.size)
    if failing.strikes(call.name, call.attempt) {
      return .failed(after: time, retryable: true)
    }
    world.edge(call.edge).delivered(call.name, in: world)
    guard !deduplication.isRepeated(call.name, kind: call.kind, group: group, in: world) else {
      meters.deduplicated.add(1, at: world.now)
      return .done(after: time)
    }
    let slot = world.enter(outgoing, name: call.name, kind: call.kind, journey: call.journey)
    add(slot, in: group, world)
    return .done(after: time)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let ownGroup = wireGroup(on: message.edge)
    guard settings.admits(world.size(of: message.kind), along: world.edge(message.edge)),
      let group = ownGroup ?? world.group(of: message.name)
    else { return .refused }
    if failing.strikes(message.name, UInt32(message.runs)) { return .unavailable }
    guard sends.take(1, for: group, at: world.now) else {
      meters.throttled.add(1, at: world.now)
      return .throttled
    }
    bill(.send, world.size(of: message.kind))
    let isRepeated =
      ownGroup == nil
      ? deduplication.isRepeated(message.name, kind: message.kind, group: group, in: world)
      : deduplication.isRepeated(broughtAs: message, group: group, in: world)
    guard !isRepeated else {
      meters.deduplicated.add(1, at: world.now)
      world.absorb(slot)
      return .accepted
    }
    world.move(slot, to: outgoing)
    add(slot, in: group, world)
    return .accepted
  }

  /// Counts the requests that AWS bills for a payload: one for each 64 KB or part of it.
  func bill(_ action: Queue.Action, _ size: Int64) {
    card.bill(action.rawValue, units: size.blocks(of: 65_536))
  }

  /// Puts a new message at the end of its group, or where its delay has it.
  func add(_ slot: UInt32, in group: UInt32, _ world: World) {
    meters.sent.add(1, at: world.now)
    keep(slot, in: group, world)
    guard settings.delay == .zero else { return delay(slot, in: world) }
    show(slot, in: world)
  }

  /// Enters a message in the books of this queue.
  private func keep(
    _ slot: UInt32, from source: UInt32 = .max, in group: UInt32, _ world: World
  ) {
    groups.keep(
      slot, in: group, receivedBefore: world.messages[slot].receives, from: source)
    seniority.insert(slot, in: world.messages)
    setRetention(in: world)
  }

  /// Lets a message be received, when its turn comes.
  func show(_ slot: UInt32, in world: World) {
    groups.append(slot, in: world.messages)
    meters.visible.add(1, at: world.now)
    callReceiver(in: world)
  }

  /// Takes over a message that another queue set aside, at the end of its group; here its retention
  /// begins anew.
  func adopt(_ slot: UInt32, from source: UInt32, in group: UInt32, _ world: World) {
    world.move(slot, to: outgoing)
    keep(slot, from: source, in: group, world)
    show(slot, in: world)
  }
}
