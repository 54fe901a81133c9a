import Kernel

/// Messages that travel together from a receiver to the code that runs them: a chain of pooled
/// entries.
public struct Batch: BitwiseCopyable {
  /// The entry in front; `none` where the batch is empty.
  public private(set) var first: UInt32 = .max
  /// The entry that came last.
  public private(set) var last: UInt32 = .max
  /// How many messages it holds; above the bits that count them, the manner.
  private var number: UInt32 = 0
  private static let countBits: UInt32 = 30
  private static let countMask: UInt32 = 1 << countBits - 1

  /// How many messages it holds.
  public var count: Int64 { Int64(number & Self.countMask) }

  /// What a failed message means to whoever hands the batch over.
  ///
  /// It shares a word with the count: batches are moved often, and three words move faster than
  /// four.
  public var manner: Manner {
    get { Manner(rawValue: UInt8(truncatingIfNeeded: number >> Self.countBits)) ?? .whole }
    set { number = number & Self.countMask | UInt32(newValue.rawValue) << Self.countBits }
  }

  /// What becomes of a batch of which a message fails.
  public enum Manner: UInt8, BitwiseCopyable {
    /// The code stops there, and the whole batch counts as failed.
    case whole
    /// The code goes on, and each message fails by itself.
    case oneByOne
    /// The code stops there, to keep the order; what comes before is done.
    case untilFailure
  }

  /// No messages.
  public init(_ manner: Manner = .whole) { self.manner = manner }

  /// Whether it holds nothing.
  public var isEmpty: Bool { first == .max }

  /// Adds a message at the end, with the receipt that its source gave.
  public mutating func append(_ message: UInt32, receipt: UInt16, in world: World) {
    let entry = world.batches.insert(BatchEntry(message: message, receipt: receipt))
    if last == .max { first = entry } else { world.batches[last].next = entry }
    last = entry
    number &+= 1
  }

  /// Adds all messages of another batch at the end.
  public mutating func append(_ other: Batch, in world: World) {
    guard !other.isEmpty else { return }
    if last == .max { first = other.first } else { world.batches[last].next = other.first }
    last = other.last
    number &+= other.number & Self.countMask
  }

  /// Gives the entries back to their pool.
  public mutating func dissolve(in world: World) {
    var entry = first
    while entry != .max {
      let next = world.batches[entry].next
      world.batches.remove(entry)
      entry = next
    }
    self = Batch()
  }
}

/// One message of a batch, and what became of it.
public struct BatchEntry: BitwiseCopyable {
  /// How the code ended for one message.
  public enum Outcome: UInt8, BitwiseCopyable {
    /// The code did not reach it.
    case untouched
    /// Its last step ended well.
    case succeeded
    /// The code threw on it.
    case failed
    /// The code failed on it and reported success.
    case swallowed
    /// It was recognised as done before, and left alone.
    case suppressed
  }

  /// The next entry; `none` at the end.
  public var next: UInt32 = .max
  /// The message.
  public var message: UInt32
  /// When its last step ended.
  public var end = Instant.never
  /// What the source compares on deletion: how often the message had been received.
  public var receipt: UInt16
  /// What became of it.
  public var outcome = Outcome.untouched

  /// A message that no code has seen yet.
  public init(message: UInt32, receipt: UInt16) {
    self.message = message
    self.receipt = receipt
  }
}
