import Kernel

/// The way from a recording of arrivals to what it is best described by.
struct ArrivalFitting {
  let counts: Counts
  /// When each arrived, where that is known [s].
  let moments: [Double]?
  let count: Int64
  let length: Double
  let timeOfDay: Double

  /// The whole way: the course of the day, spikes, a trend, then the pattern of what is left.
  func result() -> ArrivalFit {
    var daily = DailyShape(of: counts, timeOfDay: timeOfDay)
    var shape = daily.map { levels(of: $0) }
    let runs = Spike.runs(in: counts, shape: shape)
    if let first = shape, !runs.isEmpty {
      daily = DailyShape(of: smoothed(runs, first), timeOfDay: timeOfDay)
      shape = daily.map { levels(of: $0) }
    }
    let all = Dispersion.course(of: counts, shape: shape)
    if !runs.isEmpty {
      let rest = without(runs, shape)
      let left = Dispersion.course(of: rest.counts, shape: rest.shape)
      if rest.counts.values.count >= 20, pattern(of: left) == .poisson,
        isIndependent(daily, beside: runs)
      {
        return fit(
          .poisson, .well, rate: Self.rate(of: rest.counts, rest.shape), daily: daily,
          spikes: spikes(runs), dispersions: left)
      }
    }
    let kind = pattern(of: all)
    if daily == nil, kind == .bursty, let trend = Trend(of: counts) {
      let left = Dispersion.course(of: counts, shape: trend.shape)
      if pattern(of: left) == .poisson {
        return fit(.poisson, .well, rate: trend.begin, trend: trend, dispersions: left)
      }
    }
    switch kind {
    case .poisson where !isIndependent(daily):
      return fit(.trace, .poorly, rate: crudeRate(all, daily), daily: daily, dispersions: all)
    case .poisson:
      return fit(
        .poisson, .well, rate: Self.rate(of: counts, shape), daily: daily, dispersions: all)
    case .constant:
      let isClock = all.allSatisfy { $0.index < 0.3 }
      return fit(
        isClock ? .constant : .poisson, isClock ? .well : .roughly,
        rate: Self.rate(of: counts, shape), daily: daily, dispersions: all)
    case .bursty: return bursts(daily, all)
    }
  }

  /// What dispersion alone tells.
  private enum Kind {
    case constant
    case poisson
    case bursty
  }

  /// Independent arrivals, unless some length of stretch speaks against it with a probability of
  /// less than 1 %, and by a tenth or more.
  private func pattern(of course: [Dispersion]) -> Kind {
    let limit = 0.01 / Double(max(course.count, 1))
    if course.contains(where: { $0.above < limit && $0.index > 1.1 }) { return .bursty }
    if course.contains(where: { $0.below < limit && $0.index < 0.9 }) { return .constant }
    return .poisson
  }

  private func bursts(_ daily: DailyShape?, _ all: [Dispersion]) -> ArrivalFit {
    var (source, verdict): (Burstiness?, Goodness.Verdict) = (nil, .poorly)
    if let moments {
      let gaps = Self.gaps(moments, daily, timeOfDay)
      if let fit = Burstiness.fit(gaps: gaps) {
        source = fit.source
        verdict = Self.verdict(of: fit.gaps, on: gaps)
      }
    } else if daily == nil {
      source = Burstiness.fit(counts: counts)
      verdict = .well
    }
    guard let source, source.isSayable else {
      return fit(.trace, .poorly, rate: crudeRate(all, daily), daily: daily, dispersions: all)
    }
    verdict = verdict.worse(Self.verdict(of: source, on: all, over: length))
    if !isSilentEnough(source) { verdict = .poorly }
    guard verdict != .poorly else {
      return fit(.trace, .poorly, rate: crudeRate(all, daily), daily: daily, dispersions: all)
    }
    return fit(
      .bursty(source), verdict, rate: source.rate, daily: daily, dispersions: all)
  }

  private func fit(
    _ pattern: ArrivalFit.Pattern, _ verdict: Goodness.Verdict, rate: Estimate,
    daily: DailyShape? = nil, trend: Trend? = nil, spikes: [Spike] = [],
    dispersions: [Dispersion]
  ) -> ArrivalFit {
    ArrivalFit(
      count: count, length: length, rate: rate, pattern: pattern, verdict: verdict, daily: daily,
      trend: trend, spikes: spikes, dispersions: dispersions)
  }

  // MARK: Parts

  /// The rate of the day in each stretch, as a multiple of the mean.
  private func levels(of daily: DailyShape) -> [Double] {
    counts.values.indices.map { index in
      daily.rate(at: timeOfDay + (Double(index) + 0.5) * counts.width)
    }
  }

  /// The mean rate of a whole day, of which the counts may be any part.
  private static func rate(of counts: Counts, _ shape: [Double]?) -> Estimate {
    let time = shape.map { $0.reduce(0, +) * counts.width } ?? counts.length
    return Estimate(rateOf: Int64(counts.total), in: time)
  }

  /// The rate with a range as wide as the counts of the longest stretches vary.
  private func crudeRate(_ course: [Dispersion], _ daily: DailyShape?) -> Estimate {
    let total = max(counts.total, 1)
    let mean = Self.rate(of: counts, daily.map { levels(of: $0) }).value
    let index = course.reduce(1) { max($0, $1.index) }
    return Estimate(mean, logError: (index / total).squareRoot())
  }

  /// The counts without those of some ranges.
  private func without(
    _ runs: [Range<Int>], _ shape: [Double]?
  ) -> (counts: Counts, shape: [Double]?) {
    let kept = counts.values.indices.filter { index in !runs.contains { $0.contains(index) } }
    return (
      Counts(width: counts.width, values: kept.map { counts.values[$0] }),
      shape.map { shape in kept.map { shape[$0] } }
    )
  }

  /// The counts with what is usual in the place of those of some ranges.
  private func smoothed(_ runs: [Range<Int>], _ shape: [Double]) -> Counts {
    let rest = without(runs, shape)
    let level = rest.counts.total / (rest.shape ?? []).reduce(0, +)
    var values = counts.values
    for index in runs.joined() { values[index] = level * shape[index] }
    return Counts(width: counts.width, values: values)
  }

  private func spikes(_ runs: [Range<Int>]) -> [Spike] {
    runs.map { run in
      let total = counts.values[run].reduce(0, +)
      let (begin, end) = edges(run)
      let inside = moments.map { Int64($0.count { $0 >= begin && $0 <= end }) }
      return Spike(
        begin: begin, length: end - begin,
        rate: Estimate(rateOf: inside ?? Int64(total), in: end - begin))
    }
  }

  /// Where a spike begins and ends: at arrivals, where those are known, after which the rate is
  /// likeliest to have changed.
  private func edges(_ run: Range<Int>) -> (begin: Double, end: Double) {
    let width = counts.width
    let (begin, end) = (Double(run.lowerBound) * width, Double(run.upperBound) * width)
    guard let moments else { return (begin, end) }
    let first = Self.change(moments, from: begin - width, to: min(begin + 2 * width, end))
    let last = Self.change(moments, from: max(end - 2 * width, begin), to: end + width)
    return (first ?? begin, last ?? end)
  }

  /// The arrival at which the rate changes most likely, within a stretch of time.
  private static func change(_ moments: [Double], from: Double, to: Double) -> Double? {
    let inside = moments.filter { $0 >= from && $0 <= to }
    guard inside.count >= 4, to > from else { return nil }
    var best: (gain: Double, moment: Double)?
    for (index, moment) in inside.enumerated() {
      let (before, after) = (Double(index), Double(inside.count - index))
      guard moment > from, moment < to else { continue }
      let gain =
        (before > 0 ? before * Arithmetic.log(before / (moment - from)) : 0)
        + after * Arithmetic.log(after / (to - moment))
      if gain > best?.gain ?? -.infinity { best = (gain, moment) }
    }
    return best?.moment
  }

  /// The gaps between arrivals, in time that passes as fast as the rate of the day is high.
  static func gaps(
    _ moments: [Double], _ daily: DailyShape?, _ timeOfDay: Double
  ) -> [Double] {
    let times = daily.map { daily in moments.map { daily.elapsed(until: timeOfDay + $0) } }
    let course = times ?? moments
    return zip(course.dropFirst(), course).map { $0 - $1 }
  }
}
