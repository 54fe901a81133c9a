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

  /// All words, whoever understands them; the last two the code itself does.
  public static let all = [
    CallWord(
      "key",
      "Which item or shard: group, message, the path of a field, a draw, or {only: NAME}; without "
        + "it the group of a message that has one, else the message."),
    CallWord(
      "items", "How many items the request has, of the same size each; beside a step alone."),
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
      "else", "The steps that code takes where the condition does not hold; else it throws."),
    CallWord(
      "rest", "retry or drop: whether code calls again with items left undone, or forgets them."),
  ]
  /// The names of all words.
  public static let names = all.map { $0.name }
  /// Of them, those that the code itself understands.
  public static let ofCode = ["else", "rest"]

  private init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}
