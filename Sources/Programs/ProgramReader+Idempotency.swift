import Blueprints
import Documents
import Kernel

/// The calls that end an idempotent run, while its steps are read.
struct IdempotencyCalls {
  /// The call site that writes the result.
  var complete: Int
  /// The call site that releases the lock.
  var release: Int
}

extension ProgramReader {
  private static let keys = ["table", "key", "expires", "result"]
  /// How long Powertools remembers what was done, where nobody says it.
  ///
  /// Source: Powertools for AWS Lambda (Python), documentation of idempotency, 2024-10.
  private static let usualTime = TimeSpan.hours(1)
  /// What a record has beside the result: its key, its status and when it expires [B].
  private static let recordSize: Int64 = 256
  /// The largest result that fits into an item of 400 KB [B].
  private static let greatestResult: Int64 = 409_600 - recordSize
  /// The steps that name the draws of the three calls, out of the way of those that are counted.
  private static let firstStep = UInt32.max - 3

  /// Begins the code with the lock that keeps a message from being done twice.
  mutating func readIdempotency(_ document: Document) throws(InputError) -> IdempotencyCalls {
    guard let map = document.map else {
      throw InputError(
        "idempotency says which table remembers what was done, and is \(document.kindName)",
        remedy: "for example idempotency: {table: Done, key: detail.orderId, expires: 1 h}",
        at: document.place)
    }
    for entry in map.entries where !Self.keys.contains(entry.key) {
      throw .stray(entry, among: Self.keys, of: "the idempotency of \(consumer)")
    }
    if program.idempotent {
      throw InputError(
        "\(consumer) is idempotent by itself and by a table",
        remedy: "leave out idempotent or idempotency", at: document.place)
    }
    let table = try table(of: map, in: document)
    let time = try map["expires"]?.duration() ?? Self.usualTime
    let result = try map["result"]?.size() ?? 0
    guard result <= Self.greatestResult else {
      throw InputError(
        "a result of \(result) B does not fit into an item of 400 KB",
        remedy: "Powertools keeps it in the item: return less", at: map["result"]?.place)
    }
    site.world.knowMessagesByName()
    let ways = try ways(of: table, by: map["key"], for: time, at: map["table"]?.place)
    var calls: [Int] = []
    let sizes = [Self.recordSize, Self.recordSize + result, Self.recordSize]
    for (index, way) in [ways.begin, ways.complete, ways.release].enumerated() {
      var new = callSite(
        of: table, way.inlet, by: way.way, terms, size: sizes[index],
        as: Self.firstStep + UInt32(index))
      new.keepsRecord = true
      program.sites.append(new)
      calls.append(program.sites.count - 1)
    }
    program.sites[calls[0]].isLock = true
    program.instructions.append(.call(calls[0]))
    return IdempotencyCalls(complete: calls[1], release: calls[2])
  }

  private func table(
    of map: DocumentMap, in document: Document
  ) throws(InputError) -> any Node {
    guard let name = map["table"]?.scalarText else {
      throw InputError(
        "the idempotency of \(consumer) does not say which table remembers what was done",
        remedy: "for example idempotency: {table: Done}", at: document.place)
    }
    guard let table = site.find(name) else {
      let near = Suggestion.nearest(to: name, among: site.world.labels)
      throw InputError(
        "\(name) is no resource", remedy: near.map { "did you mean \($0)?" } ?? "name a table",
        at: map["table"]?.place)
    }
    return table
  }

  private func ways(
    of table: any Node, by key: Document?, for time: TimeSpan, at place: Place?
  ) throws(InputError) -> IdempotencyWays {
    guard let store = table.idempotencyStore else {
      throw InputError(
        "\(table.label) cannot remember what was done",
        remedy: "it is of type \(table.card.declaration.type): name a DynamoDB table", at: place)
    }
    let owner = consumer + "/idempotency"
    let law = try key.map { (key) throws(InputError) in
      try ItemKey(reading: key, of: owner, in: site.world)
    }
    return store.idempotency(by: law ?? .ofEachMessage, for: time, of: owner, in: site.world)
  }

  /// Ends the code: with the result, or after a throw by releasing the lock.
  mutating func close(_ calls: IdempotencyCalls) {
    let complete = program.instructions.count
    program.instructions += [.call(calls.complete), .end, .call(calls.release), .end]
    program.idempotency = Program.Idempotency(
      complete: Int32(complete), release: Int32(complete + 2))
  }
}
