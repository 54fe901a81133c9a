import Kernel

/// A request of one node to an inlet of another, at the present moment.
package struct Call {
  /// Which inlet, by its place in the callee's declaration.
  package var inlet: Int
  /// What the request is about: the name of a message, from which every draw of the callee is made.
  package var name: Name
  /// The kind of event that the request carries.
  package var kind: UInt16
  /// When the first cause was sent by its client.
  package var journey: Instant
  /// How many bytes it carries.
  package var size: Int64
  /// How often this request was tried before; part of the callee's draws.
  package var attempt: UInt32
  /// The edge from the caller to the callee.
  package var edge: UInt32
  /// The event that brings the answer when the callee cannot answer at once; its `second` is filled
  /// with a `Reply`.
  package var reply: Event

  /// A request.
  package init(
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
  }
}

/// What a callee answers, exactly once for each call.
package enum Answer {
  /// It did it, and says so after a time.
  case done(after: TimeSpan)
  /// There were too many requests; it says so after a time.
  case throttled(after: TimeSpan)
  /// It failed; it says so after a time, and whether trying again may help.
  case failed(after: TimeSpan, retryable: Bool)
  /// It never will; it says so after a time.
  case refused(after: TimeSpan)
  /// The answer comes as the call's reply event.
  case later
}

/// The answer that a reply event carries in its `second`.
package enum Reply: UInt32 {
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
}
