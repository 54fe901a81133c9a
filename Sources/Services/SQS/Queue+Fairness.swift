import Blueprints
import Kernel

extension Queue {
  func start(in world: World) {
    encryption?.know(
      senders: EncryptionCalls.senders(to: label, in: world),
      readers: EncryptionCalls.readers(along: outgoing))
    guard world.hasGroups, world.calibration.flag(FairLines.isFair) else { return }
    fair = FairLines(
      label: label, calm: Event(node: number, kind: Kind.groupCalms.rawValue), in: world)
  }

  /// Makes the noisy group of a message that is gone a quiet one, if it was its last.
  func considerConsumed(_ slot: UInt32, in world: World) {
    guard let fair, fair.isConsumed(slot) else { return }
    fair.becomeQuiet(fair.places[Int(slot)].group, &returned, &fresh, in: world)
  }

  /// Makes a noisy group a quiet one, if nothing of it was in flight for long enough.
  func considerCalm(_ index: UInt32, in world: World) {
    guard let fair, fair.isCalm(index, in: world) else { return }
    fair.becomeQuiet(index, &returned, &fresh, in: world)
  }

  var usedParameters: [Parameter] {
    let unused =
      (fair == nil ? FairLines.parameters : []) + (polls == 0 ? [Self.shortPollShare] : [])
      + QueueUpkeep.unused(upkeep)
    return Self.declaration.parameters.filter { parameter in
      !unused.contains { $0.name == parameter.name }
    }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    let idle = Charge(price: Self.request, units: idleRequests, isByTime: true)
    let keys = encryption?.charges(until: end) ?? []
    guard let fair, fair.surcharged > 0 else { return [idle] + keys }
    return [idle, Charge(price: FairLines.surcharge, units: fair.surcharged)] + keys
  }
}
