import Documents

/// A node that understands more of a call than its size: which item it is about, on which
/// condition.
public protocol CallReader: AnyObject {
  /// The words that a caller may say beside a call of an inlet.
  func words(beside inlet: Int) -> [String]
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

/// The words that callers may say beside calls, whoever understands them.
public enum CallWords {
  /// All of them.
  public static let all = [
    "key", "items", "condition", "consistent", "changes", "expires", "indexes", "else", "rest",
  ]
  /// Of them, those that the code itself understands: what it does where a condition does not hold,
  /// and with items that were left undone.
  public static let ofCode = ["else", "rest"]
}
