import Kernel

/// What takes a copy from a rule of an event bus and answers only after a while, as an endpoint on
/// the web.
public protocol Invocable: AnyObject {
  /// How long a copy has to wait for its turn, which then is kept for it; nil where its turn would
  /// not come before a moment.
  func wait(before deadline: Instant, in world: World) -> TimeSpan?
  /// A copy that had to wait has its turn.
  func begin(in world: World)
  /// What the answer given last asks for before the next attempt; `forever` where none may follow.
  var pause: TimeSpan { get }
  /// Begins with a copy, which stays with the rule until it is told how that ended: by the answer
  /// and the time it takes, or later by the reply event, whose `second` is filled with a `Reply`.
  ///
  /// - Parameter attempt: How often it was tried before.
  func invoke(_ slot: UInt32, attempt: UInt32, reply: Event, in world: World) -> Answer
}

extension Invocable {
  /// Every copy has its turn at once.
  public func wait(before deadline: Instant, in world: World) -> TimeSpan? { .zero }
  /// Nobody waits.
  public func begin(in world: World) {}
  /// Nothing is asked for.
  public var pause: TimeSpan { .zero }
}
