import Blueprints
import Documents
import Kernel
import Measures

/// Does what the scenario lists as actions.
final class Operator: Node {
  private static let declaration = Declaration(
    type: "actions", title: "Actions", summary: "Does what the scenario lists as actions.",
    identity: Identity(ref: "{name}", arn: "{name}"))

  let card: NodeCard
  private let actions: [PlannedAction]
  private var targets: ContiguousArray<any Node> = []
  private var undone: Int

  init(_ actions: [PlannedAction], in world: World) {
    self.actions = actions
    undone = actions.count
    card = NodeCard("actions", Self.declaration, in: world)
  }

  /// A run does not end before the last action.
  var isBusy: Bool { undone > 0 }

  /// Finds the targets, and reports those that cannot do what is asked.
  func connect(_ site: Site) throws(InputError) {
    for action in actions {
      guard let node = site.find(action.target) else {
        throw InputError(
          "\(action.target) is not modelled, and cannot \(action.kind.rawValue)", remedy: nil,
          at: action.place)
      }
      targets.append(node)
      let declaration = node.card.declaration
      let taken = declaration.actions.map { $0.kind }
      guard taken.contains(action.kind) else {
        site.diagnostics.report(
          InputError(
            "\(action.target) takes no action \(action.kind.rawValue)",
            remedy: taken.isEmpty
              ? "it is of type \(declaration.type), which takes none"
              : "it takes \(taken.map { $0.rawValue }.joined(separator: ", "))", at: action.place))
        continue
      }
      if let objection = node.objection(to: action.order, in: site.world) {
        site.diagnostics.report(
          InputError(objection.problem, remedy: objection.remedy, at: action.place))
        continue
      }
      node.prepare(for: action.order, in: site.world)
    }
  }

  func start(in world: World) {
    for (index, action) in actions.enumerated() {
      world.calendar.schedule(
        Event(node: number, kind: 0, first: UInt32(index)), at: action.moment)
    }
  }

  func receive(_ event: Event, in world: World) {
    let index = Int(event.first)
    undone -= 1
    world.episodes.note(
      Episode(
        actions[index].kind.episode, node: targets[index].number, from: world.now, to: world.now,
        value: Int64(index)))
    targets[index].perform(actions[index].order, in: world)
  }
}

extension Action.Kind {
  /// What comes to pass when an operator does it.
  fileprivate var episode: Episode.Kind {
    switch self {
    case .replay: .replayBegan
    case .redrive: .redriveBegan
    case .purge: .purgeBegan
    case .enable: .enabled
    case .disable: .disabled
    }
  }
}
