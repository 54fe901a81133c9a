import Blueprints
import Kernel
import Measures

/// The rate at which all rules of an account, or all of its schedules, may begin with their
/// targets; what comes too early waits for its turn, and nothing is turned away.
final class InvocationQuota: Node {
  static let waiting = Measure(
    "InvocationsWaiting", .gauge, in: .messages, role: .unfinished,
    "Invocations that wait for the quota of the account; CloudWatch has no metric for them.")
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "quota", title: "Invocations of EventBridge",
      summary: "Bounds how many invocations of targets begin in a second.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .bus
    declaration.authority = .free
    declaration.measures = [waiting]
    return declaration
  }()

  let card: NodeCard
  private var pace: Pace
  private let waiting: GaugeMeasure
  private var saturation: EpisodeDetector

  private init(_ label: String, perSecond rate: Int64, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    pace = Pace(perSecond: rate)
    waiting = world.gauge(Self.waiting, at: label)
    saturation = EpisodeDetector(.saturated, node: card.number, quietGap: Episode.quietGap)
  }

  /// The quota of a world, made for the first who asks; nil where nothing is bounded.
  ///
  /// - Parameters:
  ///   - parameter: The rate where the scenario sets one; else it is the region's.
  static func shared(
    _ parameter: Parameter = EventBusParameters.invocationRate,
    _ quota: (String) -> Int64 = EventQuotas.invocations, in world: World
  ) -> InvocationQuota? {
    let rate = EventQuotas.inForce(parameter, in: world, quota)
    guard rate != .max else { return nil }
    let label = parameter.name
    if let quota = world.node(labelled: label) as? InvocationQuota { return quota }
    let quota = InvocationQuota(label, perSecond: rate, in: world)
    world.add(quota)
    return quota
  }

  /// How long an invocation has to wait that could begin now.
  func wait(in world: World) -> TimeSpan {
    let turn = pace.place(at: world.now)
    guard turn > world.now else { return .zero }
    waiting.add(1, at: world.now)
    saturation.happened(at: world.now, in: world.episodes)
    return turn - world.now
  }

  /// An invocation that waited begins.
  func begin(in world: World) {
    waiting.add(-1, at: world.now)
  }

  func ceilings(in world: World) -> [Ceiling] {
    [Ceiling("invocations", pace)].compactMap { $0 }
  }

  func finish(in world: World) {
    saturation.settle(at: world.now, in: world.episodes)
  }
}
