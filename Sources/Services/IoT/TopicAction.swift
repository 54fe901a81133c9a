import Blueprints
import Documents
import Kernel
import Measures

/// One action of a rule: the copies on their way to it, tried again a few times.
final class TopicAction {
  /// What is due for a copy.
  enum Step: UInt16, CaseIterable {
    /// It is tried.
    case attempt
    /// The target has answered; the answer is the event's second argument.
    case answer
  }

  /// What became of a copy in a step.
  enum Outcome { case settled, gaveUp }

  /// How a target takes a message.
  enum Way {
    /// It is handed over.
    case hand
    /// It is written to a stream, under a key.
    case record(ItemKey)
    /// An inlet of the target is called, by a way.
    case call(inlet: Int, way: UInt16)
  }

  /// Whether it is for messages with which another action failed.
  let isForErrors: Bool
  private let node: any Node
  private let way: Way
  private let edge: Edge
  private let number: UInt16
  private let rule: UInt32
  private let greatestRetries: Int64
  private let backoff: DeliveryBackoff
  /// What makes the message of an error of the one that failed.
  private let envelope: Int?

  /// An action of a rule.
  ///
  /// - Parameter envelope: What makes the message of an error; nil for any other action.
  init(
    to node: any Node, by way: Way, number: Int, of rule: NodeCard, envelope: Int? = nil,
    in world: World
  ) {
    self.node = node
    self.way = way
    self.number = UInt16(number)
    self.rule = rule.number
    self.envelope = envelope
    isForErrors = envelope != nil
    edge = world.addEdge(from: rule.label, to: node.label)
    greatestRetries = world.calibration.count(TopicRuleParameters.retries)
    backoff = DeliveryBackoff(TopicRuleParameters.backoff, to: node.label, in: world)
  }

  /// Says that what this action is given up with goes along the edge of another one.
  func setsAside(to errors: TopicAction) {
    edge.setsAside(along: errors.edge)
    edge.setsAside(to: "the error action")
  }

  /// The number of the action that an event is for, and what is due there.
  static func reading(_ event: Event) -> (number: Int, step: Step) {
    let steps = UInt16(Step.allCases.count)
    guard let step = Step(rawValue: event.kind % steps) else {
      preconditionFailure("a rule takes no event of kind \(event.kind)")
    }
    return (Int(event.kind / steps), step)
  }

  // MARK: Copies

  /// Sends a copy on its way.
  func take(_ call: Call, kind: UInt16, after delay: TimeSpan, in world: World) {
    let slot = world.enter(edge, name: call.name, kind: kind, journey: call.journey)
    // Of a message without a known body, the size is what its sender says.
    if case .record(let key) = way {
      world.messages[slot].key = key.number(of: call.name, kind: call.kind, in: world)
    }
    world.calendar.schedule(event(.attempt, slot), after: delay)
  }

  /// Ends a copy that nobody wants.
  func filterOut() {
    edge.enter()
    edge.filter()
  }

  /// Ends a copy that never sets out.
  func lose(for loss: Edge.Loss) {
    edge.enter()
    edge.drop(loss)
  }

  /// Takes a copy with which another action failed, as the message of an error.
  func adopt(
    _ slot: UInt32, from other: TopicAction, counting meters: TopicRuleMeters, in world: World
  ) {
    let message = world.messages[slot]
    other.edge.setAside()
    world.move(slot, to: edge)
    if case .record(let key) = way {
      world.messages[slot].key = key.number(of: message.name, kind: message.kind, in: world)
    }
    if let envelope { world.messages[slot].kind = world.kind(message.kind, through: envelope) }
    world.calendar.schedule(event(.attempt, slot), after: .zero)
  }

  /// Ends a copy with which the action failed.
  func drop(_ slot: UInt32, in world: World) {
    edge.drop(Int64(world.messages[slot].runs) >= greatestRetries ? .retriesExhausted : .refused)
    world.forget(slot)
  }

  private func event(_ step: Step, _ slot: UInt32, _ second: UInt32 = 0) -> Event {
    Event(
      node: rule, kind: number * UInt16(Step.allCases.count) + step.rawValue, first: slot,
      second: second)
  }

  // MARK: Attempts

  /// Does what is due for a copy; where that is given up it stays here.
  func receive(
    _ step: Step, _ event: Event, counting meters: TopicRuleMeters, in world: World
  ) -> Outcome {
    switch step {
    case .attempt: return attempt(event.first, counting: meters, in: world)
    case .answer:
      let reply = Reply(rawValue: event.second) ?? .refused
      guard reply == .done || reply == .threw else {
        return failed(event.first, reply, counting: meters, in: world)
      }
      let message = world.messages[event.first]
      world.absorb(event.first)
      return succeeded(message, counting: meters, in: world)
    }
  }

  private func attempt(
    _ slot: UInt32, counting meters: TopicRuleMeters, in world: World
  ) -> Outcome {
    let message = world.messages[slot]
    if message.runs > 0 { meters.retried.add(1, at: world.now) }
    if case .call(let inlet, let way) = way {
      var call = Call(
        inlet: inlet, name: message.name, kind: message.kind, journey: message.journey,
        size: world.size(of: message.kind), attempt: UInt32(message.runs), edge: edge.number,
        reply: self.event(.answer, slot))
      call.way = way
      wait(for: node.call(call, in: world), slot, in: world)
      return .settled
    }
    switch node.offer(slot, in: world) {
    case .accepted: return succeeded(message, counting: meters, in: world)
    case .throttled: return failed(slot, .throttled, counting: meters, in: world)
    case .unavailable: return failed(slot, .failed, counting: meters, in: world)
    case .refused: return failed(slot, .refused, counting: meters, in: world)
    }
  }

  /// Waits for an answer until it is there.
  private func wait(for answer: Answer, _ slot: UInt32, in world: World) {
    let (reply, time): (Reply, TimeSpan)
    switch answer {
    case .done(let after): (reply, time) = (.done, after)
    case .throttled(let after), .partly(let after, _): (reply, time) = (.throttled, after)
    case .failed(let after, let retryable): (reply, time) = (retryable ? .failed : .refused, after)
    case .refused(let after), .unmet(let after, _): (reply, time) = (.refused, after)
    case .later: return
    }
    world.calendar.schedule(event(.answer, slot, reply.rawValue), after: time)
  }

  private func succeeded(
    _ message: Message, counting meters: TopicRuleMeters, in world: World
  ) -> Outcome {
    edge.acknowledge()
    edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
    edge.delivered(message.name, in: world)
    meters.succeeded(
      size: world.size(of: message.kind), forErrors: isForErrors, in: world)
    return .settled
  }

  private func failed(
    _ slot: UInt32, _ reply: Reply, counting meters: TopicRuleMeters, in world: World
  ) -> Outcome {
    let retry = UInt32(world.messages[slot].runs) + 1
    guard reply == .throttled || reply == .failed, Int64(retry) <= greatestRetries else {
      meters.failed(forErrors: isForErrors, in: world)
      return .gaveUp
    }
    world.messages[slot].runs = UInt16(retry)
    let pause = backoff.delay(before: retry, of: world.messages[slot].name)
    world.calendar.schedule(event(.attempt, slot), after: pause)
    return .settled
  }
}
