import Blueprints

/// What a schedule does when it fires.
struct ScheduleTarget {
  /// How an invocation goes.
  enum Action {
    /// A node gets a message.
    case hand(any Node)
    /// A node is called, and may take its time to answer.
    case call(any Node, inlet: Int)
    /// A setting of a node is changed, as asked along an edge; false where AWS refuses that.
    case change((World, _ edge: UInt32) -> Bool)
    /// An API is asked, about a message, and answers in its time.
    case ask((Message, World) -> Answer)
    /// Something that is not modelled takes it.
    case accept
    /// AWS refuses it each time.
    case refuse
  }

  /// What is invoked, as reports name it.
  let label: String
  let action: Action
  /// The kinds of event that an invocation sends, one message for each.
  var kinds: [UInt16]
  /// The group of all messages in a FIFO queue.
  var group: String?
  /// The key of all records of a stream, as a number.
  var key: UInt64?
  /// Whether a FIFO queue or topic tells messages apart by their bodies, for want of an id.
  var goesByBody = false

  /// Who pays for what a bus takes.
  var payer: EventBus? {
    if case .hand(let node) = action { node as? EventBus } else { nil }
  }

  init(_ label: String, _ action: Action, kinds: [UInt16] = []) {
    self.label = label
    self.action = action
    self.kinds = kinds
  }
}
