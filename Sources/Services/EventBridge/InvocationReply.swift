import Blueprints
import Kernel

/// What a target answered after a while, as the bits that an event carries.
struct InvocationReply {
  let reply: Reply
  /// What the answer asks for before the next attempt; `forever` where none may follow.
  let pause: TimeSpan

  private static let noMore: UInt32 = 0xFF_FFFF

  init(_ reply: Reply, pause: TimeSpan = .zero) {
    self.reply = reply
    self.pause = pause
  }

  /// Reads the bits of an event.
  init(_ bits: UInt32) {
    guard let reply = Reply(rawValue: bits & 0xFF) else {
      preconditionFailure("a target answered \(bits)")
    }
    let seconds = bits >> 8
    self.init(reply, pause: seconds == Self.noMore ? .forever : .seconds(Int64(seconds)))
  }

  /// The reply in the lowest eight bits, whole seconds of the pause above.
  var bits: UInt32 {
    let seconds =
      (pause.nanoseconds / 1_000_000_000) + (pause.nanoseconds % 1_000_000_000 > 0 ? 1 : 0)
    let pause = pause == .forever ? Self.noMore : UInt32(min(seconds, Int64(Self.noMore) - 1))
    return reply.rawValue | pause << 8
  }

  /// What an answer says, and how long it takes; nil where it comes later.
  static func to(_ answer: Answer, asking pause: TimeSpan) -> (InvocationReply, TimeSpan)? {
    switch answer {
    case .done(let after): (InvocationReply(.done), after)
    case .throttled(let after), .partly(let after, _):
      (InvocationReply(.throttled, pause: pause), after)
    case .failed(let after, let retryable):
      (InvocationReply(retryable ? .failed : .refused, pause: pause), after)
    case .refused(let after), .unmet(let after, _): (InvocationReply(.refused), after)
    case .later: nil
    }
  }
}
