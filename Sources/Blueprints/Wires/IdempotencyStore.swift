import Kernel

/// A table that remembers what code did, so that it does nothing twice: the persistence layer of
/// Powertools' idempotency.
///
/// A record is in progress until the code's time is over, then complete until it expires. The lock
/// is a conditional write: it succeeds where there is no record, or only an expired one; else the
/// answer is `unmet`, in progress or completed. The moment at which a lock in progress counts as
/// expired is the `deadline` of the call.
public protocol IdempotencyStore: AnyObject {
  /// The calls that keep records under keys of a kind.
  ///
  /// - Parameter time: How long a complete record is remembered.
  func idempotency(
    by key: ItemKey, for time: TimeSpan, of owner: String, in world: World
  ) -> IdempotencyWays
}

/// The three calls of an idempotent run.
public struct IdempotencyWays: Sendable {
  /// An inlet of the store, and the way by which it is called.
  public struct Way: Sendable {
    /// The place of the inlet in the declaration.
    public var inlet: Int
    /// The way.
    public var way: UInt16

    /// An inlet and a way.
    public init(inlet: Int, way: UInt16) {
      self.inlet = inlet
      self.way = way
    }
  }

  /// Writes the lock.
  public var begin: Way
  /// Writes the result.
  public var complete: Way
  /// Deletes the record of code that threw.
  public var release: Way

  /// The ways of a store.
  public init(begin: Way, complete: Way, release: Way) {
    self.begin = begin
    self.complete = complete
    self.release = release
  }
}
