import Blueprints
import Kernel
import Measures

/// A log group that rules write events to: it takes all of them, and what they take up is billed.
///
/// Templates seldom hold the group that a rule writes to, so it is made from its ARN.
final class LogGroup: Node {
  static let events = Measure(
    "IncomingLogEvents", .count, in: .messages, "Events that were written to the group.")
  static let bytes = Measure(
    "IncomingBytes", .count, in: .bytes, "What these took up, uncompressed.")

  /// What each event takes up beside its text.
  private static let overhead: Int64 = 26

  /// What stands behind its name in its label: no logical id has blanks in it.
  private static let labelEnding = " (log group)"

  static let declaration: Declaration = {
    var identity = Identity(
      ref: "{name}", arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}")
    identity.labelEnding = labelEnding
    var declaration = Declaration(
      type: "AWS::Logs::LogGroup", title: "CloudWatch log group",
      summary: "Keeps what is written to it.", identity: identity)
    declaration.emblem = .log
    declaration.authority = .elsewhere
    declaration.policyNames = [PolicyName("{Arn}:*", "{Arn}", "{Arn}:log-stream:*")]
    declaration.greatestPipeBatch = 10_000
    declaration.inlets = [
      Inlet(
        "PutLogEvents", "Adds events to the group.",
        permission: "logs:CreateLogStream, logs:PutLogEvents", price: LogStorage.ofOthers,
        isCalled: false)
    ]
    declaration.takesEvents = true
    declaration.measures = [events, bytes]
    declaration.parameters = [LogStorage.compression]
    declaration.prices = [LogStorage.keeping]
    return declaration
  }()

  let card: NodeCard
  private let events: CountMeasure
  private let bytes: CountMeasure
  private var storage: LogStorage

  private init(_ label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    events = world.count(Self.events, at: label)
    bytes = world.count(Self.bytes, at: label)
    storage = LogStorage(world.calibration)
  }

  /// The group of a name, made for the first who asks.
  static func named(_ name: String, in world: World) -> LogGroup {
    let label = name + labelEnding
    if let group = world.node(labelled: label) as? LogGroup { return group }
    let group = LogGroup(label, in: world)
    world.add(group)
    return group
  }

  func extraCharges(until end: Instant) -> [Charge] { [storage.keeping(until: end)] }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let size = world.size(of: world.messages[slot].kind) + Self.overhead
    events.add(1, at: world.now)
    bytes.add(size, at: world.now)
    card.bill(0, units: size)
    storage.write(storage.piece(of: size), at: world.now)
    world.absorb(slot)
    return .accepted
  }
}
