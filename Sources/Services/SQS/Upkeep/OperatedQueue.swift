import Blueprints
import Kernel
import Measures

/// A queue as an operator sees it: what it holds can be moved to another one, or purged.
protocol OperatedQueue: Node {
  /// The edge on which its messages are.
  var outgoing: Edge { get }
  /// The labels of the queues that set aside to here.
  var feeders: [String] { get }
  /// What operators have it do; nil where that is nothing.
  var upkeep: QueueUpkeep? { get set }

  /// The event that goes on with a move, and the one that ends a purge.
  var moveGoesOn: Event { get }
  var purgeEnds: Event { get }

  /// The message that a receive would return next, which leaves its line where there is only one;
  /// nil where none is visible.
  func nextToMove(in world: World) -> UInt32?
  /// The number of the queue that set a message aside to here; nil where none did.
  func source(of slot: UInt32) -> UInt32?
  /// Takes the next message off the books, as it is moved; returns its group, where it has one.
  func release(forMove slot: UInt32, in world: World) -> UInt32
  /// Hides the next message, as one that was received and cannot be moved.
  func keep(unmoved slot: UInt32, in world: World)
  /// Takes a message that was moved to here, which begins anew.
  func take(moved slot: UInt32, of group: UInt32, in world: World)
  /// Forgets all that came up to a moment; returns how much that was.
  func purge(until moment: Instant, in world: World) -> Int64
}

extension OperatedQueue {
  var isBusy: Bool { upkeep?.isBusy ?? false }

  func prepare(for order: Order, in world: World) {
    let known = upkeep ?? QueueUpkeep(of: label, in: world)
    upkeep = known
    known.prepare(for: order, at: self, in: world)
  }

  func perform(_ order: Order, in world: World) {
    switch order {
    case .redrive(let label, let rate):
      upkeep?.begin(to: label, perSecond: rate, at: self, in: world)
    case .purge: upkeep?.beginPurge(of: self, in: world)
    case .replay, .enable: preconditionFailure("\(label) takes no such order")
    }
  }

  func objection(to order: Order, in world: World) -> Objection? {
    guard case .redrive(let target, _) = order else { return nil }
    guard !feeders.isEmpty else {
      return Objection(
        "Source queue must be configured as a Dead Letter Queue.",
        remedy: "\(label) takes the dead letters of no queue, and AWS moves no others")
    }
    guard let target else { return nil }
    guard let node = world.operatedQueue(labelled: target) else {
      return Objection(
        "the action redrive moves messages to \(target), which is no queue",
        remedy: "leave out to: messages go back to \(feeders.joined(separator: ", "))")
    }
    guard node !== self else {
      return Objection(
        "the action redrive moves messages of \(label) to itself",
        remedy: "leave out to: messages go back to \(feeders.joined(separator: ", "))")
    }
    guard FIFORules.isFIFO(node) == FIFORules.isFIFO(self) else {
      let (own, other) = FIFORules.isFIFO(self) ? ("FIFO", "standard") : ("standard", "FIFO")
      return Objection(
        "\(label) is a \(own) queue, and \(target) is a \(other) one",
        remedy: "AWS refuses this: messages are moved between queues of one type")
    }
    return nil
  }
}

extension Queue {
  var moveGoesOn: Event { Event(node: number, kind: Kind.moveGoesOn.rawValue) }
  var purgeEnds: Event { Event(node: number, kind: Kind.purgeEnds.rawValue) }

  func nextToMove(in world: World) -> UInt32? {
    guard !stopped, let slot = nextVisible(in: world) else { return nil }
    card.bill(Action.receive.rawValue, units: requests(for: world.size(ofMessage: slot)))
    received.add(1, at: world.now)
    return slot
  }

  func source(of slot: UInt32) -> UInt32? { adoptions[slot]?.source }

  func release(forMove slot: UInt32, in world: World) -> UInt32 {
    card.bill(Action.delete.rawValue, units: 1)
    deleted.add(1, at: world.now)
    leave(slot, in: world)
    considerConsumed(slot, in: world)
    outgoing.acknowledge()
    return 0
  }

  func keep(unmoved slot: UInt32, in world: World) {
    hide(slot, in: world)
    world.letGo(slot)
  }

  func take(moved slot: UInt32, of group: UInt32, in world: World) {
    world.move(slot, to: outgoing)
    world.messages[slot].receives = 0
    sent.add(1, at: world.now)
    let requests = requests(for: world.size(ofMessage: slot))
    card.bill(Action.send.rawValue, units: requests)
    add(slot, in: world)
    fair?.charge(slot, requests: requests)
  }

  func purge(until moment: Instant, in world: World) -> Int64 {
    var slots: ContiguousArray<UInt32> = []
    for first in [seniority.oldest, outcasts.oldest] {
      var slot = first
      while slot != .max {
        let message = world.messages[slot]
        if adoptions[slot]?.moment ?? message.sent <= moment { slots.append(slot) }
        slot = message.seniority.next
      }
    }
    for slot in slots {
      takeAway(slot, in: world)
      outgoing.drop(.purged)
      world.forget(slot)
    }
    callReceiver(in: world)
    return Int64(slots.count)
  }
}

extension FIFOQueue {
  var moveGoesOn: Event { Event(node: number, kind: Kind.moveGoesOn.rawValue) }
  var purgeEnds: Event { Event(node: number, kind: Kind.purgeEnds.rawValue) }

  func nextToMove(in world: World) -> UInt32? {
    guard !stopped else { return nil }
    while groups.isReady {
      guard let slot = head(of: groups.firstReady, in: world) else { continue }
      bill(.receive, world.size(ofMessage: slot))
      meters.received.add(1, at: world.now)
      return slot
    }
    return nil
  }

  func source(of slot: UInt32) -> UInt32? {
    let source = groups.place(of: slot).source
    return source == .max ? nil : source
  }

  func release(forMove slot: UInt32, in world: World) -> UInt32 {
    let group = groups.number(of: slot)
    groups.remove(slot, in: world.messages)
    meters.visible.add(-1, at: world.now)
    card.bill(Queue.Action.delete.rawValue, units: 1)
    meters.deleted.add(1, at: world.now)
    leave(slot, in: world)
    outgoing.acknowledge()
    return group
  }

  func keep(unmoved slot: UInt32, in world: World) {
    hide(slot, in: world)
    world.letGo(slot)
  }

  func take(moved slot: UInt32, of group: UInt32, in world: World) {
    world.move(slot, to: outgoing)
    world.messages[slot].receives = 0
    bill(.send, world.size(ofMessage: slot))
    add(slot, in: group, world)
  }

  func purge(until moment: Instant, in world: World) -> Int64 {
    var slots: ContiguousArray<UInt32> = []
    var slot = seniority.oldest
    while slot != .max, world.messages[slot].sent <= moment {
      slots.append(slot)
      slot = world.messages[slot].seniority.next
    }
    for slot in slots {
      takeAway(slot, in: world)
      outgoing.drop(.purged)
      world.forget(slot)
    }
    callReceiver(in: world)
    return Int64(slots.count)
  }
}

extension World {
  /// The queue of a label; nil where that is something else.
  func operatedQueue(labelled label: String) -> (any OperatedQueue)? {
    let node = node(labelled: label)
    if let queue = node as? Queue { return queue }
    return node as? FIFOQueue
  }

  /// How many bytes the message in a slot has.
  fileprivate func size(ofMessage slot: UInt32) -> Int64 {
    size(of: messages[slot].kind)
  }
}
