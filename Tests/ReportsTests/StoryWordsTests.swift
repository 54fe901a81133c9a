import Blueprints
import Kernel
import Measures
import Services
import Testing

@testable import Reports
@testable import Studies

/// How lines of a story are said.
@Suite struct StoryWordsTests {
  private typealias Line = Story.Line

  private static func line(
    _ kind: Story.Kind, _ node: String, to: String? = nil, at seconds: Int64? = 60,
    cause: Int? = nil, isHarmless: Bool = false
  ) -> Line {
    Line(
      kind: kind, node: node, edge: to.map { Fall.Way(from: node, to: $0) },
      begin: seconds.map { .start + .seconds($0) }, end: nil, cause: cause,
      isHarmless: isHarmless)
  }

  /// The sentences of lines.
  private static func said(_ lines: [Line]) -> [String] {
    let words = StoryWords(Story(lines: lines))
    return lines.map { words.sentence(of: $0) }
  }

  @Test func `a backlog is told with its bound, its trigger and its end`() {
    let bound = Story.Kind.limitReached(
      bound: "reserved concurrency", level: 20, unit: .invocations)
    let moment = Instant.start + .seconds(360)
    #expect(
      Self.said([
        Self.line(.loadRose(from: 50, to: 2_000), "Shop"),
        Self.line(bound, "ProcessOrder", cause: 0),
        Self.line(
          .throttled(count: 127_043, measures: ["Throttles"], batches: 0), "ProcessOrder",
          cause: 1),
        Self.line(.backlogGrew(peak: 99_257, at: moment), "OrderQueue", cause: 1),
        Self.line(.triggerEnded, "Shop", cause: 0),
        Self.line(.drained, "OrderQueue", cause: 3),
        Self.line(.notDrained(count: 1), "OrderQueue", cause: 3),
      ]) == [
        "Shop sent more: 2,000/s instead of 50/s.",
        "ProcessOrder used up its reserved concurrency of 20, because Shop sent more.",
        "ProcessOrder turned 127,043 requests away, because it had no more than its reserved "
          + "concurrency of 20.",
        "OrderQueue backed up: 99,257 messages waited at most, at 6 min, because ProcessOrder "
          + "had no more than its reserved concurrency of 20.",
        "Shop sent as before.", "Nothing waited at OrderQueue any more.",
        "1 message still waited at OrderQueue when the run ended.",
      ])
  }

  @Test func `a cascade is told from its fault to who suffers, and what keeps it going`() {
    let fault = Story.Kind.faultBegan(fault: .slow, amount: 4, name: "slow payment")
    #expect(
      Self.said([
        Self.line(fault, "Payment"),
        Self.line(.slowed(from: 1e8, to: 4e8, isClient: false), "Payment", cause: 0),
        Self.line(.limitReached(bound: "workers", level: 10, unit: .requests), "Payment", cause: 1),
        Self.line(.retried(attemptsPerCall: 3.26, retries: 9), "Shop", to: "Payment", cause: 2),
        Self.line(.starved(lowest: 0.125, lost: 9), "Shop", cause: 2),
        Self.line(.triggerEnded, "Payment", cause: 0),
        Self.line(.sustained, "Shop", to: "Payment", cause: 3),
        Self.line(.notRecovered, "Shop", cause: 4), Self.line(.recovered, "Shop", cause: 4),
      ]) == [
        "A fault, slow payment, made Payment take 4 times as long.",
        "Payment took longer: up to 400 ms for one, 100 ms usually, because of slow payment.",
        "Payment used up its 10 workers, because it took longer.",
        "Shop made each call of Payment 3.26 times on average, because Payment had no more than "
          + "its 10 workers.",
        "Less than 90 % of what Shop asked for was answered well, at worst 12.5 %, "
          + "because Payment had no more than its 10 workers; in all 9 requests were lost.",
        "The fault at Payment was over.",
        "What set it off was over, and Payment stayed full: Shop went on to repeat its "
          + "calls.",
        "Shop still got too few good answers when traffic ended.",
        "Shop got good answers as before.",
      ])
  }

  @Test func `a throttle names the bound that its measure tells of`() {
    let measures = [
      "Throttles", "WriteKeyRangeThroughputThrottleEvents",
      "WriteProvisionedThroughputThrottleEvents", "WriteProvisionedThroughputExceeded",
    ]
    let lines = measures.map {
      Self.line(.throttled(count: 1, measures: [$0], batches: 0), "Boards")
    }
    #expect(
      Self.said(lines) == [
        "Boards turned 1 request away.",
        "Boards turned 1 request away, as one partition was asked for more than it serves.",
        "Boards turned 1 request away, past its provisioned capacity.",
        "Boards turned 1 request away, as a shard takes no more.",
      ])
  }

  @Test func `a throttle for several reasons names the one of most, and then the others`() {
    let measures = [
      "WriteKeyRangeThroughputThrottleEvents", "WriteProvisionedThroughputThrottleEvents",
    ]
    #expect(
      Self.said([Self.line(.throttled(count: 9, measures: measures, batches: 0), "Boards")]) == [
        "Boards turned 9 requests away, mostly as one partition was asked for more than it serves, "
          + "else past its provisioned capacity."
      ])
  }

  @Test func `a load that was too much all along names everybody who sent it`() {
    #expect(
      Self.said([
        Self.line(.loadIsSteady(rate: 9, clients: ["Shop"]), "Shop"),
        Self.line(.loadIsSteady(rate: 90, clients: ["Shop", "Web", "Tills"]), "Shop"),
      ]) == [
        "Neither a fault nor a rise in load set it off: Shop sent 9/s on average.",
        "Neither a fault nor a rise in load set it off: Shop, Web and Tills sent 90/s on average, "
          + "all together.",
      ])
  }

  @Test func `every bound that throttles are told by is in the name of such a measure`() {
    let throttles = Catalogue.aws.services.flatMap { $0.declaration.measures }
      .filter { $0.role == .throttling }
    for (name, _) in StoryWords.bounds {
      #expect(throttles.contains { $0.name.contains(name) }, "\(name)")
    }
  }

  @Test func `what is innocent is told to be so, and calm with the nearest bound`() {
    let ceiling = Ceiling("reserved concurrency", 500, peak: 25, in: .invocations)
    let full = Ceiling("reserved concurrency", 5, peak: 5, in: .invocations)
    #expect(
      Self.said([
        Self.line(.loadRose(from: 20, to: 40), "Shop", isHarmless: true),
        Self.line(.innocent(throttled: 3, lost: 0), "Print"),
        Self.line(.calm(bound: ceiling, throttled: 0), "Work"),
        Self.line(.calm(bound: nil, throttled: 0), ""),
        Self.line(.calm(bound: full, throttled: 9), "Work"),
      ]) == [
        "Shop sent more: 40/s instead of 20/s. Nothing backed up or got lost because of "
          + "it.",
        "Print turned 3 requests away besides, and none of them got lost.",
        "Nothing backed up, and nobody was turned away for long; nearest to a limit came Work, "
          + "which never used more than 25 of its reserved concurrency of 500.",
        "Nothing backed up, and nobody was turned away for long.",
        "No queue was seen to back up, though 9 requests were turned away; Work used all of its "
          + "reserved concurrency of 5 at times.",
      ])
  }

  @Test func `what gives out first is nothing that the story calls innocent`() {
    let bound = Story.Kind.limitReached(bound: "workers", level: 10, unit: .requests)
    let innocent = Self.line(.innocent(throttled: 1_612, lost: 0), "Print")
    func first(_ lines: [Line]) -> String? {
      LoadedStudy.first(of: Story(lines: lines))?.node
    }
    #expect(first([innocent, Self.line(bound, "Work")]) == "Work")
    #expect(first([innocent, Self.line(.calm(bound: nil, throttled: 0), "Queue")]) == "Queue")
    #expect(first([innocent]) == nil)
  }

  @Test func `calls in vain are told with what they came to, and the queue that was full`() {
    #expect(
      Self.said([
        Self.line(.limitReached(bound: "workers", level: 10, unit: .requests), "Payment"),
        Self.line(.roomFull(room: "queue", level: 400), "Payment", cause: 0),
        Self.line(.throttled(count: 9, measures: [], batches: 0), "Payment", cause: 1),
        Self.line(.unanswered(timeouts: 800, attempts: 1_000), "Shop", to: "Payment", cause: 0),
        Self.line(.retried(attemptsPerCall: 3.26, retries: 9), "Shop", to: "Payment", cause: 3),
      ]) == [
        "Payment used up its 10 workers.",
        "The queue of Payment was full: 400 requests waited, because it had no more than its "
          + "10 workers.",
        "Payment turned 9 requests away, because its queue of 400 was full.",
        "Shop waited in vain for most answers of Payment: 800 of 1,000 requests ended by time-out, "
          + "because Payment had no more than its 10 workers.",
        "Shop made each call of Payment 3.26 times on average, because calls of Payment timed out.",
      ])
  }

  @Test func `switches, alarms and machines are told with who did it`() {
    let on = Line(
      kind: .triggerEnded, node: "Reading", edge: Fall.Way(from: "Begin", to: "Reading"),
      begin: .start + .seconds(90), end: nil, cause: 1, isHarmless: false)
    let off = Line(
      kind: .disabled, node: "Reading", edge: Fall.Way(from: "End", to: "Reading"),
      begin: .start + .seconds(99), end: nil, cause: nil, isHarmless: false)
    #expect(
      Self.said([
        Self.line(.disabled, "Reading", at: 0), Self.line(.disabled, "Reading"), on, off,
        Self.line(.alarmed, "Busy"), Self.line(.grew(from: 0, to: 1), "Web", cause: 4),
        Self.line(.grew(from: 2, to: 6), "Web"),
      ]) == [
        "Reading was switched off.", "An operator switched Reading off.",
        "Begin switched Reading on.", "End switched Reading off.", "Busy went into ALARM.",
        "Web grew from 0 to 1 machine that serves, because Busy was in ALARM.",
        "Web grew from 2 to 6 machines that serve.",
      ])
  }

  @Test func `what is stuck, comes back or is hidden is told with its count`() {
    let moment = Instant.start + .seconds(360)
    func stuck(_ batches: Int64) -> Line {
      Line(
        kind: .blocked(batches: batches, failures: 40, isOpen: true), node: "Stock",
        edge: Fall.Way(from: "Orders", to: "Stock"), begin: moment, end: nil, cause: nil,
        isHarmless: false)
    }
    #expect(
      Self.said([
        stuck(1), stuck(2),
        Self.line(.fellBehind(age: 60_000_000_000, at: moment), "Stock", cause: 0),
        Self.line(.cameBack(count: 306), "Jobs"),
        Self.line(
          .repeated(count: 709, receivedAgain: 306, failures: 0, copies: 0), "Work", cause: 3),
        Self.line(.hidden(peak: 120, at: moment), "Rows"),
      ]) == [
        "Stock could not get past a batch of Orders: it failed 40 times, and nothing behind it in "
          + "its shard was read meanwhile.",
        "Stock could not get past 2 batches of Orders: they failed 40 times, and nothing behind "
          + "them in their shards was read meanwhile.",
        "Stock fell behind: it worked on what was up to 1 min old, at 6 min, because it could "
          + "not get past what fails.",
        "Messages of Jobs came back 306 times while somebody still worked on them: the visibility "
          + "timeout was over first.",
        "Work did work again 709 times: messages came back 306 times before they were deleted, "
          + "though no run failed, because the visibility timeout of Jobs was too short.",
        "120 messages of Rows were in flight at 6 min and nobody worked on them: they waited out "
          + "of sight for the visibility timeout to end.",
      ])
  }

  @Test func `work done again and failures are counted as what they are`() {
    #expect(
      Self.said([
        Self.line(.repeated(count: 12, receivedAgain: 1, failures: 0, copies: 0), "Work"),
        Self.line(.repeated(count: 12, receivedAgain: 1_200, failures: 3, copies: 0), "Work"),
        Self.line(.repeated(count: 22, receivedAgain: 0, failures: 3, copies: 22), "Work"),
        Self.line(.failed(count: 40, share: 0.25), "Work"),
        Self.line(.faultBegan(fault: .throttle, amount: 0.5, name: nil), "Work"),
      ]) == [
        "Work did work again 12 times: messages came back once before they were deleted, though "
          + "no run failed.",
        "Work did work again 12 times: messages were received again 1,200 times, with failures "
          + "meanwhile.",
        "Work did work again 22 times: 22 times for a second copy of a message.",
        "Work failed 40 times, 25 % of what it was asked.",
        "A fault had 50 % of requests to Work turned away.",
      ])
  }
}
