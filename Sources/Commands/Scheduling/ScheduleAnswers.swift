import Documents
import Schedules

/// Answers lines of JSON that ask when schedules fire.
///
///     {"id": 1, "expression": "cron(0 9 * * ? *)", "timezone": "Europe/Berlin", "from": "2026-…Z"}
///     {"id":1,"next":["2026-03-01T08:00:00Z", …]}
struct ScheduleAnswers {
  /// How many times an answer holds at most.
  private static let most = 5

  let zones: TimeZoneDatabase
  let today: @Sendable () -> Timestamp

  /// The answer to a line, without a line feed.
  func answer(_ line: [UInt8]) -> String {
    var id = "null"
    do throws(InputError) {
      let source = try SourceText.decoding(line, name: "line")
      let request = try JSON.read(source)
      guard request.map != nil else { throw InputError("the line is no JSON object") }
      if let given = request["id"] { id = JSONWriter.compact(given) }
      let times = try question(request).next(Self.most).map { "\"\($0)\"" }
      return "{\"id\":\(id),\"next\":[\(times.joined(separator: ","))]}"
    } catch {
      return "{\"id\":\(id),\"error\":\(JSONText.quoted(error.problem))}"
    }
  }

  private func question(_ request: Document) throws(InputError) -> ScheduleQuestion {
    guard let expression = try text("expression", request) else {
      throw InputError("the line has no expression")
    }
    return try ScheduleQuestion(
      expression, for: try text("dialect", request) ?? ScheduleDialect.scheduler.rawValue,
      in: try text("timezone", request), of: zones,
      from: try moment("from", request) ?? today(), anchor: try moment("anchor", request))
  }

  private func moment(_ name: String, _ request: Document) throws(InputError) -> Timestamp? {
    guard let text = try text(name, request) else { return nil }
    return try ScheduleQuestion.moment(text, as: name)
  }

  private func text(_ name: String, _ request: Document) throws(InputError) -> String? {
    guard let value = request[name], !value.isNull else { return nil }
    guard let text = value.text else { throw InputError("\(name) is no text") }
    return text
  }
}
