import Kernel

/// How messages arrive, in the words of a scenario's `traffic`.
package struct ArrivalFit: Sendable {
  /// What lies behind the moments of sending.
  package enum Pattern: Equatable, Sendable {
    /// A clock.
    case constant
    /// Chance, each message by itself.
    case poisson
    /// A source that is on and off.
    case bursty(Burstiness)
    /// Nothing that a scenario has a word for: the recording itself.
    case trace
  }

  /// How many came.
  package let count: Int64
  /// How long was recorded [s].
  package let length: Double
  /// The rate apart from spikes, over whole days if it has a daily course [1/s].
  package let rate: Estimate
  /// What it is best described by.
  package let pattern: Pattern
  /// How good that is.
  package let verdict: Goodness.Verdict
  /// The course of the day, if there is one.
  package let daily: DailyShape?
  /// The rise or fall over the whole recording, if there is one: the rate is that of its begin.
  package let trend: Trend?
  /// What stands out, in order.
  package let spikes: [Spike]
  /// By how much counts vary, beside spikes and the course of the day.
  package let dispersions: [Dispersion]

  /// Why too little was recorded to say anything.
  package enum Shortage: Error, Equatable {
    /// Fewer arrivals than ten.
    case arrivals(Int64)
    /// Fewer stretches than twenty.
    case stretches(Int)
    /// All at the same moment.
    case noTime
  }

  /// Fits moments in ascending order.
  ///
  /// - Parameters:
  ///   - moments: When messages arrived, after the first of them [s].
  ///   - resolution: The step in which the moments were written down [s].
  ///   - timeOfDay: When the first arrived, in seconds since midnight.
  package static func fit(
    moments: [Double], resolution: Double, timeOfDay: Double
  ) throws(Shortage) -> ArrivalFit {
    guard moments.count >= 10 else { throw .arrivals(Int64(moments.count)) }
    let length = moments[moments.count - 1]
    guard length > 0 else { throw .noTime }
    let width = Self.width(rate: Double(moments.count) / length, length: length)
    let counts = Counts(of: moments, width: max(width, resolution), until: length)
    guard counts.values.count >= 20 else { throw .stretches(counts.values.count) }
    // Where many share a moment as it was written, gaps tell nothing, and counts do.
    let hasGaps = resolution * Double(moments.count) < 0.05 * length
    return ArrivalFitting(
      counts: counts, moments: hasGaps ? moments : nil, count: Int64(moments.count),
      length: length, timeOfDay: timeOfDay
    ).result()
  }

  /// Fits counts of equal stretches.
  ///
  /// - Parameter timeOfDay: When the first stretch began, in seconds since midnight.
  package static func fit(
    counts: Counts, timeOfDay: Double
  ) throws(Shortage) -> ArrivalFit {
    let total = Int64(counts.total)
    guard total >= 10 else { throw .arrivals(total) }
    guard counts.values.count >= 20 else { throw .stretches(counts.values.count) }
    return ArrivalFitting(
      counts: counts, moments: nil, count: total, length: counts.length, timeOfDay: timeOfDay
    ).result()
  }

  /// The shortest stretch of a round length in which five arrive or more; there are forty at least
  /// [s].
  private static func width(rate: Double, length: Double) -> Double {
    let steps = [
      0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600,
      1_200, 1_800, 3_600,
    ]
    let wide = steps.first { $0 * rate >= 5 } ?? 3_600
    return min(wide, length / 40)
  }
}
