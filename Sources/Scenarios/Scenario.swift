import Blueprints
import Documents
import Kernel
import Measures
import Schedules

/// What a template cannot say: who sends what, what the code does, what breaks, and the goals.
package struct Scenario: Sendable {
  /// How often the run happens in a month.
  package struct Month: Sendable {
    /// How many times.
    package let runs: Int64
  }

  /// The name that reports print.
  package let title: String?
  /// What the scenario is about.
  package let about: String?
  /// How long clients send.
  package let duration: TimeSpan
  /// How long the run may go on after that until nothing is left to do.
  package let drain: TimeSpan
  /// After how long measuring begins.
  package let warmUp: TimeSpan
  /// The date at which it begins; nil where it does not say.
  package let start: Timestamp?
  /// The time zones, as whoever reads the scenario has them.
  package let zones: TimeZoneDatabase
  /// What separates its draws from those of others.
  package let seed: UInt64
  /// How many runs that differ in their draws alone; one where precision says how often.
  package let replications: UInt32
  /// How well figures are to be known before there are enough runs; nil where a number is given.
  package let precision: Precision?
  /// The region, as `us-east-1`.
  package let region: String
  /// The values of all parameters.
  package let calibration: Calibration
  /// The designs, at least one.
  package let designs: [Design]
  /// How often it happens in a month; nil where it does not say.
  package let month: Month?
  /// The prices that it sets itself.
  package let prices: PriceList
  /// Whether a month begins with what AWS gives away.
  package let hasFreeTier: Bool

  /// The design of a name.
  package func design(_ name: String) -> Design? { designs.first { $0.name == name } }

  /// The date of its start, and the time zones.
  package var almanac: Almanac { Almanac(start: start, zones: zones) }

  /// Which series the instruments of its runs keep.
  package var tracking: Tracking {
    let past = almanac.timeOfDay.nanoseconds % TimeSpan.minutes(1).nanoseconds
    return Tracking(
      interval: Series.interval(for: duration + drain),
      pastMinute: TimeSpan(nanoseconds: past))
  }
}
