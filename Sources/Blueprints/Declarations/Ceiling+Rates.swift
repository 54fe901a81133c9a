import Kernel
import Measures

/// Bounds by what keeps them.
///
/// A level is compared with its greatest value. A rate is compared with what came through in its
/// busiest second of the clock; where a rate is there to let a burst pass, as new environments
/// of a function, the burst is compared with the most that was missing of it at once. What was
/// turned away came never through, and is not in it. Rates count from the start of the run, a
/// warm-up included; levels from its end.
extension Ceiling {
  /// A bound of a level that a gauge follows; nil where there is none.
  public init?(
    _ name: String, _ level: Int64, on gauge: GaugeMeasure, of measure: Measure
  ) {
    guard level > 0, level < .max else { return nil }
    self.init(
      name, level, peak: max(gauge.gauge.maximum, 0), in: measure.unit, of: measure.name)
  }

  /// A bound of workers each of which is idle or at work, as a shard's, which is reached whenever
  /// there is anything to do; how busy they were says more.
  public init?(working name: String, _ level: Int64, on gauge: GaugeMeasure, of measure: Measure) {
    self.init(name, level, on: gauge, of: measure)
    busyTime = Self.busiestMinute(of: gauge) / Double(level)
  }

  /// The mean level in the minute or longer in which that was greatest.
  private static func busiestMinute(of gauge: GaugeMeasure) -> Double {
    var greatest = 0.0
    var open = Cell.empty
    for cell in gauge.series?.cells ?? [] {
      open.merge(cell)
      guard open.sampleCount >= TimeSpan.minutes(1).nanoseconds else { continue }
      greatest = max(greatest, open.average ?? 0)
      open = .empty
    }
    return greatest > 0 ? greatest : gauge.gauge.mean(upTo: gauge.gauge.settled) ?? 0
  }

  /// A rate by its tokens, of which so many are one thing; nil where there is none.
  public init?(
    _ name: String, _ bucket: TokenBucket?, parts: Int64 = 1, in unit: UnitOfMeasure = .perSecond,
    detail: String = ""
  ) {
    guard let bucket, bucket.rate >= parts else { return nil }
    self.init(
      name, bucket.rate / parts, peak: (bucket.busiest + parts - 1) / parts, in: unit,
      detail: detail)
  }

  /// A rate that several nodes share; nil where there is none.
  public init?(_ name: String, _ rate: SharedRate?, in unit: UnitOfMeasure = .perSecond) {
    self.init(name, rate?.bucket, in: unit)
    isShared = true
  }

  /// A rate at which others wait in line; nil where there is none.
  public init?(_ name: String, _ pace: Pace?) {
    guard let pace else { return nil }
    self.init(name, pace.rate, peak: pace.busiest, in: .perSecond)
  }

  /// The burst of a rate by its tokens, of which so many are one thing; nil where there is none.
  public init?(
    burst name: String, _ bucket: TokenBucket?, parts: Int64 = 1, in unit: UnitOfMeasure = .requests
  ) {
    guard let bucket, bucket.capacity >= parts else { return nil }
    self.init(
      name, bucket.capacity / parts, peak: (bucket.deepest + parts - 1) / parts, in: unit)
  }

  /// Of several that bound the same of different parts, the one that was used most.
  public static func hottest(_ ceilings: [Ceiling]) -> Ceiling? {
    var hottest: Ceiling?
    for ceiling in ceilings {
      guard let known = hottest else {
        hottest = ceiling
        continue
      }
      if ceiling.share > known.share { hottest = ceiling }
    }
    return hottest
  }
}
