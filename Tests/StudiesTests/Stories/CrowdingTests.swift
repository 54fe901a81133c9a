import Bench
import Testing

@testable import Studies

/// Machines do not say how many requests may wait there; a story finds it out.
@Suite struct CrowdingTests {
  private static func story(_ behavior: String, rush: String) throws -> Story {
    Story(
      of: try Bench(
        template: """
          Resources:
            Web: {Type: AWS::EC2::Instance, Properties: {InstanceType: c7g.large, ImageId: ami-1}}
          """,
        scenario: """
          duration: 5 min
          drain: 1 min
          traffic:
            Visitors:
              to: Web
              rate: 10/s
              timeout: 10 s
              spikes: [{at: 2 min, for: 1 min, rate: \(rush)}]
          behavior: {Web: {\(behavior)}}
          """
      ).run())
  }

  private static let crowded = "workers: 4, queue: {capacity: 20}, duration: 60 ms"

  @Test func `a queue of machines is full while requests are turned away`() throws {
    let story = try Self.story(Self.crowded, rush: "150/s")
    guard case .roomFull("queue", 20)? = story.line("roomFull", "Web")?.kind else {
      Issue.record("\(story.words)")
      return
    }
    #expect(story.chain("throttled", "Web").contains("roomFull Web"), "\(story.words)")
    #expect(story.chain("roomFull", "Web").last == "loadRose Visitors", "\(story.words)")
  }

  @Test func `a queue of machines that takes all that comes is not full`() throws {
    let story = try Self.story(
      "workers: 4, queue: {capacity: 20000}, duration: 60 ms", rush: "150/s")
    #expect(story.line("roomFull", "Web") == nil, "\(story.words)")
    let calm = try Self.story(Self.crowded, rush: "12/s")
    #expect(calm.line("roomFull", "Web") == nil, "\(calm.words)")
  }
}
