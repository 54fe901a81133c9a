import Kernel

/// What an answer says, in the word that an event carries: the reply, and whether trying again
/// cannot help though it failed.
public struct ReplyWord {
  private static var finality: UInt32 { 1 << 8 }

  /// The reply.
  public let reply: Reply
  /// Whether trying again cannot help, though the reply is that it failed.
  public let isFinal: Bool

  /// A reply that came by an answer.
  init(_ reply: Reply, isFinal: Bool = false) {
    self.reply = reply
    self.isFinal = isFinal
  }

  /// What an event says that brings an answer.
  public init(of event: Event) {
    guard let reply = Reply(rawValue: event.second & ~Self.finality) else {
      preconditionFailure("an answer says \(event.second)")
    }
    self.init(reply, isFinal: event.second & Self.finality != 0)
  }

  /// What an event carries in its `second`.
  public var word: UInt32 { reply.rawValue | (isFinal ? Self.finality : 0) }
}

extension Answer {
  /// What it says and after how long; nil where that comes by an event.
  public var spoken: (word: ReplyWord, after: TimeSpan)? {
    switch self {
    case .later: nil
    case .done(let time): (ReplyWord(.done), time)
    case .throttled(let time), .partly(let time, _): (ReplyWord(.throttled), time)
    case .failed(let time, let retryable): (ReplyWord(.failed, isFinal: !retryable), time)
    case .refused(let time), .unmet(let time, _): (ReplyWord(.refused), time)
    }
  }
}
