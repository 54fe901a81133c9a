import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Programs

struct ConditionTests {
  private let unmet: (Int) -> Answer = { _ in .unmet(after: .milliseconds(3), .otherwise) }

  @Test func `a condition that does not hold has the code throw, and is not tried again`() throws {
    let play = try Rehearsal("steps: [Request: Api]", profile: "standard", with: ["Api": unmet])
    #expect(play.play(1) == ["0 Api", "3 message 0 failed", "3 threw"])
    #expect(play.edge(to: "Api")?.acknowledged == 1)
  }

  @Test func `else has the steps of a condition that does not hold`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api, condition: new, else: [{wait: 5 ms}]}, {compute: 2 ms}]",
      with: ["Api": unmet])
    #expect(play.play(1) == ["0 Api", "10 message 0 succeeded", "10 returned"])
  }

  @Test func `where the condition holds, the steps of else are left out`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api, condition: new, else: [{wait: 5 ms}]}, {compute: 2 ms}]",
      with: ["Api": { _ in done(3) }])
    #expect(play.play(1) == ["0 Api", "5 message 0 succeeded", "5 returned"])
  }

  @Test func `what a batch left undone is sent again, and nothing else`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api, items: 25}]", profile: "standard",
      with: ["Api": { $0 == 0 ? .partly(after: .milliseconds(3), left: 4) : done(1) }])
    #expect(play.play(1).filter { $0.hasSuffix("Api") }.count == 2)
    #expect(try play.partner("Api").calls.map { $0.left } == [0, 4])
    #expect(play.performer.consumer.first == 1)
  }

  @Test func `the next call does not inherit what was left undone`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api}, {Request: Api}]", profile: "standard",
      with: ["Api": { $0 == 0 ? .partly(after: .milliseconds(3), left: 4) : done(1) }])
    _ = play.play(1)
    #expect(try play.partner("Api").calls.map { $0.left } == [0, 4, 0])
  }

  @Test func `code that drops the rest goes on without it`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api, items: 9, rest: drop}]", profile: "standard",
      with: ["Api": { _ in .partly(after: .milliseconds(3), left: 4) }])
    #expect(play.play(1) == ["0 Api", "3 message 0 succeeded", "3 returned"])
    #expect(play.edge(to: "Api")?.undone == 4)
  }

  @Test(arguments: [
    (
      "else: []",
      "else stands beside Request without condition → give condition, or leave out else"
    ),
    ("rest: drop", "rest stands beside Request without items → give items, or leave out rest"),
  ])
  func `what follows from no answer is refused`(word: String, message: String) {
    #expect(
      slip {
        _ = try Rehearsal(
          "steps: [{Request: Api, \(word)}]", with: ["Api": { _ in done(1) }])
      } == message)
  }

  @Test func `what is left after the last attempt fails the code`() throws {
    let play = try Rehearsal(
      "steps: [{Request: Api}]", with: ["Api": { _ in .partly(after: .milliseconds(3), left: 4) }])
    #expect(play.play(1) == ["0 Api", "3 message 0 failed", "3 threw"])
    #expect(play.edge(to: "Api")?.dropped[Edge.Loss.throttled.rawValue] == 1)
  }

  @Test func `words that are not understood are told`() {
    #expect(
      slip {
        _ = try Rehearsal(
          "steps: [{Request: Api, items: 9, rest: keep}]", with: ["Api": { _ in done(1) }])
      } == "rest is retry or drop, and not keep → write rest: retry, or leave it out")
    #expect(
      slip {
        _ = try Rehearsal("steps: [{Request: Api, key: group}]", with: ["Api": { _ in done(1) }])
      } == "Api takes no key with Request → it takes condition, items")
  }
}
