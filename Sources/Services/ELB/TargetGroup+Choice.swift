import Blueprints
import Kernel

/// How a target group chooses who gets a request.
extension TargetGroup {
  /// The target of a request; nil where nobody is signed up.
  func choose(_ name: Name, _ attempt: UInt32, at now: Instant) -> UInt32? {
    guard !inService.isEmpty else { return nil }
    switch terms.algorithm {
    case .roundRobin: return terms.slowStart > .zero ? nextWarm(at: now) : next()
    case .leastOutstanding: return leastBusy()
    case .random:
      let word = choice.word(for: name, attempt)
      return inService[Int(word.multipliedFullWidth(by: UInt64(inService.count)).high)]
    }
  }

  private func next() -> UInt32 {
    turn = turn + 1 >= inService.count ? 0 : turn + 1
    return inService[turn]
  }

  /// The next whose turn it is; one that starts slowly is passed over but for a share of its turns
  /// that grows evenly to all of them.
  private func nextWarm(at now: Instant) -> UInt32 {
    for _ in 0..<2 * inService.count {
      let slot = next()
      let left = targets[slot].warm - now
      guard left > .zero else { return slot }
      targets[slot].credit +=
        1 - Double(left.nanoseconds) / Double(terms.slowStart.nanoseconds)
      guard targets[slot].credit < 1 else {
        targets[slot].credit -= 1
        return slot
      }
    }
    return next()
  }

  /// The one with the fewest requests under way, the next in turn among equals.
  private func leastBusy() -> UInt32 {
    var best = next()
    var place = turn
    for distance in 1..<max(inService.count, 1) {
      let other = (turn + distance) % inService.count
      guard targets[inService[other]].outstanding < targets[best].outstanding else { continue }
      best = inService[other]
      place = other
    }
    turn = place
    return best
  }
}
