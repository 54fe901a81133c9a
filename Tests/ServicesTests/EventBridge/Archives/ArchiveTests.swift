import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Patterns
@testable import Services

struct ArchiveTests {
  /// A bus with an archive, and a rule that brings everything to a queue.
  private func board(
    _ pattern: String? = nil, days: Int64 = 0, replays: [Order] = [],
    _ overrides: [String: Parameter.Value] = [:]
  ) throws -> (Switchboard, Archive, Doorkeeper) {
    let board = Switchboard(overrides)
    var settings = ArchiveSettings()
    settings.days = days
    let archive = board.stage.add(
      Archive(
        settings, label: "Kept", wanting: try pattern.map { try EventPattern($0) }, of: board.bus,
        in: board.stage.world))
    board.bus.add(archive)
    let queue = board.doorkeeper("Q")
    try board.rule("R", to: "Q")
    for replay in replays { archive.prepare(for: replay, in: board.stage.world) }
    try board.begin()
    return (board, archive, queue)
  }

  private func replay(_ from: Double, _ to: Double, rules: [String]? = nil) -> Order {
    func moment(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }
    return .replay(from: moment(from), to: moment(to), rules: rules)
  }

  @Test func `an archive keeps every event, or those that match its pattern`() throws {
    let (board, _, _) = try board()
    for _ in 0..<3 { board.put() }
    #expect(board.count("EventsArchived", at: "Kept") == 3)
    let (picky, _, _) = try self.board(#"{"detail": {"total": [{"numeric": [">", 5]}]}}"#)
    picky.put(picky.kind("{source: a, detail-type: b, detail: {total: 5}}"))
    picky.put(picky.kind("{source: a, detail-type: b, detail: {total: 6}}"))
    #expect(picky.count("EventsArchived", at: "Kept") == 1)
  }

  @Test func `a replay to some rules counts an event that only others match in no way`() throws {
    let (board, archive, _) = try board(replays: [replay(0, 60, rules: ["R"])])
    for place in [
      "{source: b, detail-type: b, detail: {}}", "{source: a, detail-type: b, detail: {}}",
    ] {
      board.put(board.kind(place))
    }
    board.run(to: 3_600)
    #expect(board.count("MatchedEvents", at: "Orders") == 2)
    archive.perform(replay(0, 60, rules: ["Other"]), in: board.stage.world)
    board.run(to: 3_700)
    #expect(board.count("EventsReplayed", at: "Kept") == 2)
    #expect(board.count("MatchedEvents", at: "Orders") == 2)
    #expect(board.count("UnmatchedEvents", at: "Orders") == 0)
  }

  @Test func `events are kept for their retention, and for ever by default`() throws {
    let (board, archive, _) = try board(days: 1)
    board.put()
    archive.look(at: .start + .hours(24), in: board.stage.world)
    let (eternal, other, _) = try self.board()
    eternal.put()
    other.look(at: .start + .days(3_000), in: eternal.stage.world)
    var stock = ArchiveStock(for: .days(1), keepingRecords: true)
    let record = ArchiveStock.Record(
      name: Name(root: 1), kind: 0, journey: .start, time: .start + .seconds(90))
    stock.keep(record, size: 100)
    stock.pass(to: .start + .days(1) + .seconds(119))
    #expect(stock.count == 1 && stock.bytes == 100)
    stock.pass(to: .start + .days(1) + .seconds(120))
    #expect(stock.count == 0 && stock.bytes == 0)
    let charge = stock.charge(at: Archive.storage)
    #expect(charge.units == 100 * (86_400 + 30) && charge.laterUnits == 0)
    #expect(stock.records(from: .start, to: .start + .hours(1), at: .start + .days(2)).isEmpty)
  }

  @Test func `bytes are paid for once when they come, and for the time that they stay`() throws {
    let (board, archive, _) = try board()
    board.put(board.kind("{source: a, detail-type: b, detail: {}}", size: 1_000_000))
    let size = board.stage.world.kinds.map { $0.size }.max() ?? 0
    #expect(archive.card.units[0] == size)
    board.run(to: 100)
    archive.finish(in: board.stage.world)
    let charge = archive.extraCharges(until: .start + .seconds(100))[0]
    // A month of 730 h has to be paid for, and no more.
    #expect(charge.units == 100 * size && charge.laterUnits == (730 * 3_600 - 100) * size)
    #expect(Archive.keeping.cost(of: 1_073_741_824) == 100_000)
    #expect(Archive.storage.cost(of: 1_073_741_824 * 730 * 3_600) == 23_000)
    #expect(Archive.replaying.cost(of: 1_000_000) == 1_000_000)
  }

  @Test func `a replay sends the events of its time to the bus again, with its name`() throws {
    let order = replay(10, 20)
    let (board, archive, queue) = try board(replays: [order])
    for second in 0..<30 {
      board.run(to: Double(second))
      board.put()
    }
    board.run(to: 100)
    #expect(queue.roots.count == 30)
    archive.perform(order, in: board.stage.world)
    board.run(to: 101)
    #expect(board.count("EventsReplayed", at: "Kept") == 10 && queue.roots.count == 40)
    let kinds = queue.kinds.map { board.stage.world.kinds[Int($0)].content }
    #expect(kinds[29]?["replay-name"] == nil && kinds[30]?["replay-name"] == .text("Kept-1"))
    #expect(Set(queue.roots[30...]) == Set(queue.roots[10..<20]))
    #expect(archive.card.units[1] == 10 && !archive.isBusy)
  }

  @Test func `what is replayed is not kept again, and stays in the archive`() throws {
    let order = replay(0, 60)
    let (board, archive, _) = try board(replays: [order, order])
    for _ in 0..<5 { board.put() }
    board.run(to: 60)
    archive.perform(order, in: board.stage.world)
    board.run(to: 61)
    archive.perform(order, in: board.stage.world)
    board.run(to: 62)
    #expect(board.count("EventsArchived", at: "Kept") == 5)
    #expect(board.count("EventsReplayed", at: "Kept") == 10)
  }

  @Test func `a replay goes minute by minute, and within a minute in no order`() {
    var records: ContiguousArray<ArchiveStock.Record> = []
    for second in 0..<180 {
      records.append(
        ArchiveStock.Record(
          name: Name(root: UInt64(second)), kind: 0, journey: .start,
          time: .start + .seconds(Int64(second))))
    }
    let purpose = Purpose(seed: 1, replication: 0, "replay/Kept")
    let order = ArchiveStock.replayed(records) { purpose.word(for: $0, 0) }.map { $0.name.root }
    #expect(Set(order[0..<60]) == Set(0..<60) && Set(order[60..<120]) == Set(60..<120))
    #expect(Array(order[0..<60]) != Array(0..<60))
    let again = ArchiveStock.replayed(records) { purpose.word(for: $0, 1) }.map { $0.name.root }
    #expect(again != order)
  }

  @Test func `a replay is as fast as a quota of its own as large as that of PutEvents`() throws {
    let order = replay(0, 1)
    let (board, archive, _) = try board(replays: [order], ["events.putRate": .count(1_000)])
    for _ in 0..<3 {
      for _ in 0..<1_000 { board.put() }
      board.run(to: board.stage.world.now == .start ? 0.999_999 : 1.5)
    }
    let kept = board.count("EventsArchived", at: "Kept")
    #expect(kept > 1_900)
    board.run(to: 10)
    archive.perform(order, in: board.stage.world)
    board.run(to: 10)
    #expect(board.count("EventsReplayed", at: "Kept") == 1_000)
    // The quota of PutEvents itself is as free as before.
    for _ in 0..<1_000 { #expect(board.put().isDone) }
    board.run(to: 10.5)
    #expect((1_490...1_510).contains(board.count("EventsReplayed", at: "Kept")))
    #expect(archive.isBusy)
  }

  @Test func `events that have not reached the archive are missing from a replay`() throws {
    let order = replay(0, 60)
    let (board, archive, _) = try board(
      replays: [order, order], ["events.archiveDelay": .span(.minutes(5))])
    board.put()
    board.run(to: 299)
    archive.perform(order, in: board.stage.world)
    board.run(to: 300)
    #expect(board.count("EventsReplayed", at: "Kept") == 0)
    archive.perform(order, in: board.stage.world)
    board.run(to: 301)
    #expect(board.count("EventsReplayed", at: "Kept") == 1)
  }

  @Test func `a replay may be for some rules only`() throws {
    let order = replay(0, 60, rules: ["Other"])
    let (board, archive, queue) = try board(replays: [order])
    board.put()
    board.run(to: 60)
    archive.perform(order, in: board.stage.world)
    board.run(to: 61)
    #expect(board.count("EventsReplayed", at: "Kept") == 1 && queue.roots.count == 1)
  }

  @Test func `ten replays go on at a time`() throws {
    let order = replay(0, 60)
    let (board, archive, _) = try board(
      replays: Array(repeating: order, count: 11),
      ["events.replays": .count(10), "events.putRate": .count(1)])
    board.put()
    board.run(to: 60)
    for _ in 0..<11 { archive.perform(order, in: board.stage.world) }
    #expect(board.count("ReplaysRefused", at: "Kept") == 1)
    board.run(to: 90)
    #expect(board.count("EventsReplayed", at: "Kept") == 10)
  }
}
