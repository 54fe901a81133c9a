import Kernel

/// A request of one node to an inlet of another, at the present moment.
public struct Call {
  /// Which inlet, by its place in the callee's declaration.
  public var inlet: Int
  /// What the request is about: the name of a message, from which every draw of the callee is made.
  public var name: Name
  /// The kind of event that the request carries.
  public var kind: UInt16
  /// When the first cause was sent by its client.
  public var journey: Instant
  /// How many bytes it carries.
  public var size: Int64
  /// How often this request was tried before; part of the callee's draws.
  public var attempt: UInt32
  /// The edge from the caller to the callee.
  public var edge: UInt32
  /// The event that brings the answer when the callee cannot answer at once; its `second` is filled
  /// with a `Reply`.
  public var reply: Event
  /// The request that the message shares with others, where it does.
  public var request: SharedRequest
  /// Until when the caller waits for the answer, if it says so; work done later is for nobody.
  public var deadline = Instant.never
  /// By which of the callee's ways it comes, where that has several.
  public var way: UInt16 = 0
  /// How many of its items are still to be done; 0 stands for all of them.
  public var left: UInt32 = 0
  /// The message whose key it carries: `name`, or the one at hand where several calls share a key.
  public var subject: Name

  /// A request.
  public init(
    inlet: Int, name: Name, kind: UInt16, journey: Instant, size: Int64, attempt: UInt32 = 0,
    edge: UInt32, reply: Event
  ) {
    self.inlet = inlet
    self.name = name
    self.kind = kind
    self.journey = journey
    self.size = size
    self.attempt = attempt
    self.edge = edge
    self.reply = reply
    subject = name
    request = SharedRequest(bytes: size)
  }
}

/// A request that carries several messages, each a call of its own at the same moment, in order.
public struct SharedRequest: BitwiseCopyable, Sendable {
  /// How many messages it carries.
  public var count: Int64
  /// The place of the message among them, from 0.
  public var place: Int64
  /// How many bytes they have together.
  public var bytes: Int64

  /// A request; one for a message alone where nothing else is said.
  public init(count: Int64 = 1, place: Int64 = 0, bytes: Int64) {
    self.count = count
    self.place = place
    self.bytes = bytes
  }
}

/// What a callee answers, exactly once for each call.
public enum Answer {
  /// It did it, and says so after a time.
  case done(after: TimeSpan)
  /// There were too many requests; it says so after a time.
  case throttled(after: TimeSpan)
  /// It failed; it says so after a time, and whether trying again may help.
  case failed(after: TimeSpan, retryable: Bool)
  /// It never will; it says so after a time.
  case refused(after: TimeSpan)
  /// It did some of the items of the call; it says after a time how many it left undone.
  case partly(after: TimeSpan, left: UInt32)
  /// The condition that the call made does not hold, and nothing was changed; it says so after a
  /// time, and how things are.
  case unmet(after: TimeSpan, Standing)
  /// The answer comes as the call's reply event.
  case later
}

/// How things are where the condition of a call does not hold.
public enum Standing: Sendable {
  /// The item is there, or is not, against what the call asks for.
  case otherwise
  /// Somebody works on what the call wants to begin with.
  case inProgress
  /// It was done before, and its result is kept.
  case completed
}

/// The answer that a reply event carries in its `second`.
public enum Reply: UInt32 {
  /// It was done.
  case done
  /// There were too many requests.
  case throttled
  /// It failed, and trying again may help.
  case failed
  /// The code that was called threw; trying again is the caller's own decision.
  case threw
  /// It never will.
  case refused
  /// No answer came for as long as the caller's socket waits.
  case unanswered
}
