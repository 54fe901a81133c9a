import Blueprints
import Kernel
import Measures

extension Subscriber {
  /// Ends a call of which all events have the same end: a success, or a failure for a reason.
  func settle(
    _ slots: ContiguousArray<UInt32>, failing code: FailureRecord.Code?, in world: World
  ) {
    let members = groupNumbers(slots, in: world)
    if let code {
      var failed: ContiguousArray<(slot: UInt32, code: FailureRecord.Code?)> = []
      for slot in slots { failed.append((slot: slot, code: code)) }
      putBack(failed, in: world)
    } else {
      for slot in slots {
        succeeded(world.messages[slot], slot, in: world)
        world.forget(slot)
      }
    }
    release(members, in: world)
  }

  /// Writes down that the target has an event.
  func succeeded(_ message: Message, _ slot: UInt32, in world: World) {
    edge.acknowledge()
    edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
    edge.delivered(message.name, in: world)
    meters.delivered.add(1, at: world.now)
    meters.egress.add(world.size(of: message.kind), at: world.now)
    leave(slot, message, in: world)
  }

  /// Has failed events tried again, those of a group in their order, or gives them up.
  ///
  /// - Parameter failed: The events in order, and why each failed; nil where it was not tried, as
  ///   an earlier one of its group failed.
  func putBack(
    _ failed: ContiguousArray<(slot: UInt32, code: FailureRecord.Code?)>, in world: World
  ) {
    for (slot, code) in failed.reversed() {
      guard let code else {
        returnToGroup(slot, in: world)
        continue
      }
      let message = world.messages[slot]
      let retry = countAttempt(slot)
      let age = world.now - message.sent
      if Int64(retry) > retries.maximumRetries {
        giveUp(slot, message, code, .attempts, after: retry - 1, in: world)
      } else if age >= retries.maximumAge {
        giveUp(slot, message, code, .age, after: retry - 1, in: world)
      } else if returnToGroup(slot, in: world) {
        world.messages[slot].mark = world.now + pause(before: retry, message, age)
      } else {
        schedule(.ready, slot, after: pause(before: retry, message, age), in: world)
      }
    }
  }

  private func giveUp(
    _ slot: UInt32, _ message: Message, _ code: FailureRecord.Code,
    _ condition: FailureRecord.Condition, after attempts: UInt32, in world: World
  ) {
    leave(slot, message, in: world)
    let failure = SubscriberDeadLetters.Failure(
      code: code, condition: condition, attempts: attempts)
    switch record(slot, failure, in: world) {
    case .recorded: meters.recorded.add(1, at: world.now)
    case .notRecorded: meters.unrecorded.add(1, at: world.now)
    case .dropped: meters.dropped.add(1, at: world.now)
    }
  }
}
