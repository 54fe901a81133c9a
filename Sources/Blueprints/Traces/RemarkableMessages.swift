import Kernel

/// The messages of a run that somebody would ask about: the slowest of each consumer, and some of
/// those that were lost, and of those that came twice.
public struct RemarkableMessages: Sendable {
  /// How many of each sort are found.
  public static let limit = 50

  /// A consumer with its slowest messages.
  public struct Slowest: Sendable {
    /// The label of the consumer.
    public let consumer: String
    /// The slowest first.
    public internal(set) var messages: [(root: UInt64, latency: TimeSpan)]
  }

  /// The slowest of each consumer, in the order in which consumers first had a message.
  public private(set) var slowest: [Slowest] = []
  /// Messages of which a copy was lost, or a call was given up.
  public private(set) var lost: [UInt64] = []
  /// Messages of which a second copy came that nobody sent.
  public private(set) var duplicated: [UInt64] = []

  /// None.
  public init() {}

  /// All of them.
  public var roots: Set<UInt64> {
    Set(slowest.flatMap { $0.messages.map { $0.root } } + lost + duplicated)
  }

  mutating func noteLost(_ root: UInt64) { Self.note(root, in: &lost) }

  mutating func noteDuplicated(_ root: UInt64) { Self.note(root, in: &duplicated) }

  /// Keeps those whose names have the least hashes, which spreads them over the run.
  private static func note(_ root: UInt64, in list: inout [UInt64]) {
    let rank = SplitMix64.mix(root)
    if list.count == limit, let last = list.last, rank >= SplitMix64.mix(last) { return }
    let place = list.firstIndex { SplitMix64.mix($0) >= rank } ?? list.count
    if place < list.count, list[place] == root { return }
    list.insert(root, at: place)
    if list.count > limit { list.removeLast() }
  }

  mutating func note(_ latency: TimeSpan, of root: UInt64, at consumer: String) {
    guard let index = slowest.firstIndex(where: { $0.consumer == consumer }) else {
      slowest.append(Slowest(consumer: consumer, messages: [(root, latency)]))
      return
    }
    let count = slowest[index].messages.count
    if count == Self.limit, latency <= slowest[index].messages[count - 1].latency { return }
    if let known = slowest[index].messages.firstIndex(where: { $0.root == root }) {
      guard slowest[index].messages[known].latency < latency else { return }
      slowest[index].messages.remove(at: known)
    }
    let place =
      slowest[index].messages.firstIndex { $0.latency < latency } ?? slowest[index].messages.count
    slowest[index].messages.insert((root, latency), at: place)
    if slowest[index].messages.count > Self.limit { slowest[index].messages.removeLast() }
  }
}
