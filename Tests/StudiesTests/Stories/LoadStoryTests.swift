import Bench
import Blueprints
import Kernel
import Testing

@testable import Studies

/// Stories of rushes and of load that was too much all along.
@Suite struct LoadStoryTests {
  /// A client that rests or rushes, and a server that can do ten at once.
  private static func story(_ traffic: String, duration: String = "5 min") throws -> Story {
    let bench = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: \(duration)
        drain: 1 min
        calibration: ideal
        traffic: {\(traffic)}
        outside: {Orders: {workers: 10, queue: {capacity: 100}}}
        behavior: {Orders: {duration: 50 ms}}
        """)
    return Story(of: bench.run())
  }

  private static func rise(_ story: Story, of client: String) throws -> (
    from: Double, to: Double, line: Story.Line
  ) {
    let line = try #require(story.line("loadRose", client), "\(story.words)")
    guard case .loadRose(let from, let to) = line.kind else { return (0, 0, line) }
    return (from, to, line)
  }

  @Test(arguments: ["20 s", "40 s", "60 s", "5 min"])
  func `a rush of a second is told with its second and its rate, however long the run`(
    _ duration: String
  ) throws {
    let rush =
      "Backlog: {to: Orders, arrivals: constant, spikes: [{at: 12 s, for: 1 s, rate: 5000/s}]}"
    let story = try Self.story(
      "Sensors: {to: Orders, rate: 50/s}, \(rush)", duration: duration)
    let rise = try Self.rise(story, of: "Backlog")
    #expect(rise.line.begin == .start + .seconds(12))
    #expect(rise.line.end == .start + .seconds(13))
    #expect(rise.from < 1 && (4_900...5_100).contains(rise.to))
    #expect(story.chain("throttled", "Orders").last == "loadRose Backlog", "\(story.words)")
    #expect(!story.words.contains { $0.hasPrefix("loadIsSteady") })
  }

  @Test func `a rush on top of other traffic has its own rate, and not that of a step`() throws {
    let story = try Self.story(
      "Shop: {to: Orders, rate: 50/s, spikes: [{at: 1 min, for: 2 s, rate: 5000/s}]}")
    let rise = try Self.rise(story, of: "Shop")
    #expect((45...55).contains(rise.from) && (4_900...5_100).contains(rise.to))
    #expect(rise.line.begin == .start + .minutes(1) && rise.line.end == .start + .seconds(62))
  }

  @Test func `of two clients that send more at once the one that brings most is to blame`() throws {
    let story = try Self.story(
      "A: {to: Orders, rate: 20/s, spikes: [{at: 1 min, for: 20 s, rate: 40/s}]}, "
        + "B: {to: Orders, rate: 20/s, spikes: [{at: 1 min, for: 20 s, rate: 900/s}]}")
    #expect(story.chain("starved", "B").last == "loadRose B", "\(story.words)")
    #expect(!story.lines.contains { $0.cause.map { story.lines[$0].word } == "loadRose A" })
  }

  @Test func `steady load is that of all who send, by their names`() throws {
    let story = try Self.story("A: {to: Orders, rate: 150/s}, B: {to: Orders, rate: 250/s}")
    let steady = story.lines.compactMap { line -> (rate: Double, clients: [String])? in
      guard case .loadIsSteady(let rate, let clients) = line.kind else { return nil }
      return (rate, clients)
    }
    #expect(steady.count == 1, "\(story.words)")
    #expect(steady.first?.clients.sorted() == ["A", "B"])
    #expect((380...420).contains(steady.first?.rate ?? 0))
  }

  @Test func `chance is no rush`() throws {
    let story = try Self.story("A: {to: Orders, rate: 3/s}, B: {to: Orders, rate: 90/s}")
    #expect(!story.words.contains { $0.hasPrefix("loadRose") }, "\(story.words)")
  }
}
