import Blueprints
import Documents
import Kernel
import Measures

/// A call of a function that is waited for.
struct SubscriberCall {
  var slots: ContiguousArray<UInt32>
  var batch: Batch
  /// Whether it was waited for too long, and its events were seen to.
  var isOver = false
}

extension Subscriber {
  // MARK: Functions that are waited for

  /// Has a function run events, and waits for its end.
  func begin(
    _ slots: ContiguousArray<UInt32>, on processor: any BatchProcessor, in world: World
  ) {
    var batch = Batch()
    for slot in slots {
      world.hold(slot)
      batch.append(slot, receipt: 0, in: world)
    }
    let number = keep(SubscriberCall(slots: slots, batch: batch))
    let reply = Event(node: self.number, kind: Step.ending.rawValue, first: number)
    let acceptance = processor.begin(batch, reply: reply, in: world)
    guard acceptance == .accepted else {
      _ = forget(number)
      batch.dissolve(in: world)
      for slot in slots { world.letGo(slot) }
      let code: FailureRecord.Code = acceptance == .throttled ? .throttling : .validation
      return settle(slots, failing: code, in: world)
    }
    schedule(.timeout, number, after: target.timeout, in: world)
  }

  /// Takes the end of a function's run.
  func end(_ number: UInt32, _ ending: BatchEnding?, in world: World) {
    guard var call = forget(number) else { preconditionFailure("\(label) has no call \(number)") }
    call.batch.dissolve(in: world)
    if !call.isOver {
      let code: FailureRecord.Code? = ending == .succeeded ? nil : .execution
      for slot in call.slots {
        meters.end.record((world.now - world.messages[slot].sent).nanoseconds, at: world.now)
      }
      settle(call.slots, failing: code, in: world)
    }
    for slot in call.slots { world.letGo(slot) }
  }

  /// Waits no longer; what the function does stands.
  func endInVain(_ number: UInt32, in world: World) {
    guard let slots = giveUpWaiting(number) else { return }
    settle(slots, failing: .timeout, in: world)
  }

  // MARK: Endpoints on the web

  /// Lets an event begin, which waits where the target lets nobody come too early.
  func approach(_ slot: UInt32, in world: World) {
    guard let invocable = target.node?.invocable else { return }
    let deadline = world.messages[slot].sent + retries.maximumAge
    guard let wait = invocable.wait(before: deadline, in: world) else {
      return schedule(.late, slot, after: max(.zero, deadline - world.now), in: world)
    }
    guard wait > .zero else { return request(slot, in: world) }
    schedule(.turn, slot, after: wait, in: world)
  }

  /// Sends a request about one event.
  func request(_ slot: UInt32, in world: World) {
    guard let node = target.node else { return }
    countCall([slot], in: world)
    let attempt = attemptsSoFar(slot)
    let answer: Answer
    if let destination = node as? APIDestination {
      answer = destination.request(slot, attempt: attempt, within: target.timeout, in: world)
    } else if let invocable = node.invocable {
      answer = invocable.invoke(
        slot, attempt: attempt, reply: Event(node: number, kind: Step.answer.rawValue, first: slot),
        in: world)
    } else {
      preconditionFailure("\(node.label) takes no requests")
    }
    let pause = node.invocable?.pause ?? .zero
    guard let (reply, time) = InvocationReply.to(answer, asking: pause) else { return }
    schedule(.answer, slot, reply.bits, after: time, in: world)
  }

  /// Takes the answer to a request; whatever is no success is tried again.
  func settle(_ slot: UInt32, _ reply: InvocationReply, in world: World) {
    meters.end.record((world.now - world.messages[slot].sent).nanoseconds, at: world.now)
    let code: FailureRecord.Code? =
      switch reply.reply {
      case .done: nil
      case .throttled: .throttling
      case .failed, .threw, .unanswered: .unavailable
      case .refused: .validation
      }
    settle([slot], failing: code, in: world)
  }
}
