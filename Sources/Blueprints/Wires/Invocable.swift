import Kernel

/// What takes a copy from a rule of an event bus and answers only after a while, as an endpoint on
/// the web.
public protocol Invocable: AnyObject {
  /// Begins with a copy, which stays with the rule until it is told how that ended: by the answer
  /// and the time it takes, or later by the reply event, whose `second` is filled with a `Reply`.
  ///
  /// - Parameter attempt: How often it was tried before.
  func invoke(_ slot: UInt32, attempt: UInt32, reply: Event, in world: World) -> Answer
}
