import Blueprints
import Kernel
import Measures
import Programs

/// What holds a client's attempts back: the quota of its retries, and its rate in adaptive mode.
extension Client {
  /// Makes an attempt, or has it wait for the client's rate behind those that wait already.
  func pace(_ sending: Sending, slot: UInt32, in world: World) {
    let wait = brake?.rate?.wait(at: world.now) ?? .zero
    guard wait > .zero || !line.isEmpty else {
      brake?.rate?.take()
      return place(sending, slot: slot, in: world)
    }
    var slot = slot
    if slot == .max {
      slot = sendings.insert(sending)
      setPatience(sending, slot, in: world)
    }
    line.append(AttemptLine.Place(slot: slot, generation: sending.generation))
    setTurn(in: world)
  }

  /// Makes the attempts that the rate allows by now.
  func takeTurns(in world: World) {
    // The turn of a rate that has changed since is over, and another one is set.
    guard turn == world.now else { return }
    while !line.isEmpty, brake?.rate?.wait(at: world.now) == .zero {
      guard let first = line.popFirst() else { break }
      guard sendings[first.slot].generation == first.generation else { continue }
      brake?.rate?.take()
      place(sendings[first.slot], slot: first.slot, in: world)
    }
    turn = .never
    setTurn(in: world)
  }

  /// Sets when the first in line may go, unless that is set for as early a moment.
  private func setTurn(in world: World) {
    guard !line.isEmpty, let wait = brake?.rate?.wait(at: world.now) else { return }
    let due = world.now + wait
    guard due < turn else { return }
    turn = due
    world.calendar.schedule(Event(node: card.number, kind: Kind.turn.rawValue), at: due)
  }

  /// Learns from an answer that was given at once.
  func hear(_ answer: Answer?, about sending: Sending, in world: World) {
    switch answer {
    case .done: hear(.done, about: sending, in: world)
    case .throttled, .partly: hear(.throttled, about: sending, in: world)
    case .failed: hear(.failed, about: sending, in: world)
    case .refused, .unmet: hear(.refused, about: sending, in: world)
    case .later, nil: break
    }
  }

  /// Learns from an answer.
  func hear(_ reply: Reply, about sending: Sending, in world: World) {
    // Where code threw, the service did what it was asked to.
    if reply == .done || reply == .threw { brake?.quota.refund(sending.held) }
    guard brake?.rate != nil else { return }
    brake?.rate?.hear(throttled: reply == .throttled, at: world.now)
    setTurn(in: world)
  }

  /// Takes the cost of a retry from budget and quota; false where the retry cannot be made.
  func pay(for sending: inout Sending, after loss: Edge.Loss, in world: World) -> Bool {
    guard spend(for: sending) else {
      forbidden.add(1, at: world.now)
      return false
    }
    let cost = retries.cost(after: loss)
    guard cost > 0 else { return true }
    if brake == nil { brake = RetryBrake(retries, from: world.now) }
    guard brake?.quota.take(cost) == true else {
      forbidden.add(1, at: world.now)
      return false
    }
    sending.held = cost
    return true
  }
}
