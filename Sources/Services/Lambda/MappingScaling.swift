import Blueprints
import Kernel

/// How many batches a mapping may have at once.
///
/// The target rises by one each time the ramp interval passes while messages wait. A failed batch
/// takes it down by (target ÷ pivot) to a power: with the default figures a constant producer
/// settles at the concurrency that the published experiment shows for 1, 5 and 10 % failing runs.
/// An idle mapping goes back to its first pollers.
struct MappingScaling {
  private let first: Int64
  private let ceiling: Int64
  private let pivot: Double
  private let exponent: Double
  private var target: Double
  private var peak: Int64 = 0

  init(_ settings: MappingSettings, _ calibration: Calibration) {
    let bound = calibration.count(EventSourceMapping.ceiling)
    ceiling = min(bound, settings.scaling?.maximumConcurrency ?? bound)
    first = min(calibration.count(EventSourceMapping.firstPollers), ceiling)
    pivot = calibration.real(EventSourceMapping.errorPivot)
    exponent = calibration.real(EventSourceMapping.errorExponent)
    target = Double(first)
  }

  /// How many batches are allowed now.
  var allowed: Int64 { isUnbounded ? ceiling : Int64(target) }

  /// The target as a report shows it; 0 where there is none.
  var gauge: Int64 { ceiling == .max ? 0 : allowed }

  /// Whether more could be allowed later.
  var canRise: Bool { !isUnbounded && Int64(target) < ceiling }

  /// Nothing is ramped where the first pollers are as many as may ever be.
  private var isUnbounded: Bool { first == ceiling }

  /// Allows one more.
  mutating func rise() {
    target = min(target + 1, Double(ceiling))
  }

  /// Lowers the target after a failed batch; two remain.
  mutating func lowerAfterError() {
    guard !isUnbounded else { return }
    target = max(2, target - Arithmetic.pow(target / pivot, exponent))
  }

  /// Pollers that wait for messages; nil where the number of pollers is not bounded.
  mutating func idlePollers(active: Int64) -> Int64? {
    isUnbounded ? nil : max(0, max(first, allowed) - active)
  }

  /// Lets the target sink to what was used lately, and never below the first pollers by itself.
  mutating func settle(active: Int64) {
    guard !isUnbounded else { return }
    let used = max(active, peak)
    peak = active
    if Double(used) < target, Double(first) < target { target = Double(max(first, used)) }
  }
}
