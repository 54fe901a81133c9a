import Blueprints
import Kernel

/// Deliveries to a server, which answers when it has done its work.
extension OutsideSubscription {
  /// Hands a copy to the server; its answer comes as an event, whose generation tells the retry.
  func request(_ slot: UInt32, _ retry: UInt32, of server: Server, in world: World) {
    let reply = Event(
      node: number, kind: Step.answer.rawValue, generation: UInt16(clamping: retry), first: slot)
    let answer = server.request(
      slot, attempt: retry, within: patience, reply: reply, in: world)
    guard let (ending, time) = Self.reply(in: answer) else { return }
    var event = reply
    event.second = ending.rawValue
    world.calendar.schedule(event, after: time)
  }

  /// What an answer says, and after which time; nil where it comes later.
  private static func reply(in answer: Answer) -> (Reply, TimeSpan)? {
    switch answer {
    case .done(let time): (.done, time)
    case .throttled(let time), .partly(let time, _): (.throttled, time)
    case .failed(let time, let retryable): (retryable ? .failed : .refused, time)
    case .refused(let time), .unmet(let time, _): (.refused, time)
    case .later: nil
    }
  }

  /// The step that follows from an answer of the server.
  func step(after event: Event, in world: World) -> Step {
    switch Reply(rawValue: event.second) {
    case .done:
      handedOver(event.first, in: world)
      return .success
    case .throttled: return .throttle
    case .failed, .threw, .unanswered: return .failure
    case .refused: return .refusal
    case nil: preconditionFailure("\(answers.label) answered \(event.second)")
    }
  }
}
