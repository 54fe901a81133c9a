import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// Calls a table about messages of a test's choice, as code does that says things beside its calls.
struct TableCaller {
  let stage: Stage
  let table: Table

  /// A table of a template's properties, on a stage of its own.
  init(
    _ properties: String, _ overrides: [String: Parameter.Value] = [:],
    calibration: String = "aws-2026",
    almanac: Almanac = Almanac()
  ) throws {
    stage = Stage(calibration, overrides, almanac: almanac)
    guard let table = try Table.service.build(stage.site("T", properties: properties)) as? Table
    else { preconditionFailure("no table") }
    self.table = stage.add(table)
    try stage.begin()
  }

  /// The way of requests beside which something is said.
  func way(_ action: Table.Action, _ said: String) throws(InputError) -> UInt16 {
    try table.way(
      reading: stage.document("{\(said)}").map ?? DocumentMap(), of: action.rawValue, from: "test",
      in: stage.world)
  }

  /// What the table answers about the n-th message.
  func call(
    _ action: Table.Action, _ message: UInt64 = 1, way: UInt16 = 0, size: Int64 = 1_024,
    attempt: UInt32 = 0, left: UInt32 = 0, deadline: Instant = .never
  ) -> Answer {
    var call = Call(
      inlet: action.rawValue, name: Name(client: 0, ordinal: message), kind: 0,
      journey: stage.world.now, size: size, attempt: attempt, edge: edge.number,
      reply: Event(node: 0, kind: 0))
    call.way = way
    call.left = left
    call.deadline = deadline
    return table.call(call, in: stage.world)
  }

  /// How many requests one instant holds, each about a message of its own, or all about one.
  func served(
    _ action: Table.Action, from first: UInt64 = 1, way: UInt16 = 0, size: Int64 = 1_024
  ) -> Int {
    var count = 0
    while call(action, first + UInt64(count), way: way, size: size).isDone { count += 1 }
    return count
  }

  private var edge: Edge {
    stage.world.edges.first { $0.from == "caller" }
      ?? stage.world.addEdge(from: "caller", to: "T")
  }

  /// The total of a count, of the table or of one of its indexes.
  func total(_ name: String, _ index: String = "") -> Int64 {
    for instrument in stage.world.instruments
    where instrument.measure.name == name && instrument.detail == index {
      if case .count(let measure) = instrument.keeper { return measure.total }
    }
    return -1
  }
}

/// The answer's standing, where a condition does not hold.
extension Answer {
  var standing: Standing? { if case .unmet(_, let standing) = self { standing } else { nil } }
}
