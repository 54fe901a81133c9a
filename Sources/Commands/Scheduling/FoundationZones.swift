import Foundation
import Schedules
import Synchronization

extension TimeZoneDatabase {
  /// The database that comes with Swift's Foundation, whatever the machine has beside it.
  ///
  /// So the same toolchain gives the same times everywhere, without a folder of zones.
  package static let foundation = TimeZoneDatabase(
    version: version, names: TimeZone.knownTimeZoneIdentifiers
  ) { name in
    known.withLock { known in
      if let rules = known[name] { return rules }
      let rules = rules(name)
      if let rules { known[name] = rules }
      return rules
    }
  }

  /// The zones that were asked for: to look through one takes a hundredth of a second.
  private static let known = Mutex<[String: TimeZoneRules]>([:])

  private static var version: String {
    let version = TimeZone.timeZoneDataVersion
    return version.isEmpty ? "unknown" : version
  }

  /// The first second of 1970 and of the year after the last that a schedule may name.
  private static let range: Range<Int64> = 0..<7_258_118_400
  /// No zone changes its clocks twice in so many seconds.
  private static let step: Int64 = 43_200

  /// The rules of a zone, found by looking at its clocks twice a day.
  private static func rules(_ name: String) -> TimeZoneRules? {
    // Foundation takes offsets like GMT+5 as names too, which the database of IANA does not have.
    guard !name.hasPrefix("GMT") || name == "GMT", let zone = TimeZone(identifier: name) else {
      return nil
    }
    func offset(_ second: Int64) -> Int64 {
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }
    var changes: [(at: Int64, offset: Int64)] = []
    var before = offset(range.lowerBound)
    let first = before
    for end in stride(from: range.lowerBound + step, to: range.upperBound, by: Int(step)) {
      let after = offset(end)
      guard after != before else { continue }
      var (low, high) = (end - step, end)
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(middle) == before { low = middle } else { high = middle }
      }
      changes.append((high, after))
      before = after
    }
    return TimeZoneRules(name, offset: first, changes: changes)
  }
}
