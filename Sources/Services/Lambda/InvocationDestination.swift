import Blueprints
import Kernel

/// Where records of what became of asynchronous events go.
final class InvocationDestination {
  let node: any Node
  let edge: Edge
  private var record: InvocationRecord
  /// Where the event that a record travels in is charged; nil where nothing is.
  private let payer: NodeCard?

  /// A destination of the events that come to a function by one of its names.
  ///
  /// - Parameter arn: The ARN of the destination, as events to a bus tell it.
  init(
    _ node: any Node, arn: String, along edge: Edge,
    of function: (arn: String, qualifier: String, timeout: TimeSpan), in world: World
  ) {
    self.node = node
    self.edge = edge
    let isBus = node is EventBus || node is CustomBus
    record = InvocationRecord(of: function, toBus: isBus ? arn : nil, in: world)
    payer = (node as? EventBus)?.card
  }

  /// Sends the record of a message that carries an event of a kind; false where it is not taken.
  func send(
    _ message: Message, kind: UInt16, _ outcome: InvocationRecord.Outcome, in world: World
  ) -> Bool {
    let kind = record.kind(of: kind, outcome, in: world)
    let slot = world.enter(edge, name: message.name, kind: kind, journey: message.journey)
    guard world.deliver(slot, to: node, along: edge) else { return false }
    payer?.bill(
      EventBus.Action.putEvents.rawValue, units: EventBus.units(for: world.size(of: kind)))
    return true
  }

  /// What it is, in a sentence.
  var words: String {
    switch node {
    case is EventBus, is CustomBus: "the event bus"
    case is Topic: "the topic"
    case is Function, is FunctionQualifier: "the function"
    case is Bucket: "the bucket"
    default: "the queue"
    }
  }
}
