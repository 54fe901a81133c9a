import Documents
import Kernel

/// A part of a running architecture: it receives events, and other nodes reach it along wires.
///
/// What happens at the same instant along a wire is a call (`offer`, `call`); what takes time, and
/// whatever runs against a wire, is an event. No node is ever entered again while it is busy.
public protocol Node: AnyObject {
  /// Who it is.
  var card: NodeCard { get }

  /// Looks up the nodes that the settings name and draws the edges to them.
  func connect(_ site: Site) throws(InputError)
  /// Called once before the first event: schedules what begins by itself.
  func start(in world: World)
  /// Does what is due.
  func receive(_ event: Event, in world: World)
  /// Called at each end of an interval of the records: writes down what changes without an event,
  /// as it was at that moment.
  func look(at boundary: Instant, in world: World)
  /// Called once after the last event: writes down what is still open.
  func finish(in world: World)

  /// Takes a copy of a message that comes along a wire, if it can.
  ///
  /// Where the answer is `accepted` the copy belongs to this node; otherwise it stays with the
  /// sender.
  func offer(_ slot: UInt32, in world: World) -> Acceptance
  /// Answers a call of one of its inlets.
  func call(_ call: Call, in world: World) -> Answer
  /// Whether every call is answered by its answer, and none by an event later.
  var answersAtOnce: Bool { get }
  /// Whether it still works on something, even if the message is no longer held.
  var isBusy: Bool { get }
  /// The place where receivers fetch messages, if this is one.
  var source: (any MessageSource)? { get }
  /// What runs batches of messages, if this does.
  var processor: (any BatchProcessor)? { get }

  /// Whether it runs code that a scenario can describe.
  var runsCode: Bool { get }

  /// Who takes events from rules and answers only after a while, if this does.
  var invocable: (any Invocable)? { get }

  /// The machines that can be called one by one, if it has any.
  var targetHost: (any TargetHost)? { get }
  /// Where machines sign up for requests, if they do here.
  var targetRegistry: (any TargetRegistry)? { get }

  /// What understands more of a call than its size, if this does.
  var callReader: (any CallReader)? { get }
  /// The log of records that readers follow, if this has one.
  var stream: (any RecordStream)? { get }
  /// What remembers what code did, if this can.
  var idempotencyStore: (any IdempotencyStore)? { get }

  /// What tells requests apart by what they ask for, if this does.
  var router: (any Router)? { get }

  /// What an alarm can set off here by itself, beside messages; nil where that is nothing.
  var alarmAction: (any AlarmAction)? { get }

  /// How often CloudWatch has a value of one of its measures.
  func resolution(of measure: String) -> TimeSpan

  /// What a reader of the template should know before anything runs, as sentences without a full
  /// stop.
  func remarks(in world: World) -> [String]

  /// Takes a fault that its declaration lists, or ends it.
  func apply(_ fault: FaultState, in world: World)
  /// What is wrong with something that it will be asked to do; nil where nothing is.
  func objection(to order: Order, in world: World) -> Objection?
  /// Learns, while nodes are connected, what it will be asked to do.
  func prepare(for order: Order, in world: World)
  /// Does what its declaration lists among the actions.
  func perform(_ order: Order, in world: World)
  /// The parameters that shaped it in this run: those of its declaration that it had a use for.
  var usedParameters: [Parameter] { get }
  /// What it costs beside the billed units of its inlets, in a run that ends at a moment.
  func extraCharges(until end: Instant) -> [Charge]
  /// What bounded it, and how near the run came to each bound; asked once, after the last event.
  func ceilings(in world: World) -> [Ceiling]
  /// What to change, now that it is known how the run went; asked once, when nothing happens any
  /// more and before `finish`.
  func recommendations(in world: World) -> [Advice]
}

/// Who a node is: its number in the world, its name and what its service says of itself.
public final class NodeCard {
  /// Its number in the world, in the order of the template.
  public let number: UInt32
  /// The logical id, or the name of a pool.
  public let label: String
  /// What the service says of itself.
  public let declaration: Declaration
  /// Billed units so far, by inlet in the order of the declaration.
  public let units: Row<Int64>

  /// A node of a declared service under its logical id.
  public init(_ label: String, _ declaration: Declaration, in world: World) {
    number = world.nextNumber()
    self.label = label
    self.declaration = declaration
    units = Row(repeating: 0, count: declaration.inlets.count)
  }

  /// Counts units of an inlet that AWS bills.
  public func bill(_ inlet: Int, units count: Int64) {
    units[inlet] &+= count
  }
}

/// What a node says to a copy that is offered.
public enum Acceptance: Sendable {
  /// It has it now.
  case accepted
  /// It is too busy; the sender may come again.
  case throttled
  /// It failed; the sender may come again.
  case unavailable
  /// It will never take it.
  case refused
}

/// What a node does of which its service knows nothing.
extension Node {
  /// Draws no edges.
  public func connect(_ site: Site) throws(InputError) {}
  /// Begins nothing by itself.
  public func start(in world: World) {}
  /// Changes by events alone.
  public func look(at boundary: Instant, in world: World) {}
  /// Leaves nothing open.
  public func finish(in world: World) {}

  /// Takes no events.
  public func receive(_ event: Event, in world: World) {
    preconditionFailure("\(label) takes no events, got kind \(event.kind)")
  }

  /// Takes no messages.
  public func offer(_ slot: UInt32, in world: World) -> Acceptance {
    preconditionFailure("\(label) takes no messages")
  }

  /// Answers no calls.
  public func call(_ call: Call, in world: World) -> Answer {
    preconditionFailure("\(label) answers no calls, got inlet \(call.inlet)")
  }

  /// Takes no faults.
  public func apply(_ fault: FaultState, in world: World) {
    preconditionFailure("\(label) takes no such fault")
  }

  /// Has nothing against it.
  public func objection(to order: Order, in world: World) -> Objection? { nil }

  /// Needs no time to prepare.
  public func prepare(for order: Order, in world: World) {}

  /// Takes no orders.
  public func perform(_ order: Order, in world: World) {
    preconditionFailure("\(label) takes no such order")
  }

  /// Has nothing to say.
  public func remarks(in world: World) -> [String] { [] }
  /// Works on nothing by itself.
  public var isBusy: Bool { false }
  /// Every call is answered by its answer.
  public var answersAtOnce: Bool { true }
  /// All that its declaration lists.
  public var usedParameters: [Parameter] { card.declaration.parameters }
  /// Nobody fetches messages here.
  public var source: (any MessageSource)? { nil }
  /// Runs nothing.
  public var processor: (any BatchProcessor)? { nil }
  /// What runs batches runs code.
  public var runsCode: Bool { processor != nil }
  /// Takes and refuses copies at once.
  public var invocable: (any Invocable)? { nil }
  /// Has no machines.
  public var targetHost: (any TargetHost)? { nil }
  /// Nobody signs up here.
  public var targetRegistry: (any TargetRegistry)? { nil }
  /// All calls of an inlet are alike.
  public var callReader: (any CallReader)? { nil }
  /// Nobody follows it.
  public var stream: (any RecordStream)? { nil }
  /// Remembers nothing.
  public var idempotencyStore: (any IdempotencyStore)? { nil }
  /// All requests are alike.
  public var router: (any Router)? { nil }
  /// No alarm acts on it.
  public var alarmAction: (any AlarmAction)? { nil }
  /// Every minute.
  public func resolution(of measure: String) -> TimeSpan { .minutes(1) }
  /// Costs nothing more.
  public func extraCharges(until end: Instant) -> [Charge] { [] }
  /// Nothing bounds it.
  public func ceilings(in world: World) -> [Ceiling] { [] }
  /// All is well.
  public func recommendations(in world: World) -> [Advice] { [] }

  /// The logical id, or the name of a pool.
  public var label: String { card.label }
  /// Its number in the world.
  public var number: UInt32 { card.number }

  /// What it costs in a run that ends at a moment: the billed units of each inlet, and the rest.
  public func charges(until end: Instant) -> [Charge] {
    card.declaration.inlets.enumerated().compactMap { index, inlet in
      inlet.price.map { Charge(price: $0, units: card.units[index]) }
    } + extraCharges(until: end)
  }
}
