import Kernel

/// Which message group each message of a client belongs to: its `MessageGroupId`, the tenant.
///
/// A group is no part of a message's record. It is a draw of the root of its name, made again where
/// it is asked for; so whatever a handler sends on because of a message is of the same group.
public struct GroupLaw: Sendable {
  /// How the groups share the messages.
  public enum Choice: Sendable {
    /// All messages are of one group.
    case one(UInt32)
    /// The groups from 1 to a count are all alike.
    case even(UInt32)
    /// The groups from 1 on, each with its weight.
    case weighted(DiscreteChoice)
    /// The groups from 1 on, the later the less popular.
    case zipf(ZipfDistribution)
  }

  /// The most groups that are told apart by number.
  public static let greatestCount: Int64 = 1_000_000

  private let choice: Choice
  private let purpose: Purpose

  /// The groups of one client's messages, and the draw that decides.
  public init(_ choice: Choice, purpose: Purpose) {
    self.choice = choice
    self.purpose = purpose
  }

  /// The number of the group that a message belongs to, from 1.
  public func group(of name: Name) -> UInt32 {
    switch choice {
    case .one(let group): return group
    case .even(let count):
      return UInt32(word(for: name).multipliedFullWidth(by: UInt64(count)).high) + 1
    case .weighted(let choice): return UInt32(choice.index(at: word(for: name))) + 1
    case .zipf(let ranks): return UInt32(ranks.rank(at: word(for: name)))
    }
  }

  private func word(for name: Name) -> UInt64 {
    purpose.word(for: Name(root: name.root), 0)
  }
}
