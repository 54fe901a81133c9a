import Blueprints
import Kernel

/// What is written down of messages that are followed.
extension Client {
  /// The attempt ends that was made last to send a message.
  @inline(__always)
  func trace(
    _ sending: Sending, as ending: TraceSpan.Ending, after time: TimeSpan, isFinal: Bool = false,
    in world: World
  ) {
    let name = origin(of: sending.name)
    guard world.isTraced(name) else { return }
    aim?.trace(name, as: ending, after: time, isFinal: isFinal, in: world)
  }
}
