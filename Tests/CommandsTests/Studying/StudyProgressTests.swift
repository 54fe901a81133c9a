import Measures
import Services
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

  @Test func `a study that tries one point after another says which`() {
    var standing = Self.standing
    (standing.best, standing.trying) = (nil, Point([.init("traffic.Shop.rate", "80/s")]))
    #expect(
      StudyProgress.words(standing)
        == "10 of 40 runs · 2 running · 1 min 30 s left · at traffic.Shop.rate=80/s")
    #expect(
      StudyProgress.json(standing).hasSuffix(
        #""secondsLeft":90,"trying":{"set":{"traffic.Shop.rate":"80/s"}}}"#))
  }

  @Test(arguments: ["sweep", "run", "plan", "capacity"])
  func `without a terminal a line comes now and then, and none where it is to be quiet`(
    command: String
  ) {
    let words = [
      "sweep": SweepShop.vary, "run": "--replications 40",
      "plan": "--vary Ship.ReservedConcurrentExecutions=1,4 --budget 30",
      "capacity": "--to 20/s --within 100%",
    ]
    let desk = SweepShop.desk()
    desk.tick = 4_000_000_000
    _ = desk.run("\(command) scenarios/shop \(words[command] ?? "")", catalogue: .aws)
    let lines = desk.errors.split(separator: "\n")
    #expect(lines.filter { $0.contains(" left") }.count > 1, "\(desk.errors)")
    #expect(!desk.errors.contains("\u{1B}"))
    let quiet = SweepShop.desk()
    quiet.tick = 4_000_000_000
    _ = quiet.run("\(command) scenarios/shop --quiet \(words[command] ?? "")", catalogue: .aws)
    #expect(quiet.errors == "")
  }

  @Test func `programs get the same as a line of JSON`() {
    #expect(
      StudyProgress.json(Self.standing)
        == #"{"done":10,"running":2,"left":28,"secondsLeft":90,"best":{"design":"sns","#
        + #""set":{"Queue.A":"30"},"figure":"p99 of latency < 2 s","mean":1200000000}}"#)
  }
}
