/// That one node acts on another without sending it anything: an alarm on a policy, a policy on a
/// group.
public struct Lever: Equatable, Sendable {
  /// The logical id of who acts.
  public let from: String
  /// The logical id of what it acts on.
  public let to: String
}

extension World {
  /// Says that one node acts on another.
  public func addLever(from: String, to: String) {
    let lever = Lever(from: from, to: to)
    if !levers.contains(lever) { levers.append(lever) }
  }
}
