/// When the clocks of a place are set forward and back.
///
/// It is a plain table, made from a database outside of the model.
public struct TimeZoneRules: Sendable {
  /// A stretch of time in which the clocks keep the same distance from UTC.
  private struct Period {
    /// Its first second, since 1970 in UTC.
    var begin: Int64
    /// What the clocks show beyond UTC [s].
    var offset: Int64
  }

  /// No clock is further from UTC [s].
  private static let farthest: Int64 = 26 * 3_600

  /// The name in the database of IANA, as `Europe/Berlin`.
  public let name: String
  private let periods: [Period]

  /// Universal time, whose clocks are never set.
  public static let utc = TimeZoneRules("UTC", offset: 0)

  /// The rules of a place.
  ///
  /// - Parameters:
  ///   - offset: What its clocks show beyond UTC before the first change [s].
  ///   - changes: The seconds since 1970 in UTC at which they are set, in order, and what they show
  ///     beyond UTC from then on [s].
  public init(_ name: String, offset: Int64, changes: [(at: Int64, offset: Int64)] = []) {
    self.name = name
    var periods = [Period(begin: .min, offset: offset)]
    for change in changes {
      precondition(
        change.at > periods[periods.count - 1].begin, "\(name) has changes out of order")
      periods.append(Period(begin: change.at, offset: change.offset))
    }
    self.periods = periods
  }

  /// What the clocks show beyond UTC at a moment [s].
  public func offset(at moment: Timestamp) -> Int64 { periods[period(at: moment.seconds)].offset }

  /// What the clocks show at a moment.
  public func local(_ moment: Timestamp) -> LocalTime {
    LocalTime(seconds: moment.seconds + offset(at: moment))
  }

  /// The first moment at which the clocks show a time; nil where they pass over it.
  public func first(_ time: LocalTime) -> Timestamp? {
    var index = period(at: time.seconds - Self.farthest)
    while index < periods.count, periods[index].begin <= time.seconds + Self.farthest {
      let moment = time.seconds - periods[index].offset
      let isBeforeNext = index + 1 == periods.count || moment < periods[index + 1].begin
      if moment >= periods[index].begin, isBeforeNext { return Timestamp(seconds: moment) }
      index += 1
    }
    return nil
  }

  /// The place of the period that a second lies in.
  private func period(at second: Int64) -> Int {
    var (low, high) = (0, periods.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if periods[middle].begin <= second { low = middle } else { high = middle }
    }
    return low
  }
}
