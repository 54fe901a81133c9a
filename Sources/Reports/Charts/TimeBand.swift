import Kernel
import Studies

/// Something that went on for a while, which charts show as a band.
struct TimeBand: Equatable {
  /// What went on.
  let name: String
  /// When it began.
  let begin: Instant
  /// When it was over; nil where it lasted.
  let end: Instant?
}

extension RunResult {
  /// What the scenario let happen, as charts show it.
  var bands: [TimeBand] {
    disturbances.map { disturbance in
      TimeBand(
        name: disturbance.name, begin: disturbance.begin,
        end: disturbance.end == .never ? nil : disturbance.end)
    }
  }
}
