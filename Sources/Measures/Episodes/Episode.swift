import Kernel

/// A rare fact worth telling: that something began at a node, and when it was over.
public struct Episode: Equatable, Sendable {
  /// What came to pass; any module may add its own.
  public struct Kind: Hashable, Sendable {
    /// The word that reports use: `throttling`.
    public let name: String

    /// A kind of the given name, which reports use.
    public init(_ name: String) { self.name = name }

    /// A limit was fully used.
    public static let saturated = Kind("saturated")
    /// Calls were refused for their rate or number.
    public static let throttling = Kind("throttling")
    /// Most runs ended by their time-out.
    public static let timingOut = Kind("timingOut")
    /// Messages were set aside in a dead-letter queue.
    public static let deadLettering = Kind("deadLettering")
    /// A reader came to a batch of a shard that fails each time, and nothing behind it is read.
    public static let stuck = Kind("stuck")
    /// An alarm was in ALARM.
    public static let inAlarm = Kind("inAlarm")
    /// A fault of the scenario set in.
    public static let faultBegan = Kind("faultBegan")
    /// A fault of the scenario was over.
    public static let faultEnded = Kind("faultEnded")
    /// An operator had events sent again.
    public static let replayBegan = Kind("replayBegan")
    /// All events of a replay were sent.
    public static let replayEnded = Kind("replayEnded")
    /// An operator had messages moved back from a dead-letter queue.
    public static let redriveBegan = Kind("redriveBegan")
    /// All messages of a redrive were moved.
    public static let redriveEnded = Kind("redriveEnded")
    /// An operator had a queue emptied.
    public static let purgeBegan = Kind("purgeBegan")
    /// All that the queue held then is gone.
    public static let purgeEnded = Kind("purgeEnded")
    /// An operator had something do its work again.
    public static let enabled = Kind("enabled")
    /// An operator had something do no more work.
    public static let disabled = Kind("disabled")
  }

  /// What came to pass.
  public let kind: Kind
  /// The number of the node where it did.
  public let node: UInt32
  /// The number of the edge along which it did, where it is about one.
  public let edge: UInt32?
  /// When it began.
  public let begin: Instant
  /// When it was over, the same instant for what has no length; nil while it lasts.
  public internal(set) var end: Instant?
  /// How much: occurrences, or a level, as its kind has it.
  public internal(set) var value: Int64

  /// A fact that begins at an instant and, unless an end is given, still lasts.
  public init(
    _ kind: Kind, node: UInt32, edge: UInt32? = nil, from begin: Instant, to end: Instant? = nil,
    value: Int64 = 0
  ) {
    self.kind = kind
    self.node = node
    self.edge = edge
    self.begin = begin
    self.end = end
    self.value = value
  }
}
