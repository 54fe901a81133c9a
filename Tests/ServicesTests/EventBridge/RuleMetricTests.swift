import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What CloudWatch counts for rules.
@Suite struct RuleMetricTests {
  /// How many values a measure of the rule has, and the greatest of them [ns].
  private func samples(_ name: String, _ board: Switchboard) -> [Int64] {
    for instrument in board.stage.world.instruments
    where instrument.label == "All" && instrument.measure.name == name {
      if case .samples(let samples) = instrument.keeper {
        return [samples.histogram.count, samples.histogram.maximum ?? 0]
      }
    }
    return []
  }

  @Test func `invocations are what ended, attempts what was tried`() throws {
    let board = Switchboard()
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 2)
    #expect(board.count("TriggeredRules", at: "All") == 1)
    #expect(board.count("InvocationsCreated", at: "All") == 1)
    // Two attempts failed, which says nothing of the invocation yet.
    #expect(board.count("InvocationAttempts", at: "All") == 2)
    #expect(board.count("Invocations", at: "All") == 0)
    queue.answer = .accepted
    board.run(to: 10)
    #expect(board.count("InvocationAttempts", at: "All") == 3)
    #expect(board.count("RetryInvocationAttempts", at: "All") == 2)
    #expect(board.count("SuccessfulInvocationAttempts", at: "All") == 1)
    #expect(board.count("Invocations", at: "All") == 1)
    #expect(board.count("FailedInvocations", at: "All") == 0)
  }

  @Test func `the first attempt has a begin and an end, the success includes retries`() throws {
    let board = Switchboard(["events.delivery": .span(.milliseconds(500))])
    let queue = board.doorkeeper("Queue", .unavailable)
    try board.rule("All", to: "Queue")
    try board.begin()
    board.put()
    board.run(to: 2)
    #expect(samples("IngestiontoInvocationStartLatency", board) == [1, 500_000_000])
    #expect(samples("IngestiontoInvocationCompleteLatency", board) == [1, 500_000_000])
    #expect(samples("IngestionToInvocationSuccessLatency", board)[0] == 0)
    queue.answer = .accepted
    board.run(to: 10)
    #expect(samples("IngestiontoInvocationStartLatency", board)[0] == 1)
    #expect(samples("IngestionToInvocationSuccessLatency", board) == [1, 3_500_000_000])
  }
}
