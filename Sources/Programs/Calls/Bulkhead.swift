import Kernel

/// Bounds how many calls a caller has under way to a callee at once, so that one slow callee does
/// not take all that the caller has.
public struct Bulkhead: Sendable, BitwiseCopyable {
  /// How many there may be.
  public struct Terms: Sendable, BitwiseCopyable, Equatable {
    /// Calls at once, at least 1.
    var calls: Int
    /// How long a call waits for its turn; not at all where it is zero.
    var wait: TimeSpan
  }

  let terms: Terms
  /// The line of those who wait for their turn.
  let line: UInt32
  private(set) var underWay = 0

  init(_ terms: Terms, line: UInt32) {
    self.terms = terms
    self.line = line
  }

  /// Lets a call in if there is room.
  mutating func enter() -> Bool {
    guard underWay < terms.calls else { return false }
    underWay += 1
    return true
  }

  /// A call is over, and nobody waits for its place.
  mutating func leave() {
    precondition(underWay > 0, "a bulkhead of \(terms.calls) was left more often than entered")
    underWay -= 1
  }
}
