import Blueprints
import Kernel
import Testing

@testable import Programs

/// Code that does not wait for ever.
@Suite struct TimeoutTests {
  private static let loop = "{attempts: 2, base: 50 ms, jitter: none}"

  private static func dropped(_ loss: Edge.Loss, to label: String, _ play: Rehearsal) -> Int64? {
    play.edge(to: label)?.dropped[loss.rawValue]
  }

  @Test func `an answer given at once that comes too late is a failed attempt`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, steps: [Request: Api]", profile: Self.loop,
      with: ["Api": { $0 == 0 ? done(101) : done(100) }])
    #expect(play.play(1) == ["0 Api", "150 Api", "250 message 0 succeeded", "250 returned"])
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.attempts == 2 && edge.retries == 1 && edge.timeouts == 1)
    #expect(edge.entered == 1 && edge.acknowledged == 1 && edge.held == 0)
    #expect(play.performer.runner.lateReplies == 1)
  }

  @Test func `an answer that comes by an event can come too late as well`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, steps: [Request: Api]", profile: Self.loop, with: ["Api": { _ in .later }])
    try play.partner("Api").reply = { (after: $0 == 0 ? 170 : 30, .done) }
    // The late answer to the first attempt comes at 170, while the second waits for its own.
    #expect(play.play(1) == ["0 Api", "150 Api", "180 message 0 succeeded", "180 returned"])
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.attempts == 2 && edge.timeouts == 1 && edge.acknowledged == 1)
    #expect(play.performer.runner.lateReplies == 1)
  }

  @Test(arguments: [false, true])
  func `after the last attempt the call is dropped as timed out, and the ledger balances`(
    byEvent: Bool
  ) throws {
    let play = try Rehearsal(
      "timeout: 100 ms, steps: [Request: Api]", profile: Self.loop,
      with: ["Api": { _ in done(500) }])
    if byEvent { try play.partner("Api").reply = { _ in (after: 500, .done) } }
    #expect(play.play(1) == ["0 Api", "150 Api", "250 message 0 failed", "250 threw"])
    play.world.run(until: .start + .seconds(2))
    let edge = try #require(play.edge(to: "Api"))
    #expect(Self.dropped(.timedOut, to: "Api", play) == 1)
    #expect(edge.held == 0 && edge.timeouts == 2)
    #expect(play.performer.runner.lateReplies == 2)
  }

  @Test func `a callee that never answers is given up too`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, steps: [Request: Api]", with: ["Api": { _ in .later }])
    #expect(play.play(1) == ["0 Api", "100 message 0 failed", "100 threw"])
  }

  @Test func `a step has its own timeout, and the others that of the behavior`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, errors: caught, steps: [{Request: Slow, timeout: 1 s}, {Request: Api}]",
      with: ["Slow": { _ in done(900) }, "Api": { _ in done(900) }])
    #expect(
      play.play(1) == ["0 Slow", "900 Api", "1000 message 0 swallowed", "1000 returned"])
  }

  @Test func `short and long timeouts of one caller end each in its time`() throws {
    let play = try Rehearsal(
      """
      parallel: 3, steps: [parallel: [{Request: A, timeout: 300 ms}, {Request: B, timeout: 20 ms}]]
      """, partial: true, with: ["A": { _ in .later }, "B": { _ in .later }])
    try play.partner("A").reply = { (after: 10 + 200 * Int64($0), .done) }
    try play.partner("B").reply = { (after: $0 == 1 ? 30 : 10, .done) }
    let lines = play.play(3)
    // A answers the third message after 410 ms, B the second after 30 ms.
    #expect(
      Array(lines.suffix(4)) == [
        "10 message 0 succeeded", "210 message 1 failed", "300 message 2 failed", "300 returned",
      ])
  }

  @Test func `a run that ends meanwhile leaves nothing behind`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, bulkhead: {calls: 1, wait: 1 s}, parallel: 2, steps: [Request: Api]",
      with: ["Api": { _ in .later }])
    try play.partner("Api").reply = { _ in (after: 90, .done) }
    _ = play.play(2, limit: .milliseconds(40))
    play.world.run(until: .start + .seconds(2))
    #expect(Self.dropped(.abandoned, to: "Api", play) == 2)
    #expect(play.edge(to: "Api")?.held == 0)
    #expect(play.performer.runner.bulkheads[0].underWay == 0)
    #expect(play.performer.runner.lateReplies == 1)
  }

  @Test func `a propagated deadline is the smaller of the caller's own and its caller's`() throws {
    let play = try Rehearsal(
      "deadline: propagate, timeout: 100 ms, steps: [{Request: Api}, {Request: Api}]",
      with: ["Api": { _ in done(60) }])
    play.start(patience: .start + .milliseconds(130))
    play.play()
    let deadlines = try play.partner("Api").calls.map { $0.deadline }
    #expect(deadlines == [.start + .milliseconds(100), .start + .milliseconds(130)])
  }

  @Test func `nobody is called once the deadline is over, and nothing is tried again after it`()
    throws
  {
    let play = try Rehearsal(
      "deadline: propagate, steps: [{Request: Api}, {compute: 50 ms}, {Request: Api}]",
      profile: "{attempts: 3, base: 40 ms, jitter: none}",
      with: ["Api": { $0 == 0 ? done(60) : .failed(after: .zero, retryable: true) }])
    play.start(patience: .start + .milliseconds(130))
    #expect(play.play() == ["0 Api", "110 Api", "110 message 0 failed", "110 threw"])
    let late = try Rehearsal(
      "deadline: propagate, steps: [{compute: 200 ms}, {Request: Api}]",
      with: ["Api": { _ in done(1) }])
    late.start(patience: .start + .milliseconds(130))
    #expect(late.play() == ["200 message 0 failed", "200 threw"])
    #expect(Self.dropped(.timedOut, to: "Api", late) == 1)
    #expect(late.edge(to: "Api")?.attempts == 0)
  }

  @Test func `without that word the callee is told nothing`() throws {
    let play = try Rehearsal(
      "timeout: 100 ms, steps: [Request: Api]", with: ["Api": { _ in done(60) }])
    play.start(patience: .start + .milliseconds(10))
    #expect(play.play().last == "60 returned")
    #expect(try play.partner("Api").calls[0].deadline == .never)
  }
}
