import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Programs

/// Rules of sqs-lambda.md section 4.8: what Powertools does around the code.
struct IdempotencyTests {
  /// Code of 10 ms that calls an endpoint, with a table that answers as the test says.
  private func rehearse(
    _ further: String = "", _ table: @escaping (Int) -> Answer = { _ in done(1) }
  ) throws -> Rehearsal {
    try Rehearsal(
      "idempotency: {table: Done}, duration: 10 ms, steps: [Request: Api]\(further)",
      with: ["Api": { _ in done(5) }, "Done": table])
  }

  @Test func `rule 2: a first run locks, works, and writes its result`() throws {
    let play = try rehearse()
    #expect(
      play.play(1) == [
        "0 Done begins", "11 Api", "16 Done completes", "17 message 0 succeeded", "17 returned",
      ])
  }

  @Test func `rule 2: a repeat fails the lock and returns the stored result`() throws {
    let play = try rehearse { _ in .unmet(after: .milliseconds(2), .completed) }
    #expect(play.play(1) == ["0 Done begins", "2 message 0 suppressed", "2 returned"])
    #expect(play.performer.consumer.suppressed == 1)
    #expect(play.edge(to: "Done")?.acknowledged == 1)
  }

  @Test(arguments: ["", ", errors: caught"])
  func `rule 3: a duplicate while the first runs is an error`(errors: String) throws {
    let play = try rehearse(errors) { _ in .unmet(after: .milliseconds(2), .inProgress) }
    #expect(play.play(1) == ["0 Done begins", "2 message 0 failed", "2 threw"])
  }

  @Test func `rule 3: the lock expires with the time of the run`() throws {
    let play = try rehearse()
    play.start(limit: .seconds(3))
    play.play()
    let calls = try play.partner("Done").calls
    #expect(calls.map { $0.deadline } == [Instant.start + .seconds(3), .never])
  }

  @Test func `rule 4: an exception deletes the record, so that a retry runs again`() throws {
    let play = try rehearse(", poison: 100 %")
    #expect(
      play.play(1) == [
        "0 Done begins", "11 Done releases", "12 message 0 failed", "12 threw",
      ])
  }

  @Test func `an endpoint that fails the code deletes the record too`() throws {
    let play = try Rehearsal(
      "idempotency: {table: Done}, steps: [Request: Api]",
      with: ["Api": { _ in .refused(after: .milliseconds(5)) }, "Done": { _ in done(1) }])
    #expect(
      play.play(1) == [
        "0 Done begins", "1 Api", "6 Done releases", "7 message 0 failed", "7 threw",
      ])
  }

  @Test func `an error that the code catches is a result`() throws {
    let play = try rehearse(", poison: 100 %, errors: caught")
    #expect(
      play.play(1) == [
        "0 Done begins", "11 Done completes", "12 message 0 swallowed", "12 returned",
      ])
  }

  @Test func `a table that takes no lock fails the run, whatever the code catches`() throws {
    let play = try rehearse(", errors: caught") { _ in .throttled(after: .milliseconds(1)) }
    #expect(play.play(1) == ["0 Done begins", "1 message 0 failed", "1 threw"])
  }

  @Test func `a result that cannot be written fails the run, and the lock stays`() throws {
    let play = try rehearse { $0 == 0 ? done(1) : .throttled(after: .milliseconds(1)) }
    #expect(
      play.play(1) == [
        "0 Done begins", "11 Api", "16 Done completes", "17 message 0 failed", "17 threw",
      ])
  }

  @Test func `rule 1: what is done is remembered for an hour, or as long as is said`() throws {
    #expect(try rehearse().partner("Done").remembers?.time == .hours(1))
    let play = try Rehearsal(
      "idempotency: {table: Done, expires: 5 min}", with: ["Done": { _ in done(1) }])
    #expect(try play.partner("Done").remembers?.time == .minutes(5))
  }

  @Test func `rule 1: the key is the message, or what is said of it`() throws {
    let key = try #require(try rehearse().partner("Done").remembers?.key)
    let play = try Rehearsal(
      "idempotency: {table: Done, key: {only: x}}", with: ["Done": { _ in done(1) }])
    let only = try #require(try play.partner("Done").remembers?.key)
    let names = [Name(client: 0, ordinal: 1), Name(client: 0, ordinal: 2)]
    func numbers(_ key: ItemKey) -> Set<UInt64> {
      Set(names.map { key.number(of: $0, kind: 0, in: play.world) })
    }
    #expect(numbers(key).count == 2)
    #expect(numbers(only).count == 1)
  }

  @Test(arguments: [
    (
      "idempotency: Done",
      "idempotency says which table remembers what was done, and is text "
        + "→ for example idempotency: {table: Done, key: detail.orderId, expires: 1 h}"
    ),
    (
      "idempotency: {key: message}",
      "the idempotency of Code does not say which table remembers what was done "
        + "→ for example idempotency: {table: Done}"
    ),
    ("idempotency: {table: Dome}", "Dome is no resource → did you mean Done?"),
    (
      "idempotency: {table: Api}",
      "Api cannot remember what was done → it is of type partner: name a DynamoDB table"
    ),
    (
      "idempotency: {table: Done}, idempotent: true",
      "Code is idempotent by itself and by a table → leave out idempotent or idempotency"
    ),
    (
      "idempotency: {table: Done, result: 400 KB}",
      "a result of 409600 B does not fit into an item of 400 KB "
        + "→ Powertools keeps it in the item: return less"
    ),
    (
      "idempotency: {table: Done, expire: 1 h}",
      "the idempotency of Code has no expire → did you mean expires?"
    ),
  ])
  func `slips are told`(behavior: String, words: String) {
    #expect(
      slip {
        _ = try Rehearsal(behavior, with: ["Api": { _ in done(1) }, "Done": { _ in done(1) }])
      } == words)
  }
}
