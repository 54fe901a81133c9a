import Blueprints
import Kernel
import Testing

@testable import Programs

/// What becomes of messages on which the code throws, and of those beside them in the batch.
@Suite struct FailureTests {
  /// Fails for good on the calls of these numbers.
  private static func failing(_ calls: Int...) -> (Int) -> Answer {
    { calls.contains($0) ? .failed(after: .milliseconds(5), retryable: false) : done(10) }
  }

  @Test func `the first message that fails ends the run, those after it are not touched`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": Self.failing(1)])
    #expect(
      play.play(3) == [
        "0 Api", "10 Api", "10 message 0 succeeded", "15 message 1 failed",
        "message 2 untouched", "15 threw",
      ])
  }

  @Test func `with partial responses every message runs, and the failed ones are told`() throws {
    let play = try Rehearsal(
      "steps: [Request: Api]", partial: true, with: ["Api": Self.failing(1)])
    #expect(
      play.play(3) == [
        "0 Api", "10 Api", "15 Api", "10 message 0 succeeded", "15 message 1 failed",
        "25 message 2 succeeded", "25 returned",
      ])
  }

  @Test func `a run in which all run side by side ends when those begun before are done`() throws {
    let play = try Rehearsal(
      "parallel: 2, steps: [Request: Api]", with: ["Api": Self.failing(0)])
    #expect(
      play.play(3) == [
        "0 Api", "0 Api", "5 message 0 failed", "10 message 1 succeeded", "message 2 untouched",
        "10 threw",
      ])
  }

  @Test func `a caught error ends the run as a success, and the rest of the batch is skipped`()
    throws
  {
    let play = try Rehearsal(
      "errors: caught, steps: [Request: Api]", with: ["Api": Self.failing(1)])
    #expect(
      play.play(3) == [
        "0 Api", "10 Api", "10 message 0 succeeded", "15 message 1 swallowed",
        "message 2 untouched", "15 returned",
      ])
    #expect(play.performer.consumer.swallowed == 1)
    #expect(play.performer.consumer.failed == 0)
  }

  @Test(arguments: [false, true])
  func `a caught error is swallowed the same where the code calls nobody`(partial: Bool) throws {
    let play = try Rehearsal(
      "errors: caught, duration: 10 ms, poison: 100 %", partial: partial)
    #expect(play.play(2) == ["10 message 0 swallowed", "message 1 untouched", "10 returned"])
  }

  @Test func `fails throws after the duration and before the listed steps`() throws {
    let play = try Rehearsal(
      "duration: 20 ms, fails: 100 %, steps: [Request: Api]", with: ["Api": { _ in done(1) }])
    #expect(play.play(1) == ["20 message 0 failed", "20 threw"])
  }

  @Test func `fails is drawn anew for each run of a message, poison once for all`() throws {
    for (word, isPoison) in [("fails", false), ("poison", true)] {
      let play = try Rehearsal("\(word): 30 %", partial: true)
      let slots = play.start(0..<2_000)
      play.play()
      let first = play.performer.consumer.failed
      var again = Batch()
      for slot in slots { again.append(slot, receipt: 0, in: play.world) }
      play.perform(again)
      play.play()
      let second = play.performer.consumer.failed - first
      // Four standard deviations of a binomial count.
      #expect(abs(first - 600) < 82)
      #expect((second == first) == isPoison)
    }
  }

  @Test func `an idempotent handler leaves a message alone whose effects it finds`() throws {
    let play = try Rehearsal(
      "idempotent: true, steps: [Request: Api]", with: ["Api": { _ in done(10) }])
    let slots = play.start(0..<2)
    _ = play.world.markEffect(slots[0])
    #expect(
      play.play() == [
        "0 Api", "0 message 0 suppressed", "10 message 1 succeeded", "10 returned",
      ])
    #expect(play.performer.consumer.suppressed == 1)
    #expect(play.performer.consumer.first == 1)
  }

  @Test func `one that is not has its effects again`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": { _ in done(10) }])
    let slots = play.start()
    _ = play.world.markEffect(slots[0])
    #expect(play.play() == ["0 Api", "10 message 0 succeeded", "10 returned"])
    #expect(play.performer.consumer.repeated == 1)
  }
}
