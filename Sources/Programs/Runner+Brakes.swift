import Blueprints
import Kernel

/// The SDK clients of the code, and what holds their attempts back.
///
/// Each environment has clients of its own. The slot of a run stands for its environment: the slot
/// freed last is the next one taken, as is the environment used last.
extension Runner {
  /// The call that a strand is at.
  func site(of slot: UInt32) -> CallSite {
    guard case .call(let number) = program.instructions[Int(strands[slot].counter)] else {
      preconditionFailure("an answer came to a strand that called nobody")
    }
    return program.sites[number]
  }

  /// The number of the brake that a strand's call goes by, which exists from here on.
  private func brake(of slot: UInt32, at site: CallSite, in world: World) -> Int {
    let number = number(of: slot, at: site)
    while brakes.count <= number {
      brakes.append(RetryBrake(site.retries, from: world.now))
    }
    return number
  }

  private func number(of slot: UInt32, at site: CallSite) -> Int {
    Int(strands[slot].run) * program.services.count + site.client
  }

  /// Takes the cost of a retry from budget and quota; false where the retry cannot be made.
  func pay(_ slot: UInt32, after loss: Edge.Loss, at site: CallSite, in world: World) -> Bool {
    if let budget = site.budget, !budgets[budget].spend() {
      forbiddenRetries += 1
      return false
    }
    let cost = site.retries.cost(after: loss)
    guard cost > 0 else { return true }
    let number = brake(of: slot, at: site, in: world)
    guard brakes[number].quota.take(cost) else {
      forbiddenRetries += 1
      return false
    }
    strands[slot].held = cost
    return true
  }

  /// Fills the quota up after a call that was done.
  func refund(_ slot: UInt32) {
    let number = number(of: slot, at: site(of: slot))
    guard number < brakes.count else { return }
    brakes[number].quota.refund(strands[slot].attempt == 0 ? 0 : strands[slot].held)
  }

  /// Whether an attempt has to wait for its client's rate; then the strand is woken to look again.
  func isHeldBack(_ slot: UInt32, at site: CallSite, in world: World) -> Bool {
    let number = brake(of: slot, at: site, in: world)
    let wait = brakes[number].rate?.wait(at: world.now) ?? .zero
    guard wait > .zero else {
      brakes[number].rate?.take()
      return false
    }
    strands[slot].clock = world.now + wait
    schedule(slot, in: world)
    return true
  }

  /// Has an adaptive client learn from an answer that was given at once.
  func hear(_ answer: Answer, _ slot: UInt32, at site: CallSite, in world: World) {
    switch answer {
    case .later: return
    case .throttled, .partly: hear(throttled: true, slot, at: site, in: world)
    case .done, .failed, .refused, .unmet: hear(throttled: false, slot, at: site, in: world)
    }
  }

  /// Has a client learn from an answer that came by an event.
  func hear(_ reply: Reply, _ slot: UInt32, in world: World) {
    hear(throttled: reply == .throttled, slot, at: site(of: slot), in: world)
    // The service did what it was asked to: it is the code behind it that threw.
    if reply == .threw { refund(slot) }
  }

  private func hear(throttled: Bool, _ slot: UInt32, at site: CallSite, in world: World) {
    let number = number(of: slot, at: site)
    guard number < brakes.count else { return }
    brakes[number].rate?.hear(throttled: throttled, at: world.now)
  }
}
