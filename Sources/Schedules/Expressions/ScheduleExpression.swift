/// When something happens again and again, or once: `cron(…)`, `rate(…)` or `at(…)`.
///
///     let nightly = try ScheduleExpression("cron(0 23 ? * MON-FRI *)", for: .scheduler)
///     nightly.next(after: now, in: berlin)
public struct ScheduleExpression: Sendable {
  /// What an expression says.
  private enum Form {
    /// The minutes that the fields have in common.
    case cron(CronExpression)
    /// Every so many seconds.
    case rate(Int64)
    /// Once.
    case at(LocalTime)
  }

  /// The most characters that an expression may have.
  ///
  /// Source: the API of EventBridge and of EventBridge Scheduler.
  private static let longest = 256
  /// No schedule goes on for longer: the last second of the year 9999.
  private static let end: Int64 = 253_402_300_799

  /// As it was written.
  public let text: String
  private let form: Form
  /// Whether the first run comes an interval after the schedule was made, and not with it.
  private let isLateByOne: Bool

  /// The schedule of an expression.
  ///
  /// - Throws: What AWS refuses it for.
  public init(_ text: String, for dialect: ScheduleDialect) throws(ScheduleError) {
    self.text = text
    isLateByOne = dialect == .rules
    do throws(ScheduleSlip) {
      guard text.utf8.count <= Self.longest else {
        throw ScheduleSlip("it has more than \(Self.longest) characters")
      }
      form = try Self.form(Array(text.utf8), dialect)
    } catch let slip {
      throw ScheduleError(slip.reason, text, dialect)
    }
  }

  /// Whether it names one moment.
  public var isMoment: Bool { if case .at = form { true } else { false } }

  /// The first time after a moment; nil where none will come.
  ///
  /// A time that the clocks of the zone pass over is skipped, and one that they show twice is taken
  /// once, the first time. A rate knows no clocks: its day has 24 hours.
  ///
  /// - Parameter anchor: When a rate begins to count; the moment itself where nothing is given.
  /// - Complexity: At worst one step for each month up to 2199.
  public func next(
    after moment: Timestamp, in zone: TimeZoneRules = .utc, anchor: Timestamp? = nil
  ) -> Timestamp? {
    switch form {
    case .cron(let cron):
      var time = zone.local(moment)
      while let next = cron.next(after: time) {
        if let first = zone.first(next), first > moment { return first }
        time = next
      }
      return nil
    case .rate(let interval):
      return next(every: interval, after: moment, from: anchor ?? moment)
    case .at(let time):
      return zone.first(time).flatMap { $0 > moment ? $0 : nil }
    }
  }

  private func next(
    every interval: Int64, after moment: Timestamp, from anchor: Timestamp
  ) -> Timestamp? {
    let passed = floorDivision(moment.seconds - anchor.seconds, by: interval)
    let count = max(passed + 1, isLateByOne ? 1 : 0)
    let (length, overflow) = count.multipliedReportingOverflow(by: interval)
    guard !overflow, length <= Self.end - anchor.seconds else { return nil }
    return Timestamp(seconds: anchor.seconds + length)
  }

  // MARK: Reading

  private static func form(
    _ text: [UInt8], _ dialect: ScheduleDialect
  ) throws(ScheduleSlip) -> Form {
    if let inner = inside("cron", text) { return .cron(try CronReader.read(inner)) }
    if let inner = inside("rate", text) { return .rate(try RateReader.seconds(inner, dialect)) }
    if dialect.takesMoments, let inner = inside("at", text) {
      let written = String(decoding: inner, as: UTF8.self)
      guard let time = LocalTime(written) else {
        throw ScheduleSlip("\(written) is no time like 2026-11-20T13:00:00, without a zone")
      }
      return .at(time)
    }
    if inside("at", text) != nil {
      throw ScheduleSlip("rules know no at(…), which EventBridge Scheduler does")
    }
    throw ScheduleSlip(
      dialect.takesMoments
        ? "it is none of cron(…), rate(…) and at(…)" : "it is neither cron(…) nor rate(…)")
  }

  /// What stands in the brackets behind a word, if the text is that and nothing else.
  private static func inside(_ word: String, _ text: [UInt8]) -> ArraySlice<UInt8>? {
    let head = Array((word + "(").utf8)
    guard text.starts(with: head), text.last == UInt8(ascii: ")") else { return nil }
    return text[head.count..<text.count - 1]
  }
}
