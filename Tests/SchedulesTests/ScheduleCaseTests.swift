import Bench
import Foundation
import Testing

@testable import Schedules

/// A case: an expression, and the times that AWS's rules give or that AWS refuses it.
struct ScheduleCase: Decodable, Sendable {
  var id: String
  var expression: String
  var dialect: String
  var timezone: String
  var from: String
  var anchor: String?
  var valid: Bool
  var next: [String]?
  var nextLocal: [String]?

  static func all() throws -> [ScheduleCase] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Cases/schedules.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(ScheduleCase.self, from: Data($0.utf8))
    }
  }
}

/// What AWS does with expressions, case by case.
@Suite struct ScheduleCaseTests {
  @Test func `every recorded case is answered as AWS answers it`() throws {
    let cases = try ScheduleCase.all()
    #expect(cases.count == 82)
    for entry in cases {
      let dialect = try #require(ScheduleDialect(rawValue: entry.dialect))
      guard let schedule = try? ScheduleExpression(entry.expression, for: dialect) else {
        #expect(!entry.valid, "\(entry.id): \(entry.expression) is refused")
        continue
      }
      #expect(entry.valid, "\(entry.id): \(entry.expression) is taken")
      let zone = try Bench.zones.zone(named: entry.timezone)
      let times = Self.next(5, of: schedule, entry, in: zone)
      #expect(times.map { $0.description } == entry.next, "\(entry.id): \(entry.expression)")
      for (time, local) in zip(times, entry.nextLocal ?? []) {
        #expect(local.hasPrefix(zone.local(time).description), "\(entry.id)")
      }
    }
  }

  private static func next(
    _ count: Int, of schedule: ScheduleExpression, _ entry: ScheduleCase, in zone: TimeZoneRules
  ) -> [Timestamp] {
    var times: [Timestamp] = []
    guard var last = Timestamp(entry.from) else { return [] }
    let anchor = entry.anchor.flatMap { Timestamp($0) } ?? last
    while times.count < count, let time = schedule.next(after: last, in: zone, anchor: anchor) {
      times.append(time)
      last = time
    }
    return times
  }
}
