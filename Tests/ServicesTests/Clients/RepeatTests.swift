import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Clients that send a message twice.
@Suite struct RepeatTests {
  private static func bench(
    _ words: String, queue: String = "FifoQueue: true", seed: Int = 1
  ) throws -> Bench {
    try Bench(
      template: "Resources: {Work: {Type: AWS::SQS::Queue, Properties: {\(queue)}}}",
      scenario: """
        duration: 200 s
        drain: 0 s
        calibration: {base: ideal, sqs.fairQueues: false}
        seed: \(seed)
        traffic: {App: {to: Work, rate: 100/s, arrivals: constant, group: {count: 50}, \(words)}}
        """)
  }

  /// The names that lie in the queue, in the order of sending.
  private static func names(_ bench: Bench) -> [UInt64] {
    var names: [(sent: Instant, root: UInt64)] = []
    bench.world.messages.forEachTaken { names.append(($0.sent, $0.name.root)) }
    return names.sorted { $0.sent < $1.sent }.map { $0.root }
  }

  @Test func `a share of messages repeats the one before, and a FIFO queue drops them`() throws {
    let result = try Self.bench("duplicates: 2 %").run()
    let sent = try result.count("MessagesSent", at: "App")
    let dropped = try result.count("NumberOfDeduplicatedSentMessages", at: "Work")
    #expect(try result.count("NumberOfMessagesSent", at: "Work") == sent - dropped)
    #expect(dropped > 300 && dropped < 500, "\(dropped) of \(sent)")
  }

  @Test func `without a word every message is one of its own`() throws {
    let result = try Self.bench("").run()
    #expect(try result.count("NumberOfDeduplicatedSentMessages", at: "Work") == 0)
    #expect(
      try result.count("NumberOfMessagesSent", at: "Work")
        == result.count("MessagesSent", at: "App"))
  }

  @Test func `a standard queue gets the same messages, and takes each of them`() throws {
    let (standard, ordered) = (
      try Self.bench("duplicates: 10 %", queue: ""), try Self.bench("duplicates: 10 %")
    )
    _ = (standard.run(), ordered.run())
    let (all, once) = (Self.names(standard), Self.names(ordered))
    #expect(all.count > once.count && Set(all) == Set(once) && Set(once).count == once.count)
    // What comes again comes right behind the first time.
    let repeated = zip(all, all.dropFirst()).count { $0 == $1 }
    #expect(repeated == all.count - once.count)
  }

  @Test(arguments: [("", 0), (", idempotent: true", 1)])
  func `code that gets a message again that its client repeats has its effects twice`(
    word: String, isIdempotent: Int
  ) throws {
    let bench = try Bench(
      template: "Resources: {Idle: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 200 s
        calibration: ideal
        traffic: {App: {to: Work, rate: 20/s, arrivals: constant, duplicates: 5 %}}
        outside: {Work: {workers: 10}}
        behavior: {Work: {duration: 10 ms\(word)}}
        """)
    let sent = try bench.run().count("MessagesSent", at: "App")
    let consumer = try #require(bench.world.consumers.first { $0.label == "Work" })
    let twice = isIdempotent == 1 ? consumer.suppressed : consumer.repeated
    #expect(twice > 140 && twice < 260, "\(twice)")
    #expect(consumer.first + twice == sent)
    #expect((isIdempotent == 1 ? consumer.repeated : consumer.suppressed) == 0)
  }

  @Test func `bodies that are alike are one message where the queue goes by the content`() throws {
    func dropped(_ words: String) throws -> Int64 {
      let result = try Self.bench(
        "dedup: content, events: [\(words)]",
        queue: "FifoQueue: true, ContentBasedDeduplication: true"
      ).run()
      return try result.count("MessagesSent", at: "App")
        - result.count("NumberOfMessagesSent", at: "Work")
    }
    let all = try Self.bench("").run().count("MessagesSent", at: "App")
    #expect(try dropped("{tick: true}") == all - 1)
    #expect(try dropped("{number: {$ordinal: 1}}") == 0)
    #expect(try dropped("{number: {$integer: [1, 10]}}") == all - 10)
  }
}
