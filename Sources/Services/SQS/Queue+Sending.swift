import Blueprints
import Kernel
import Measures

extension Queue {
  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    guard settings.admits(world.size(of: message.kind), along: world.edge(message.edge)) else {
      return .refused
    }
    if failing.strikes(message.name, UInt32(message.runs)) { return .unavailable }
    world.move(slot, to: outgoing)
    sent.add(1, at: world.now)
    let requests = requests(for: world.size(of: message.kind))
    card.bill(Action.send.rawValue, units: requests)
    add(slot, in: world)
    fair?.charge(slot, requests: requests)
    return .accepted
  }

  func call(_ call: Call, in world: World) -> Answer {
    precondition(call.inlet == Action.send.rawValue, "\(label) got a call of inlet \(call.inlet)")
    let time = sendTime.length(for: call.name, call.attempt)
    if failing.strikes(call.name, call.attempt) {
      card.bill(Action.send.rawValue, units: requests(for: call.size))
      return .failed(after: time, retryable: true)
    }
    card.bill(Action.send.rawValue, units: requests(for: call.size))
    guard settings.admits(call.size, along: world.edge(call.edge)) else {
      return .refused(after: time)
    }
    world.edge(call.edge).delivered(call.name, in: world)
    let slot = world.enter(outgoing, name: call.name, kind: call.kind, journey: call.journey)
    sent.add(1, at: world.now)
    add(slot, in: world)
    fair?.charge(slot, requests: requests(for: call.size))
    return .done(after: time)
  }

  /// How many requests AWS bills for a payload: one for each 64 KB or part of it.
  func requests(for size: Int64) -> Int64 {
    size.blocks(of: 65_536)
  }

  /// Puts a new message where its delay has it.
  func add(_ slot: UInt32, in world: World) {
    keep(slot, in: world)
    guard settings.delay == .zero else { return delay(slot, in: world) }
    show(slot, in: world)
  }

  /// Enters a message in the books of this queue.
  func keep(_ slot: UInt32, in world: World) {
    seniority.insert(slot, in: world.messages)
    fair?.keep(
      slot, since: adoptions[slot]?.moment ?? world.messages[slot].sent, in: world)
    if slot == seniority.oldest { timers.retention(in: world, of: self) }
  }

  /// Makes a message visible in the order of arrival, as far as the service keeps it.
  func show(_ slot: UInt32, in world: World) {
    if disorder.isZero {
      fresh.append(slot, in: world.messages)
    } else {
      world.messages[slot].mark = world.now + disorder.length(for: world.messages[slot].name)
      var successor = UInt32.max
      var ahead = fresh.last
      while ahead != .max, world.messages[ahead].mark > world.messages[slot].mark {
        successor = ahead
        ahead = world.messages[ahead].place.previous
      }
      fresh.insert(slot, before: successor, in: world.messages)
    }
    visible.add(1, at: world.now)
    fair?.count(slot, .visible, 1, in: world)
    callReceiver(in: world)
  }
}
