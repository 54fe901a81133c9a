import Kernel

/// One copy of a message on its way: sixty-four plain bytes, what every event about it touches.
///
/// A copy lives from the moment at which it enters an edge to the moment at which its holder
/// forgets it. Kind, size, group and fields are not stored: they are draws of its name, made again
/// where they are asked for.
package struct Message: BitwiseCopyable {
  /// What the message is called; copies share it.
  package var name: Name
  /// The edge that it is on, as the ledger numbers it.
  package var edge: UInt32
  /// When the client sent the first cause of it.
  package var journey: Instant
  /// When its holder took it; a queue's `SentTimestamp`.
  package var sent: Instant
  /// When it became visible, or until when it is hidden: its holder knows which.
  package var mark: Instant
  /// Its place in a line of its holder: the visible, or those that wait for a timer.
  package var place = Links()
  /// Its place among all that its holder keeps, the oldest first.
  package var seniority = Links()
  /// What kind of event it carries, by the number that the world gave it.
  package var kind: UInt16
  /// How often it was received; carried on into a dead-letter queue.
  package var receives: UInt16 = 0
  /// How often a consumer ran it since it entered the edge.
  package var runs: UInt16 = 0
  /// How many receivers hold it; its record lives until the last lets go.
  package var holders: UInt8 = 0
  /// What is special about it.
  package var traits: Traits

  /// Marks of a message.
  package struct Traits: OptionSet, Sendable, BitwiseCopyable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It is a second delivery that at-least-once delivery made.
    package static let duplicate = Traits(rawValue: 1)
    /// Some copy of it had its effects at this consumer before.
    package static let effected = Traits(rawValue: 2)
    /// It is held by a receiver.
    package static let inFlight = Traits(rawValue: 4)
    /// It waits for its delay to end.
    package static let delayed = Traits(rawValue: 8)
    /// Its holder forgot it while a receiver still held it.
    package static let forgotten = Traits(rawValue: 16)
    /// It was received so often that it went to the back of the queue.
    package static let outcast = Traits(rawValue: 32)
    /// It stands among those that came back.
    package static let returned = Traits(rawValue: 64)
    /// Another queue set it aside to here.
    package static let adopted = Traits(rawValue: 128)
  }

  /// A message that enters an edge.
  package init(name: Name, edge: UInt32, kind: UInt16, journey: Instant, sent: Instant) {
    self.name = name
    self.edge = edge
    self.kind = kind
    self.journey = journey
    self.sent = sent
    mark = sent
    traits = []
  }
}

/// The two neighbours of a message in a line.
package struct Links: BitwiseCopyable {
  /// The one behind it; `none` at the end.
  package var next: UInt32 = .max
  /// The one before it; `none` at the head.
  package var previous: UInt32 = .max

  /// No neighbours.
  package init() {}
}
