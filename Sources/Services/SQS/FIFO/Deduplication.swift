import Blueprints
import Kernel

/// Which messages a FIFO queue or topic has taken lately, so that it takes none of them twice.
///
/// A message is known for a while from the moment at which it was taken, whatever became of it;
/// being sent again does not make the while any longer.
struct Deduplication {
  /// What two messages share that count as one.
  struct Key: Hashable, BitwiseCopyable {
    private let root: UInt64
    private let rest: UInt64
    private let group: UInt64

    /// The identity of a message that its sender made: the id that it has, or a hash of its body.
    ///
    /// - Parameter group: Its group, where messages of different groups are never the same; else
    ///   nil.
    init(_ name: Name, kind: UInt16, group: UInt32?, in world: World) {
      self.group = group.map { UInt64($0) } ?? .max
      if let body = world.bodyHash(of: name, kind: kind) {
        (root, rest) = (body, .max)
      } else {
        (root, rest) = (name.root, UInt64(name.lineage))
      }
    }

    /// The identity of a message that a service brings, which gives it no id: a hash of its body,
    /// where that is known.
    init(broughtAs message: Message, group: UInt32?, in world: World) {
      self.group = group.map { UInt64($0) } ?? .max
      if let body = world.bodyHash(of: message) {
        (root, rest) = (body, .max)
      } else {
        let name = message.name
        (root, rest) = (name.root, (UInt64(message.kind) + 1) &<< 32 | UInt64(name.lineage))
      }
    }
  }

  private let window: TimeSpan
  private let isByGroup: Bool
  /// When each message was taken; looked up, never listed.
  private var moments: [Key: Instant] = [:]
  /// All of them in the order in which they were taken, from a place on.
  private var order: ContiguousArray<(key: Key, moment: Instant)> = []
  private var first = 0

  /// How many entries it holds, some of which may be out of date.
  var count: Int { order.count }

  /// Nothing taken yet.
  ///
  /// - Parameter isByGroup: Whether messages of different groups are never the same.
  init(over window: TimeSpan, isByGroup: Bool) {
    self.window = window
    self.isByGroup = isByGroup
  }

  /// Whether a message was taken lately; where it was not, it is taken now.
  mutating func isRepeated(
    _ name: Name, kind: UInt16, group: UInt32, in world: World
  ) -> Bool {
    isRepeated(Key(name, kind: kind, group: isByGroup ? group : nil, in: world), in: world)
  }

  /// Whether a message that a service brings, and gives no id, was taken lately.
  mutating func isRepeated(
    broughtAs message: Message, group: UInt32, in world: World
  ) -> Bool {
    isRepeated(Key(broughtAs: message, group: isByGroup ? group : nil, in: world), in: world)
  }

  private mutating func isRepeated(_ key: Key, in world: World) -> Bool {
    forget(before: world.now)
    guard moments[key] == nil else { return true }
    moments[key] = world.now
    order.append((key, world.now))
    return false
  }

  /// Forgets what was taken too long ago.
  private mutating func forget(before now: Instant) {
    while first < order.count, order[first].moment + window <= now {
      moments[order[first].key] = nil
      first += 1
    }
    if first > 1_024, first * 2 > order.count {
      order.removeFirst(first)
      first = 0
    }
  }
}
