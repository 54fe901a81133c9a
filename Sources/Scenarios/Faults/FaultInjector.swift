import Blueprints
import Documents
import Kernel
import Measures

/// Lets the scenario's faults begin and end.
///
/// Where several faults of one kind lie over each other at a node, factors multiply and shares add
/// up as chances do. Faults of calls are set on the edges that the calls go along.
final class FaultInjector: Node {
  private static let declaration = Declaration(
    type: "faults", title: "Faults", summary: "Lets the scenario's faults begin and end.",
    identity: Identity(ref: "{name}", arn: "{name}"))
  private static let episodeKinds: [Episode.Kind] = [.faultBegan, .faultEnded]
  /// The kinds of its events, that of answers among them that get lost.
  private static let (begins, ends, isLost): (UInt16, UInt16, UInt16) = (0, 1, 2)

  let card: NodeCard
  private let faults: [PlannedFault]
  private var targets: ContiguousArray<any Node> = []
  /// The edges of each fault of calls.
  private var edges: ContiguousArray<[Edge]> = []
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
      let calls = fault.kind.isOfCalls ? callEdges(of: fault, in: site.world) : []
      edges.append(calls)
      for edge in calls {
        edge.mayLose(sinking: Event(node: number, kind: Self.isLost), in: site.world)
      }
      if let slip = objection(to: fault, at: node, calls) { site.diagnostics.report(slip) }
    }
  }

  /// The edges with calls of which a fault makes some get lost.
  private func callEdges(of fault: PlannedFault, in world: World) -> [Edge] {
    world.edges.filter { edge in
      guard edge.isCalled else { return false }
      guard let caller = fault.caller else {
        return edge.from == fault.target || edge.ends.contains(fault.target)
      }
      return edge.from == caller && edge.ends.contains(fault.target)
    }
  }

  private func objection(
    to fault: PlannedFault, at node: any Node, _ calls: [Edge]
  ) -> InputError? {
    guard !fault.kind.isOfCalls else {
      guard calls.isEmpty else { return nil }
      let nobody =
        fault.caller.map { "\($0) does not call \(fault.target)" }
        ?? "\(fault.target) is not called, and calls nobody"
      return InputError(
        "\(nobody): nothing can get lost there",
        remedy: "what AWS delivers, it delivers again; choose fail or stop", at: fault.place)
    }
    let taken = node.card.declaration.faults.map { $0.kind.rawValue }
    guard !taken.contains(fault.kind.rawValue) else { return nil }
    return InputError(
      "\(fault.target) takes no fault \(fault.kind.rawValue)",
      remedy: taken.isEmpty ? "it takes none" : "it takes \(taken.joined(separator: ", "))",
      at: fault.place)
  }

  func start(in world: World) {
    for (index, fault) in faults.enumerated() {
      schedule(UInt32(index), Self.begins, at: fault.begin, in: world)
      if !fault.kind.isMomentary {
        schedule(UInt32(index), Self.ends, at: fault.end, in: world)
      }
    }
  }

  private func schedule(_ index: UInt32, _ kind: UInt16, at moment: Instant, in world: World) {
    world.calendar.schedule(Event(node: number, kind: kind, first: index), at: moment)
  }

  func receive(_ event: Event, in world: World) {
    guard event.kind != Self.isLost else { return }
    let index = Int(event.first)
    let target = targets[index]
    isActive[index] = event.kind == Self.begins
    world.episodes.note(
      Episode(
        Self.episodeKinds[Int(event.kind)], node: target.number, from: world.now, to: world.now,
        value: Int64(index)))
    let fault = faults[index]
    for edge in edges[index] { setLosses(of: edge) }
    let kinds = target.card.declaration.faults.map { $0.kind.rawValue }
    if kinds.contains(fault.kind.rawValue), fault.caller == nil {
      target.apply(state(like: fault), in: world)
    }
    // What happens once is over at once.
    if fault.kind.isMomentary { isActive[index] = false }
  }

  /// Sets what all faults of calls that last amount to on an edge.
  private func setLosses(of edge: Edge) {
    var (isCut, spared) = (false, 1.0)
    for (index, fault) in faults.enumerated()
    where isActive[index] && edges[index].contains(where: { $0 === edge }) {
      if fault.kind == .partition { isCut = true } else { spared *= 1 - fault.amount }
    }
    edge.set(isCut: isCut, losing: 1 - spared)
  }

  /// What all faults of a kind that last at a node amount to.
  private func state(like fault: PlannedFault) -> FaultState {
    var factor = 1.0
    var spared = 1.0
    var last: Double?
    for (index, other) in faults.enumerated()
    where isActive[index] && other.kind == fault.kind && other.target == fault.target
      && other.caller == nil
    {
      factor *= other.amount
      spared *= 1 - other.amount
      last = other.amount
    }
    let share = last == nil ? 0 : 1 - spared
    switch fault.kind {
    case .slow: return .slow(factor)
    case .fail: return .fail(share)
    case .stop: return .stop(last != nil)
    case .throttle: return .throttle(share)
    case .partition: return .partition(last != nil)
    case .drop: return .drop(share)
    case .terminate: return .terminate(Int(fault.amount))
    case .loseZone: return .loseZone(last.map { Int($0) })
    case .emptyCredits: return .emptyCredits
    }
  }
}
