import Blueprints
import Kernel
import Testing

@testable import Programs

@Suite struct DeadlineTests {
  @Test func `a run that is out of time abandons the call it waits for`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": { _ in .later }])
    let lines = play.play(2, limit: .milliseconds(40))
    #expect(lines == ["0 Api", "message 0 untouched", "message 1 untouched", "40 out of time"])
    let edge = try #require(play.edge(to: "Api"))
    #expect(edge.entered == 1 && edge.held == 0)
    #expect(edge.dropped[Edge.Loss.abandoned.rawValue] == 1)
  }

  @Test func `an answer that comes after the run is counted and dropped`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": { _ in .later }])
    play.start(limit: .milliseconds(40))
    play.world.run(until: .start + .milliseconds(10))
    let partner = try #require(play.world.node(labelled: "Api") as? Partner)
    var reply = partner.calls[0].reply
    reply.second = Reply.done.rawValue
    play.world.calendar.schedule(reply, after: .milliseconds(50))
    #expect(play.play() == ["0 Api", "message 0 untouched", "40 out of time"])
    play.world.run(until: .start + .seconds(1))
    #expect(play.performer.runner.lateReplies == 1)
    #expect(play.performer.consumer.completed == 0)
  }

  @Test func `what ended before the deadline had its effects`() throws {
    let play = try Rehearsal("steps: [Request: Api]", with: ["Api": { _ in done(30) }])
    let lines = play.play(2, limit: .milliseconds(40))
    #expect(
      lines == [
        "0 Api", "30 Api", "30 message 0 succeeded", "message 1 untouched", "40 out of time",
      ])
    #expect(play.performer.consumer.completed == 1)
  }

  @Test func `code that calls nobody is cut at the deadline too`() throws {
    let play = try Rehearsal("duration: 30 ms")
    #expect(
      play.play(2, limit: .milliseconds(40)) == [
        "30 message 0 succeeded", "message 1 untouched", "40 out of time",
      ])
  }

  @Test func `retries end with the run`() throws {
    let play = try Rehearsal(
      "steps: [Request: Api]", profile: "legacy",
      with: ["Api": { _ in .throttled(after: .milliseconds(1)) }])
    let lines = play.play(1, limit: .milliseconds(1_500))
    #expect(lines.last == "1500 out of time")
    #expect(lines.count < 2 + 5)
    #expect(play.edge(to: "Api")?.dropped[Edge.Loss.abandoned.rawValue] == 1)
  }
}
