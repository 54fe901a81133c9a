import Blueprints
import Documents
import Kernel
import Measures

/// Lets the scenario's faults begin and end.
///
/// Where several faults of one kind lie over each other at a node, factors multiply and shares add
/// up as chances do.
final class FaultInjector: Node {
  private static let declaration = Declaration(
    type: "faults", title: "Faults", summary: "Lets the scenario's faults begin and end.",
    identity: Identity(ref: "{name}", arn: "{name}"))
  private static let episodeKinds: [Episode.Kind] = [.faultBegan, .faultEnded]

  let card: NodeCard
  private let faults: [PlannedFault]
  private var targets: ContiguousArray<any Node> = []
  private var isActive: ContiguousArray<Bool>

  init(_ faults: [PlannedFault], in world: World) {
    self.faults = faults
    isActive = ContiguousArray(repeating: false, count: faults.count)
    card = NodeCard("faults", Self.declaration, in: world)
  }

  /// Finds the targets, and reports those that do not take their fault.
  func connect(_ site: Site) throws(InputError) {
    for fault in faults {
      guard let node = site.find(fault.target) else {
        throw InputError(
          "\(fault.target) is not modelled, and cannot \(fault.kind.rawValue)", remedy: nil,
          at: fault.place)
      }
      targets.append(node)
      let declaration = node.card.declaration
      let taken = declaration.faults.map { $0.kind.rawValue }
      guard !taken.contains(fault.kind.rawValue) else { continue }
      site.diagnostics.report(
        InputError(
          "\(fault.target) takes no fault \(fault.kind.rawValue)",
          remedy: taken.isEmpty
            ? "it takes none" : "it takes \(taken.joined(separator: ", "))", at: fault.place))
    }
  }

  func start(in world: World) {
    for (index, fault) in faults.enumerated() {
      schedule(UInt32(index), begins: true, at: fault.begin, in: world)
      schedule(UInt32(index), begins: false, at: fault.end, in: world)
    }
  }

  private func schedule(_ index: UInt32, begins: Bool, at moment: Instant, in world: World) {
    world.calendar.schedule(
      Event(node: number, kind: begins ? 0 : 1, first: index), at: moment)
  }

  func receive(_ event: Event, in world: World) {
    let index = Int(event.first)
    let target = targets[index]
    isActive[index] = event.kind == 0
    world.episodes.note(
      Episode(
        Self.episodeKinds[Int(event.kind)], node: target.number, from: world.now, to: world.now,
        value: Int64(index)))
    target.apply(state(like: faults[index]), in: world)
  }

  /// What all faults of a kind that last at a node amount to.
  private func state(like fault: PlannedFault) -> FaultState {
    var factor = 1.0
    var spared = 1.0
    var stops = false
    for (index, other) in faults.enumerated()
    where isActive[index] && other.kind == fault.kind && other.target == fault.target {
      factor *= other.amount
      spared *= 1 - other.amount
      stops = true
    }
    switch fault.kind {
    case .slow: return .slow(factor)
    case .fail: return .fail(stops ? 1 - spared : 0)
    case .stop: return .stop(stops)
    case .throttle: return .throttle(stops ? 1 - spared : 0)
    }
  }
}
