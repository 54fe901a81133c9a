import Bench
import Testing

@testable import Studies

/// Work that was done again, and events that are old because they failed before.
@Suite struct RepetitionTests {
  @Test func `work is done again because a client sends messages twice`() throws {
    let story = try Workshop(
      shop: ", duplicates: 10 %, events: {orderId: {$ordinal: 1}}", code: "duration: 20 ms"
    ).story()
    #expect(story.chain("repeated", "Work") == ["repeated Work", "sentTwice Shop"])
    guard case .sentTwice(let count)? = story.line("sentTwice", "Shop")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    // A tenth of 3,600.
    #expect((290...430).contains(count))
  }

  @Test func `a client that sends nothing twice is not the cause of repetitions`() throws {
    let story = try Workshop(queue: "VisibilityTimeout: 10", code: "duration: 20 ms, fails: 10 %")
      .story()
    #expect(story.line("sentTwice", "Shop") == nil)
    #expect(!story.chain("repeated", "Work").contains("sentTwice Shop"))
  }

  private static func events(_ behavior: String, function: String = "") throws -> Story {
    Story(
      of: try Bench(
        template: """
          Resources:
            Work:
              Type: AWS::Lambda::Function
              Properties: {Runtime: python3.13, Timeout: 30\(function)}
          """,
        scenario: """
          duration: 10 min
          drain: 20 min
          traffic:
            Partner:
              to: Work
              action: InvokeAsync
              rate: 4/s
              spikes: [{at: 3 min, for: 30 s, rate: 150/s}]
          behavior: {Work: {\(behavior)}}
          """
      ).run())
  }

  @Test func `events that are old because they failed before are no backlog`() throws {
    let story = try Self.events("duration: 20 ms, fails: 1 %")
    #expect(story.line("fellBehind", "Work") == nil, "\(story.words)")
  }

  @Test func `events that are old because the function has no room are one, though some failed`()
    throws
  {
    let story = try Self.events(
      "duration: 500 ms, fails: 1 %", function: ", ReservedConcurrentExecutions: 5")
    #expect(story.line("fellBehind", "Work") != nil, "\(story.words)")
  }
}
