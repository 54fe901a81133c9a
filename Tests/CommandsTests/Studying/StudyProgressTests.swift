import Measures
import Studies
import Testing

@testable import Commands

@Suite struct StudyProgressTests {
  private static let standing = StudyProgress.Standing(
    done: 10, running: 2, left: 28, secondsLeft: 90,
    best: .init(
      point: Point(design: "sns", [.init("Queue.A", "30")]),
      figure: AskedFigure("p99 of latency < 2 s", .nanoseconds, .init(.below, 2e9)), mean: 1.2e9))

  @Test func `a bar says what is done, running, left, and best so far`() {
    #expect(
      StudyProgress.line(Self.standing)
        == "━━━━━━──────────────────  10 of 40 runs · 2 running · 1 min 30 s left"
        + " · best 1.2 s at sns, Queue.A=30")
  }

  @Test func `programs get the same as a line of JSON`() {
    #expect(
      StudyProgress.json(Self.standing)
        == #"{"done":10,"running":2,"left":28,"secondsLeft":90,"best":{"design":"sns","#
        + #""set":{"Queue.A":"30"},"figure":"p99 of latency < 2 s","mean":1200000000}}"#)
  }
}
