import Documents

/// A node that understands more of a call than its size.
///
/// Which item it is about, for example, and on which condition; its inlets list the words that
/// callers may say beside them.
public protocol CallReader: AnyObject {
  /// The number of the way that calls of an inlet take of which a caller says these things; calls
  /// carry it.
  ///
  /// It is asked while wires are drawn, when every node is there.
  ///
  /// - Parameter owner: Who calls, which names the draws.
  func way(
    reading said: DocumentMap, of inlet: Int, from owner: String, in world: World
  ) throws(InputError) -> UInt16
}

/// A word that callers may say beside a call, and what it means.
public struct CallWord: Sendable {
  /// The word.
  public let name: String
  /// What it means, in one sentence.
  public let meaning: String
  /// Who says it to whom.
  private let scope: Scope

  private enum Scope {
    /// Clients and code say it to what they call.
    case anyone
    /// Code says it to what it calls.
    case steps
    /// Code says it, and understands it itself.
    case code
  }

  /// All words, whoever understands them.
  public static let all = [
    CallWord(
      "key",
      "Which item or shard: group, message, the path of a field, a draw, or {only: NAME}; without "
        + "it the group of a message that has one, else the message."),
    CallWord(
      "items", "How many items the request has, of the same size each; beside a step alone.",
      .steps),
    CallWord(
      "condition",
      "attribute_not_exists or attribute_exists; where it does not hold, nothing is changed."),
    CallWord("consistent", "Whether a read is strongly consistent, which costs twice the units."),
    CallWord(
      "changes",
      "The share of writes that change something; the others are paid for, and no stream tells "
        + "them."),
    CallWord(
      "expires",
      "After which time the item has expired; the table needs a TimeToLiveSpecification."),
    CallWord(
      "indexes",
      "Of a write, by which key the item stands in an index: {ByCustomer: detail.customer}, or "
        + "none; of a Query, the index that is read."),
    CallWord(
      "else", "The steps that code takes where the condition does not hold; else it throws.",
      .code),
    CallWord(
      "rest", "retry or drop: whether code calls again with items left undone, or forgets them.",
      .code),
  ]
  /// The names of all words.
  public static let names = all.map { $0.name }
  /// Of them, those that what is called understands.
  public static let ofCallees = all.filter { $0.scope != .code }.map { $0.name }
  /// Of them, those that clients say too.
  public static let ofClients = all.filter { $0.scope == .anyone }.map { $0.name }

  private init(_ name: String, _ meaning: String, _ scope: Scope = .anyone) {
    self.name = name
    self.meaning = meaning
    self.scope = scope
  }
}
