import Blueprints
import Kernel

/// The targets of a rule, in the order of the template.
///
/// They are borrowed and never copied, so handing an event on counts no references.
struct RuleTargets: ~Copyable {
  private(set) var list: ContiguousArray<RuleTarget>

  init(_ list: ContiguousArray<RuleTarget>) { self.list = list }

  /// Sends a copy of an event to each of them; how many there are.
  borrowing func take(
    _ name: Name, kind: UInt16, journey: Instant, isForwarded: Bool, slowness: Double,
    in world: World
  ) -> Int {
    for index in list.indices {
      list[index].take(
        name, kind: kind, journey: journey, isForwarded: isForwarded, slowness: slowness, in: world)
    }
    return list.count
  }

  /// Does what is due for a copy of one of them.
  borrowing func receive(_ event: Event, counting meters: RuleMeters, in world: World) {
    let steps = UInt16(RuleTarget.Step.allCases.count)
    guard let step = RuleTarget.Step(rawValue: event.kind % steps) else {
      preconditionFailure("the targets of a rule take no event of kind \(event.kind)")
    }
    list[Int(event.kind / steps)].receive(step, event, counting: meters, in: world)
  }

  /// Lets all of them go.
  mutating func close() { list = [] }
}
