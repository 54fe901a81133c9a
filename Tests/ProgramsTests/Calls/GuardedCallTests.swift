import Blueprints
import Kernel
import Testing

@testable import Programs

/// Code whose calls have to be let through, and are paid for.
@Suite struct GuardedCallTests {
  private static func dropped(_ loss: Edge.Loss, to label: String, _ play: Rehearsal) -> Int64? {
    play.edge(to: label)?.dropped[loss.rawValue]
  }

  private static func failing(_ call: Int) -> Answer { .failed(after: .zero, retryable: true) }

  // MARK: Retries and budget

  @Test func `a loop of its own tries again what threw, an SDK does not`() throws {
    for (profile, calls) in [("{attempts: 3}", 3), ("standard", 1)] {
      let play = try Rehearsal(
        "steps: [Request: Api]", profile: profile, with: ["Api": { _ in .later }])
      try play.partner("Api").reply = { _ in (after: 1, .threw) }
      _ = play.play(1)
      #expect(try play.partner("Api").calls.count == calls)
    }
  }

  @Test func `retries beside a step are that step's alone`() throws {
    let play = try Rehearsal(
      "errors: caught, parallel: 2, steps: [parallel: [{Request: A, retries: none}, {Request: B}]]",
      profile: "{attempts: 3}", with: ["A": { Self.failing($0) }, "B": { Self.failing($0) }])
    _ = play.play(2)
    #expect(try play.partner("A").calls.count == 2)
    #expect(try play.partner("B").calls.count == 6)
  }

  @Test func `rule 6: the budget is shared by all runs of a caller`() throws {
    let play = try Rehearsal(
      "budget: {deposit: 0.1, capacity: 10}, steps: [Request: Api]",
      profile: "{attempts: 4, base: 0 s}", with: ["Api": { Self.failing($0) }])
    for run in UInt64(0)..<1_000 { play.start(run..<run + 1) }
    play.play()
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.entered == 1_000)
    #expect((109...110).contains(edge.retries))
    #expect(edge.dropped[Edge.Loss.failed.rawValue] == 1_000)
  }

  @Test func `one step that is repeated has one budget`() throws {
    let step = "{Request: Api, budget: {deposit: 0, capacity: 3}}"
    let play = try Rehearsal(
      "errors: caught, parallel: 9, steps: [repeat: {times: 2, steps: [\(step)]}]",
      profile: "{attempts: 2, base: 0 s}",
      with: ["Api": { $0 % 2 == 0 ? Self.failing(0) : done(0) }])
    _ = play.play(9)
    #expect(play.edge(to: "Api")?.retries == 3)
  }

  // MARK: Breaker

  private static let breaker = "breaker: {failures: 50 %, over: 4 calls, open: 1 s, probes: 1}"

  @Test func `rule 5: an open breaker fails calls at once, and nothing is tried again`() throws {
    let play = try Rehearsal(
      "\(Self.breaker), steps: [Request: Api]", profile: "{attempts: 2, base: 2 s, jitter: none}",
      with: ["Api": { _ in .failed(after: .milliseconds(10), retryable: false) }])
    for run in UInt64(0)..<4 { play.start(run..<run + 1) }
    play.play()
    play.start(4..<5)
    play.play()
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.attempts == 4)
    #expect(Self.dropped(.shortCircuited, to: "Api", play) == 1)
    #expect(edge.held == 0)
    // A second later one probe goes through.
    play.world.run(until: .start + .milliseconds(1_010))
    for run in UInt64(5)..<7 { play.start(run..<run + 1) }
    play.play()
    #expect(edge.attempts == 5)
    #expect(Self.dropped(.shortCircuited, to: "Api", play) == 2)
  }

  @Test func `rule 5: a breaker of retries alone lets every first attempt through`() throws {
    let play = try Rehearsal(
      """
      breaker: {failures: 50 %, over: 4 calls, open: 1 h, only: retries}, steps: [Request: Api]
      """, profile: "{attempts: 3, base: 100 ms, jitter: none}", with: ["Api": { Self.failing($0) }]
    )
    for run in UInt64(0)..<20 { play.start(run..<run + 1) }
    play.play()
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.attempts == 20 && edge.retries == 0)
    #expect(Self.dropped(.shortCircuited, to: "Api", play) == 20)
  }

  @Test func `a breaker learns of an answer when it comes, not when it is given`() throws {
    let play = try Rehearsal(
      "\(Self.breaker), steps: [Request: Api]",
      with: ["Api": { _ in .failed(after: .seconds(5), retryable: false) }])
    for run in UInt64(0)..<4 { play.start(run..<run + 1) }
    play.world.run(until: .start + .seconds(4))
    play.start(4..<5)
    play.play()
    #expect(play.edge(to: "Api")?.attempts == 5)
  }

  @Test func `timed out calls open the breaker, refused ones do not`() throws {
    for (answer, opens) in [
      (Answer.later, true), (Answer.refused(after: .zero), false),
      (Answer.throttled(after: .zero), true), (done(1), false),
    ] {
      let play = try Rehearsal(
        "timeout: 100 ms, \(Self.breaker), steps: [Request: Api]", with: ["Api": { _ in answer }])
      for run in UInt64(0)..<4 { play.start(run..<run + 1) }
      play.play()
      let isOpen = play.performer.runner.breakers[0].state != .closed
      #expect(isOpen == opens, "\(answer)")
    }
  }

  @Test func `callees have breakers of their own, calls of one callee share one`() throws {
    let play = try Rehearsal(
      """
      \(Self.breaker), errors: caught, steps:
      [parallel: [{Request: A}, {Request: A}, {Request: B}]]
      """.replacing("\n", with: " "),
      with: ["A": { Self.failing($0) }, "B": { _ in done(1) }])
    _ = play.play(1)
    #expect(play.performer.runner.breakers.count == 2)
  }

  // MARK: Bulkhead

  @Test func `more calls than the bulkhead holds fail at once`() throws {
    let play = try Rehearsal(
      "bulkhead: 2, parallel: 5, steps: [Request: Api]", partial: true,
      with: ["Api": { _ in done(100) }])
    let lines = play.play(5)
    #expect(lines.filter { $0.hasSuffix("Api") } == ["0 Api", "0 Api"])
    #expect(Self.dropped(.crowdedOut, to: "Api", play) == 3)
    #expect(play.edge(to: "Api")?.attempts == 2)
    #expect(lines.filter { $0.hasPrefix("0 message") }.count == 3)
  }

  @Test func `those who may wait have their turn in order, or give up`() throws {
    let play = try Rehearsal(
      "bulkhead: {calls: 1, wait: 250 ms}, parallel: 5, steps: [Request: Api]", partial: true,
      with: ["Api": { _ in done(100) }])
    let lines = play.play(5)
    #expect(lines.filter { $0.hasSuffix("Api") } == ["0 Api", "100 Api", "200 Api"])
    #expect(Self.dropped(.crowdedOut, to: "Api", play) == 2)
    #expect(lines.filter { $0.hasPrefix("250 message") && $0.hasSuffix("failed") }.count == 2)
    #expect(play.performer.runner.bulkheads[0].underWay == 0)
  }

  @Test func `a call that waits to be tried again leaves its place`() throws {
    let play = try Rehearsal(
      "bulkhead: 1, parallel: 1, steps: [Request: Api]",
      profile: "{attempts: 2, base: 100 ms, jitter: none}",
      with: ["Api": { $0 == 0 ? Self.failing(0) : done(10) }])
    play.start(0..<1)
    play.world.run(until: .start + .milliseconds(50))
    play.start(1..<2)
    play.play()
    #expect(play.edge(to: "Api")?.acknowledged == 2)
    #expect(Self.dropped(.crowdedOut, to: "Api", play) == 0)
  }
}
