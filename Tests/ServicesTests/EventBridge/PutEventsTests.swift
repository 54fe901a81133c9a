import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// The rules of PutEvents: requests and their entries.
@Suite struct PutEventsTests {
  @Test func `each entry has a result of its own, and the others go on`() throws {
    let board = Switchboard()
    let queue = board.doorkeeper("Queue")
    try board.rule("All", to: "Queue")
    try board.begin()
    let bad = board.kind("{source: shop, detail-type: Order Placed, detail: [1]}")
    let request = { SharedRequest(count: 3, place: $0, bytes: 3_072) }
    #expect(board.put(request: request(0)).isDone)
    #expect(board.put(bad, request: request(1)).isRefused)
    #expect(board.put(request: request(2)).isDone)
    board.run(to: 1)
    #expect(queue.moments.count == 2)
    #expect(board.count("PutEventsApproximateCallCount", at: "Orders") == 1)
    #expect(board.count("PutEventsApproximateSuccessCount", at: "Orders") == 1)
    #expect(board.count("PutEventsEntriesCount", at: "Orders") == 3)
    #expect(board.count("PutEventsFailedEntriesCount", at: "Orders") == 1)
  }

  @Test(arguments: [
    ("{detail-type: T, detail: {}}", "Source"),
    ("{source: '', detail-type: T, detail: {}}", "Source"),
    ("{source: s, detail: {}}", "DetailType"), ("{source: s, detail-type: T}", "Detail"),
  ])
  func `an entry without source, type or detail is an invalid argument`(
    body: String, name: String
  ) throws {
    let slip = slip(of: body)
    #expect(slip?.code == "InvalidArgument")
    #expect(
      slip?.message == "Parameter \(name) is not valid. Reason: \(name) is a required argument.")
  }

  @Test(arguments: ["[1]", "text", "'{\"a\": 1}'", "5", "true"])
  func `a detail that is no JSON object is malformed`(detail: String) {
    #expect(slip(of: "{source: s, detail-type: T, detail: \(detail)}") == .malformedDetail)
    let text = EventKind(label: "T", body: .text, size: 10)
    #expect(throws: EventSlip.malformedDetail) {
      try EventEntry(text, from: "Shop", partner: nil)
    }
    #expect(EventSlip.malformedDetail.code == "MalformedDetail")
    #expect(EventSlip.malformedDetail.message == "Detail is malformed.")
  }

  @Test func `nobody may put events in the name of AWS`() {
    #expect(slip(of: "{source: aws.s3, detail-type: T, detail: {}}") == .notAuthorized)
    #expect(slip(of: "{source: awsome.shop, detail-type: T, detail: {}}") == nil)
    #expect(EventSlip.notAuthorized.code == "NotAuthorizedForSource")
  }

  @Test func `a detail type has 128 characters at most`() {
    let type = String(repeating: "é", count: 128)
    #expect(slip(of: "{source: s, detail-type: \(type), detail: {}}") == nil)
    #expect(
      slip(of: "{source: s, detail-type: \(type)é, detail: {}}")?.message
        == "Parameter DetailType is not valid. Reason: it has more than 128 characters.")
  }

  @Test func `content that is no entry is the detail of one that is named after its sender`() throws
  {
    let board = Switchboard()
    let kind = board.event("{total: 5}", label: "Shop")
    let entry = try EventEntry(kind, from: "Shop", partner: nil)
    let text = Self.json(entry.envelope(account: "1", region: "r"))
    #expect(text.contains(#""detail-type":"Shop","source":"Shop""#))
    #expect(text.contains(#""detail":{"total":5}"#))
  }

  @Test func `the envelope has nine fields in AWS's order, with resources even where none are`()
    throws
  {
    let board = Switchboard()
    let kind = board.event("{source: s, detail-type: T, detail: {a: 1}}")
    guard
      case .map(let members) = try EventEntry(kind, from: "Shop", partner: nil).envelope(
        account: "123456789012", region: "eu-west-1")
    else { preconditionFailure("an envelope is a map") }
    #expect(
      members.map { $0.name } == [
        "version", "id", "detail-type", "source", "account", "time", "region", "resources",
        "detail",
      ])
    if case .list(let resources) = members[7].value { #expect(resources.isEmpty) }
    if case .moment = members[5].value {} else { Issue.record("the time is not that of the send") }
    if case .identity = members[1].value {} else { Issue.record("the id is none") }
  }

  @Test func `an entry may say when it happened and what it is about`() throws {
    let body = "{source: s, detail-type: T, detail: {}, time: 2026-11-20T12:00:00Z, resources: [a]}"
    let entry = try EventEntry(Switchboard().event(body), from: "Shop", partner: nil)
    let envelope = entry.envelope(region: "eu-west-1")
    #expect(envelope["time"] == .text("2026-11-20T12:00:00Z"))
    #expect(envelope["resources"] == .list([.text("a")]))
    #expect(envelope["region"] == .text("eu-west-1") && envelope["version"] == .text("0"))
  }

  @Test func `large whole numbers in a detail keep their spelling`() throws {
    let entry = try EventEntry(
      Switchboard().event("{source: s, detail-type: T, detail: {n: 9223372036854775807, m: 1.10}}"),
      from: "Shop", partner: nil)
    #expect(Self.json(entry.detail) == #"{"n":9223372036854775807,"m":1.10}"#)
  }

  @Test func `all copies of an event have the same id, and each event its own`() throws {
    let entry = try EventEntry(
      Switchboard().event("{source: s, detail-type: T, detail: {}}"), from: "Shop", partner: nil)
    let world = World(seed: 1, calibration: Calibration("ideal"))
    let envelope = entry.envelope(region: "r")
    func id(_ ordinal: UInt64, sent seconds: Int64) -> [UInt8] {
      let sent = Instant.start + .seconds(seconds)
      return envelope["id"]?.plain(
        on: .init(Name(client: 0, ordinal: ordinal), sent: sent, in: world)) ?? []
    }
    #expect(id(1, sent: 0) == id(1, sent: 60) && id(1, sent: 0) != id(2, sent: 0))
    #expect(id(1, sent: 0).count == 36)
  }

  @Test func `requests past the quota of the account are throttled as a whole`() throws {
    let board = Switchboard(["events.putRate": .count(400)])
    let other = board.bus("Other")
    try board.begin()
    let answers = (0..<500).flatMap { request in
      (0..<10).map { place in
        board.put(
          to: request % 2 == 0 ? nil : other,
          request: SharedRequest(count: 10, place: place, bytes: 10_240))
      }
    }
    #expect(answers.count { $0.isDone } == 4_000 && answers.count { $0.isThrottled } == 1_000)
    let throttled = ["Orders", "Other"].map {
      board.count("PutEventsApproximateThrottledCount", at: $0)
    }
    #expect(throttled == [50, 50])
  }

  @Test func `the quota of a region holds where nobody sets one`() {
    let regions = ["eu-west-1", "eu-central-1", "eu-west-2", "eu-north-1", "mx-central-1"]
    #expect(regions.map { EventQuotas.requests(in: $0) } == [10_000, 2_400, 1_200, 600, 400])
    #expect(regions.map { EventQuotas.invocations(in: $0) } == [18_750, 4_500, 2_250, 1_100, 750])
    #expect(EventQuotas.rules(in: "us-east-1") == 300 && EventQuotas.rules(in: "af-south-1") == 100)
  }

  @Test func `a request of 1,048,576 bytes or of eleven entries is refused as a whole`() throws {
    let board = Switchboard()
    try board.begin()
    let large = board.kind("{source: s, detail-type: T, detail: {}}", size: 524_288)
    let small = board.kind("{source: s, detail-type: T, detail: {}}", size: 524_287)
    func request(_ count: Int64, of bytes: Int64) -> (Int64) -> SharedRequest {
      { SharedRequest(count: count, place: $0, bytes: bytes) }
    }
    let over = request(2, of: 1_048_576)
    #expect(board.put(large, request: over(0)).isRefused)
    #expect(board.put(large, request: over(1)).isRefused)
    let under = request(2, of: 1_048_575)
    #expect(board.put(small, request: under(0)).isDone)
    #expect(board.put(large, request: under(1)).isDone)
    let many = request(11, of: 11_000)
    #expect((0..<11).allSatisfy { board.put(request: many($0)).isRefused })
    #expect(board.count("PutEventsApproximateFailedCount", at: "Orders") == 2)
  }

  @Test func `each 64 KB of an event is billed as an event`() throws {
    let board = Switchboard()
    try board.begin()
    for size in [65_536, 65_537] as [Int64] {
      board.put(board.kind("{source: s, detail-type: T, detail: {}}", size: size))
    }
    #expect(board.bus.card.units[0] == 3)
    #expect(EventBus.customEvent.cost(of: 1_000_000) == 1_000_000)
  }

  @Test func `a share of entries fails while the fault lasts, and may be tried again`() throws {
    let board = Switchboard()
    try board.begin()
    board.bus.apply(.fail(0.5), in: board.stage.world)
    let failed = (0..<1_000).count { _ in board.put().isRetryable }
    #expect((450...550).contains(failed))
    board.bus.apply(.fail(0), in: board.stage.world)
    board.bus.apply(.throttle(1), in: board.stage.world)
    #expect(board.put().isThrottled)
  }

  @Test func `a partner's events carry the name of its source, whatever they say`() throws {
    let board = Switchboard(settings: "{EventSourceName: aws.partner/example.com/shop}")
    let queue = board.doorkeeper("Queue")
    try board.rule(
      "All",
      """
      EventPattern: {source: [{prefix: aws.partner/example.com}]}
      Targets: [{Id: Only, Arn: Queue}]
      """)
    try board.begin()
    #expect(board.put(nil, .putPartnerEvents).isDone)
    board.run(to: 1)
    #expect(queue.moments.count == 1 && board.bus.card.units[1] == 1)
  }

  // MARK: Reading

  private func slip(of body: String) -> EventSlip? {
    let kind = Switchboard().event(body, label: "T")
    do {
      _ = try EventEntry(kind, from: "Shop", partner: nil)
      return nil
    } catch {
      return error
    }
  }

  private static func json(_ content: EventContent) -> String {
    let world = World(seed: 1, calibration: Calibration("ideal"))
    return String(
      decoding: content.json(on: .init(Name(root: 0), sent: .start, in: world)), as: UTF8.self)
  }
}
