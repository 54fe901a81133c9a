import Documents
import Kernel
import Schedules

extension World {
  /// The date of a moment, to the second before it.
  public func date(of moment: Instant) -> Timestamp {
    Timestamp(
      seconds: almanac.start.seconds + (moment - .start).nanoseconds / Self.nanosecondsInSecond)
  }

  /// The moment of a date; `never` where it is past all simulated time, and nil where it is before
  /// the start.
  public func moment(of date: Timestamp) -> Instant? {
    let (seconds, isFar) = date.seconds.subtractingReportingOverflow(almanac.start.seconds)
    guard isFar || seconds >= 0 else { return nil }
    let (span, isTooFar) = seconds.multipliedReportingOverflow(by: Self.nanosecondsInSecond)
    return isFar || isTooFar ? .never : Instant(nanoseconds: span)
  }

  /// A moment as AWS writes it, in UTC and to the second: `2026-01-01T00:00:00Z`.
  public func timestamp(of moment: Instant) -> String { date(of: moment).description }

  private static var nanosecondsInSecond: Int64 { 1_000_000_000 }

  /// The rules of a time zone, which the report names where it is not UTC.
  ///
  /// - Throws: That there is no such zone, with the nearest name.
  public func zone(named name: String, at place: Place? = nil) throws(InputError) -> TimeZoneRules {
    do throws(InputError) {
      let zone = try almanac.zones.zone(named: name)
      if !TimeZoneDatabase.isUniversal(zone.name) { readsZones = true }
      return zone
    } catch {
      throw InputError(error.problem, remedy: error.remedy, at: place)
    }
  }
}
