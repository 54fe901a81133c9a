import Blueprints
import Kernel

/// How many batches a mapping may have at once.
///
/// The target rises step by step, each time the ramp interval passes while messages wait. A failed
/// batch takes it down by (target ÷ pivot) to a power: with the default figures a constant
/// producer settles at the concurrency that the published experiment shows for 1, 5 and 10 %
/// failing runs. An idle mapping goes back to its first pollers, and after a while of little
/// traffic to fewer still. Provisioned pollers have ten batches each, stay between their bounds,
/// and do not back off.
struct MappingScaling {
  /// Batches that one poller has at once.
  private let perPoller: Int64
  private let first: Int64
  /// Pollers that wait for messages while there are none; nil where they are the first ones.
  private let waiting: Int64?
  let ceiling: Int64
  /// Whether the first pollers are a number, so that some can be idle.
  private let countsIdle: Bool
  private let backOff: (pivot: Double, exponent: Double)?
  /// Batches at once after little traffic, and after how many looks that is.
  private let quiet: (allowed: Int64, looks: Int64)?
  private var target: Double
  private var peak: Int64 = 0
  /// Looks in a row that found no more in use than a quiet mapping may have.
  private var quietLooks: Int64 = 0

  /// The scaling of a mapping.
  ///
  /// - Parameter followsGroups: Whether the queue gives no more than a batch for each of its
  ///   groups at once. Then nothing else holds the mapping back below its bound, not even errors.
  init(_ settings: MappingSettings, _ calibration: Calibration, followsGroups: Bool = false) {
    if let pollers = settings.provisionedBounds {
      perPoller = calibration.count(EventSourceMapping.pollerConcurrency)
      first = Self.product(pollers.lowerBound, perPoller)
      ceiling = Self.product(pollers.upperBound, perPoller)
      countsIdle = perPoller != .max
      (backOff, quiet, waiting) = (nil, nil, nil)
    } else {
      perPoller = 1
      let bound = calibration.count(EventSourceMapping.ceiling)
      ceiling = min(bound, settings.scaling?.maximumConcurrency ?? bound)
      let start = calibration.count(EventSourceMapping.firstPollers)
      first = followsGroups ? ceiling : min(start, ceiling)
      waiting = followsGroups ? min(start, ceiling) : nil
      countsIdle = start != .max
      backOff =
        start == .max || followsGroups
        ? nil
        : (
          calibration.real(EventSourceMapping.errorPivot),
          calibration.real(EventSourceMapping.errorExponent)
        )
      let look = calibration.span(EventSourceMapping.longPoll).nanoseconds
      let after = calibration.span(EventSourceMapping.quietAfter).nanoseconds
      let allowed = calibration.count(EventSourceMapping.quietPollers)
      let sinks =
        settings.scaling?.maximumConcurrency == nil && allowed < first && !followsGroups
      quiet = sinks ? (allowed, (after + look - 1) / look) : nil
    }
    target = Double(first)
  }

  /// How many batches are allowed now.
  var allowed: Int64 {
    if isUnbounded { return ceiling }
    if let quiet, isQuiet { return min(quiet.allowed, Int64(target)) }
    return Int64(target)
  }

  /// The target as a report shows it; 0 where there is none.
  var gauge: Int64 { ceiling == .max ? 0 : allowed }

  /// How many pollers there are.
  var pollers: Int64 { max(1, allowed / perPoller) }

  /// Whether more could be allowed later.
  var canRise: Bool { !isUnbounded && Int64(target) < ceiling }

  /// Whether it may have fewer than its first pollers after little traffic.
  var canBeQuiet: Bool { quiet != nil && !isUnbounded }

  /// Whether nothing bounds the batches.
  private var isUnbounded: Bool { ceiling == .max }

  /// Whether there was little traffic for so long that fewer than the first pollers remain.
  private var isQuiet: Bool {
    guard let quiet else { return false }
    return quietLooks >= quiet.looks && target <= Double(first)
  }

  /// Goes back to the first pollers where there are fewer after little traffic; whether it did.
  mutating func awaken() -> Bool {
    defer { quietLooks = 0 }
    return isQuiet
  }

  /// Allows one poller more.
  mutating func rise() {
    target = min(target + Double(perPoller), Double(ceiling))
  }

  /// Lowers the target after a failed batch; two remain.
  mutating func lowerAfterError() {
    guard !isUnbounded, let backOff else { return }
    target = max(2, target - Arithmetic.pow(target / backOff.pivot, backOff.exponent))
  }

  /// Pollers that wait for messages; nil where the number of pollers is not bounded.
  func idlePollers(active: Int64) -> Int64? {
    guard countsIdle else { return nil }
    if let waiting { return max(0, waiting - active) }
    let kept = isQuiet ? allowed : max(first, allowed)
    return max(0, kept / perPoller - (active + perPoller - 1) / perPoller)
  }

  /// Lets the target sink to what was used lately, and never below the first pollers by itself.
  ///
  /// - Parameter fetching: Pollers that were busy receiving, whatever runs.
  mutating func settle(active: Int64, fetching: Int64 = 0) {
    guard !isUnbounded else { return }
    let running = max(active, peak)
    peak = active
    if let quiet { quietLooks = running <= quiet.allowed ? quietLooks + 1 : 0 }
    let pollers = max((running + perPoller - 1) / perPoller, fetching)
    let used = Double(pollers * perPoller)
    if used < target, Double(first) < target { target = max(Double(first), used) }
  }

  private static func product(_ pollers: Int64, _ perPoller: Int64) -> Int64 {
    let (product, overflow) = pollers.multipliedReportingOverflow(by: perPoller)
    return overflow ? .max : product
  }
}
