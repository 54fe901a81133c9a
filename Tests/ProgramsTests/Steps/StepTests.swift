import Blueprints
import Kernel
import Testing

@testable import Programs

/// What each word of a behavior does, as a timeline in milliseconds.
@Suite struct StepTests {
  @Test func `duration is the first step, before those that are listed`() throws {
    let play = try Rehearsal(
      "duration: 20 ms, steps: [compute: 5 ms, Request: Api, compute: 1 ms]",
      with: ["Api": { _ in done(30) }])
    #expect(play.play(1) == ["25 Api", "56 message 0 succeeded", "56 returned"])
  }

  @Test func `messages of a batch run one after the other`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": { _ in done(30) }])
    #expect(
      play.play(3) == [
        "0 Api", "30 Api", "60 Api", "30 message 0 succeeded", "60 message 1 succeeded",
        "90 message 2 succeeded", "90 returned",
      ])
  }

  @Test func `perBatch is paid once, before the first message`() throws {
    let play = try Rehearsal(
      "perBatch: 100 ms, steps: [Request: Api]", with: ["Api": { _ in done(30) }])
    #expect(
      play.play(2) == [
        "100 Api", "130 Api", "130 message 0 succeeded", "160 message 1 succeeded",
        "160 returned",
      ])
    let silent = try Rehearsal("perBatch: 100 ms, duration: 10 ms")
    #expect(
      silent.play(2) == ["110 message 0 succeeded", "120 message 1 succeeded", "120 returned"])
  }

  @Test func `parallel runs so many messages of a batch at the same time`() throws {
    let play = try Rehearsal(
      "parallel: 2, duration: 10 ms, steps: [Request: Api]", with: ["Api": { _ in done(30) }])
    #expect(
      play.play(3) == [
        "10 Api", "10 Api", "50 Api", "40 message 0 succeeded", "40 message 1 succeeded",
        "80 message 2 succeeded", "80 returned",
      ])
  }

  @Test func `branches of the step parallel run side by side, and the last one ends it`() throws {
    let play = try Rehearsal(
      """
      steps: [parallel: [Request: Quick, [compute: 5 ms, Request: Slow], compute: 7 ms],
      Request: Last]
      """,
      with: ["Quick": { _ in done(10) }, "Slow": { _ in done(50) }, "Last": { _ in done(1) }])
    #expect(
      play.play(1) == [
        "0 Quick", "5 Slow", "55 Last", "56 message 0 succeeded", "56 returned",
      ])
  }

  @Test func `a branch that throws waits for the others, then the message fails`() throws {
    let play = try Rehearsal(
      "steps: [parallel: [Request: Broken, Request: Slow], Request: Last]",
      with: [
        "Broken": { _ in .failed(after: .milliseconds(3), retryable: false) },
        "Slow": { _ in done(50) }, "Last": { _ in done(1) },
      ])
    #expect(play.play(1) == ["0 Broken", "0 Slow", "50 message 0 failed", "50 threw"])
  }

  @Test func `repeat does its steps so many times`() throws {
    let play = try Rehearsal(
      "steps: [repeat: {times: 3, steps: [compute: 2 ms, Request: Api]}, compute: 4 ms]",
      with: ["Api": { _ in done(10) }])
    #expect(play.play(1) == ["2 Api", "14 Api", "26 Api", "40 message 0 succeeded", "40 returned"])
  }

  @Test func `choose goes one way for each message, by weight`() throws {
    let play = try Rehearsal(
      """
      steps: [choose: [{weight: 3, steps: [Request: Often]}, {weight: 1, steps: [Request: Seldom]}],
      Request: Both]
      """,
      with: ["Often": { _ in done(1) }, "Seldom": { _ in done(1) }, "Both": { _ in done(1) }])
    play.start(0..<4_000)
    play.play()
    let often = try #require(play.edge(to: "Often")).entered
    let seldom = try #require(play.edge(to: "Seldom")).entered
    #expect(often + seldom == 4_000)
    // Four standard deviations of a binomial count.
    #expect(abs(often - 3_000) < 110)
    #expect(play.edge(to: "Both")?.entered == 4_000)
  }

  @Test func `a branch without steps does nothing`() throws {
    let play = try Rehearsal("duration: 5 ms, steps: [choose: [{weight: 1}], compute: 2 ms]")
    #expect(play.play(1) == ["7 message 0 succeeded", "7 returned"])
  }

  @Test func `a call carries the size that the step gives it`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api, size: 3 KB}]", with: ["Api": { _ in done(1) }])
    play.start()
    play.play()
    let partner = try #require(play.world.node(labelled: "Api") as? Partner)
    #expect(partner.calls.map { $0.size } == [3_072])
  }
}
