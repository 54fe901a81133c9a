import Kernel

/// One copy of a message on its way: sixty-four plain bytes, what every event about it touches.
///
/// A copy lives from the moment at which it enters an edge to the moment at which its holder
/// forgets it. Kind, size, group and fields are not stored: they are draws of its name, made again
/// where they are asked for.
public struct Message: BitwiseCopyable {
  /// What the message is called; copies share it.
  public var name: Name
  /// The edge that it is on, as the ledger numbers it.
  public var edge: UInt32
  /// When the client sent the first cause of it.
  public var journey: Instant
  /// When its holder took it; a queue's `SentTimestamp`.
  public var sent: Instant
  /// When it became visible, or until when it is hidden: its holder knows which.
  public var mark: Instant
  /// Its place in a line of its holder: the visible, or those that wait for a timer.
  public var place = Links()
  /// Its place among all that its holder keeps, the oldest first.
  public var seniority = Links()
  /// What kind of event it carries, by the number that the world gave it.
  public var kind: UInt16
  /// How often it was received; carried on into a dead-letter queue.
  public var receives: UInt16 = 0
  /// How often a consumer ran it since it entered the edge.
  public var runs: UInt16 = 0
  /// How many receivers hold it; its record lives until the last lets go.
  public var holders: UInt8 = 0
  /// What is special about it.
  public var traits: Traits

  /// Marks of a message.
  public struct Traits: OptionSet, Sendable, BitwiseCopyable {
    /// The marks as bits.
    public let rawValue: UInt8
    /// Marks from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It is a second delivery that at-least-once delivery made.
    public static let duplicate = Traits(rawValue: 1)
    /// Some copy of it had its effects at this consumer before.
    public static let effected = Traits(rawValue: 2)
    /// It is held by a receiver.
    public static let inFlight = Traits(rawValue: 4)
    /// It waits for its delay to end.
    public static let delayed = Traits(rawValue: 8)
    /// Its holder forgot it while a receiver still held it.
    public static let forgotten = Traits(rawValue: 16)
    /// It was received so often that it went to the back of the queue.
    public static let outcast = Traits(rawValue: 32)
    /// It stands among those that came back.
    public static let returned = Traits(rawValue: 64)
    /// Another queue set it aside to here.
    public static let adopted = Traits(rawValue: 128)
  }

  /// A message that enters an edge.
  public init(name: Name, edge: UInt32, kind: UInt16, journey: Instant, sent: Instant) {
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
public struct Links: BitwiseCopyable {
  /// The one behind it; `none` at the end.
  public var next: UInt32 = .max
  /// The one before it; `none` at the head.
  public var previous: UInt32 = .max

  /// No neighbours.
  public init() {}
}
