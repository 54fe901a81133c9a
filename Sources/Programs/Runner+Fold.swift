import Blueprints
import Kernel

extension Runner {
  /// Works a whole run out at its start: one message after the other, nobody is called, one event
  /// at the end.
  func fold(_ slot: UInt32, in world: World) {
    runs[slot].endsByEvent = true
    let run = runs[slot]
    var clock = run.started
    if program.perBatch != nil { clock = clock + prelude(of: run.batch, in: world) }
    var entry = run.batch.first
    while entry != .max {
      let end = work(on: entry, from: clock, until: run.deadline, in: world)
      if end > run.deadline {
        runs[slot].failed = true
        runs[slot].timedOut = true
        clock = run.deadline
        break
      }
      clock = end
      let done = world.batches[entry]
      if done.outcome == .swallowed { break }
      if done.outcome == .failed, run.batch.manner != .oneByOne {
        runs[slot].failed = run.batch.manner == .whole
        break
      }
      entry = done.next
    }
    world.calendar.schedule(
      Event(node: host, kind: Kind.finish.rawValue, first: slot), at: min(clock, run.deadline))
  }

  /// Works on one message from a moment on; returns when it is done, or a moment past the deadline.
  @inline(__always)
  private func work(
    on entry: UInt32, from begin: Instant, until deadline: Instant, in world: World
  ) -> Instant {
    guard begin <= deadline else { return .never }
    let slot = world.batches[entry].message
    let message = world.messages.update(slot) { message in
      let before = message
      message.runs &+= 1
      return before
    }
    if program.idempotent, consumer.hadEffect(slot, in: world) {
      return settle(entry, as: .suppressed, at: begin, in: world)
    }
    var clock = begin
    var counter = 0
    while true {
      switch program.instructions[counter] {
      case .compute(let work):
        clock = clock + length(of: work, for: message)
        counter &+= 1
        if clock > deadline { return clock }
      case .wait(let work):
        clock = clock + wait(of: work, for: message)
        counter &+= 1
        if clock > deadline { return clock }
      case .mayFail:
        if throwsOn(message) {
          return settle(
            entry, as: program.errorsCaught ? .swallowed : .failed, at: clock, in: world)
        }
        counter &+= 1
      case .choose(let choice):
        counter = branch(of: choice, for: message)
      case .test(let test): counter = next(after: counter, test, for: message, in: world)
      case .jump(let target): counter = target
      case .end: return settle(entry, as: .succeeded, at: clock, in: world)
      case .call, .fork, .join: preconditionFailure("a program that calls cannot be folded")
      }
    }
  }

  private func settle(
    _ entry: UInt32, as outcome: BatchEntry.Outcome, at end: Instant, in world: World
  ) -> Instant {
    world.batches.update(entry) { entry in
      entry.outcome = outcome
      entry.end = end
    }
    return end
  }

  /// Where the code goes on behind a test: with the next step if the event matches.
  func next(after counter: Int, _ test: Int, for message: Message, in world: World) -> Int {
    let test = program.tests[test]
    let matches = test.matcher.passes(message.kind, message.name, sent: message.sent, in: world)
    return matches ? counter + 1 : test.otherwise
  }

  /// Where the code goes on, as the draw of a message decides.
  func branch(of choice: Int, for message: Message) -> Int {
    let choice = program.choices[choice]
    let word = choice.purpose.word(for: message.name, UInt32(message.runs))
    return choice.targets[choice.weights.index(at: word)]
  }
}
