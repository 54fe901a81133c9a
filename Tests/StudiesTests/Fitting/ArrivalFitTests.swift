import Kernel
import Testing

@testable import Studies

@Suite struct ArrivalFitTests {
  @Test func `independent arrivals are known, and the range of their rate holds the truth`() throws
  {
    var (hits, known) = (0, 0)
    for seed in 0..<100 {
      let moments = Drawing.arrivals(400, rate: 20, seed: UInt64(seed))
      let fit = try ArrivalFit.fit(moments: moments, resolution: 1e-9, timeOfDay: 0)
      if fit.rate.contains(20) { hits += 1 }
      if fit.pattern == .poisson, fit.spikes.isEmpty { known += 1 }
    }
    #expect(hits >= 88 && known >= 95, "\(hits) rates and \(known) patterns of 100")
  }

  @Test func `the ranges of a bursty source hold the truth 95 times of 100`() throws {
    var hits = [0, 0, 0]
    let sets = 50
    for seed in 0..<sets {
      let moments = Drawing.bursts(rate: 10, factor: 4, on: 2, until: 120, seed: UInt64(seed))
      let gaps = zip(moments.dropFirst(), moments).map { $0 - $1 }
      let source = try #require(Burstiness.fit(gaps: gaps)).source
      if source.rate.contains(10) { hits[0] += 1 }
      if source.factor.contains(4) { hits[1] += 1 }
      if source.on.contains(2) { hits[2] += 1 }
    }
    // 3 standard deviations below the 47.5 that are to be expected.
    for hit in hits { #expect((43...50).contains(hit), "\(hits) of \(sets)") }
  }

  @Test func `bursts are told from chance, spikes and clocks`() throws {
    let bursty = try ArrivalFit.fit(
      moments: Drawing.bursts(rate: 20, factor: 5, on: 3, until: 900, seed: 7),
      resolution: 1e-9, timeOfDay: 0)
    guard case .bursty(let source) = bursty.pattern else {
      Issue.record("\(bursty.pattern)")
      return
    }
    #expect(source.factor.contains(5) && source.on.contains(3), "\(source)")
    #expect(bursty.verdict == .well)

    let clock = try ArrivalFit.fit(
      moments: (0..<500).map { Double($0) * 0.1 }, resolution: 0.1, timeOfDay: 0)
    #expect(clock.pattern == .constant)
    #expect((clock.rate.value - 10).magnitude < 0.1)
  }

  @Test func `counts of a bursty source tell its factor and how long it is on`() throws {
    var hits = [0, 0, 0]
    for seed in 0..<3 {
      let moments = Drawing.bursts(
        rate: 20, factor: 4, on: 10, until: 3_200, seed: UInt64(seed) + 40)
      let counts = Counts(of: moments, width: 4, until: 3_200)
      let source = try #require(Burstiness.fit(counts: counts))
      if source.rate.contains(20) { hits[0] += 1 }
      if source.factor.contains(4) { hits[1] += 1 }
      if source.on.contains(10) { hits[2] += 1 }
    }
    for hit in hits { #expect(hit >= 2, "\(hits) of 3") }
  }

  @Test func `a spike is found with its begin, its length and its rate`() throws {
    let moments = Drawing.arrivals(until: 600, greatest: 100, seed: 3) { moment in
      moment >= 200 && moment < 230 ? 100 : 5
    }
    let fit = try ArrivalFit.fit(moments: moments, resolution: 1e-9, timeOfDay: 0)
    #expect(fit.pattern == .poisson && fit.rate.contains(5))
    let spike = try #require(fit.spikes.first)
    #expect(fit.spikes.count == 1)
    #expect((spike.begin - 200).magnitude < 1 && (spike.length - 30).magnitude < 2)
    #expect(spike.rate.contains(100))

    let counts = try ArrivalFit.fit(
      counts: Counts(of: moments, width: 10, until: 600), timeOfDay: 0)
    #expect(counts.spikes.map { $0.begin } == [200] && counts.spikes.map { $0.length } == [30])
  }

  @Test func `the course of a day is known again`() throws {
    var hits = [0, 0]
    for seed in 0..<20 {
      var words = SplitMix64(seed: UInt64(seed))
      let values = (0..<72).map { hour in
        let (cosine, _) = Turns.direction((Double(hour) + 0.5 - 20) / 24)
        let mean = 400 * (1 + 0.5 * cosine)
        return (mean + mean.squareRoot() * Arithmetic.inverseNormal(unit(words.next()))).rounded()
      }
      let fit = try ArrivalFit.fit(counts: Counts(width: 3_600, values: values), timeOfDay: 0)
      let daily = try #require(fit.daily)
      if daily.peak.contains(20 * 3_600) { hits[0] += 1 }
      if daily.ratio.contains(3) { hits[1] += 1 }
      #expect(fit.pattern == .poisson && fit.spikes.isEmpty)
    }
    #expect(hits[0] >= 16 && hits[1] >= 16, "\(hits) of 20")
  }

  @Test func `a rate that grows evenly is a ramp, and any other course is left to a trace`() throws
  {
    let even = Drawing.arrivals(until: 1_000, greatest: 60, seed: 3) { 10 + $0 * 0.05 }
    let ramp = try ArrivalFit.fit(moments: even, resolution: 1e-9, timeOfDay: 0)
    let trend = try #require(ramp.trend)
    #expect(ramp.pattern == .poisson && ramp.rate == trend.begin)
    #expect(trend.begin.contains(10) && trend.end.contains(60), "\(trend.begin) \(trend.end)")

    let steps = Drawing.arrivals(until: 1_000, greatest: 60, seed: 3) {
      Int($0 / 100) % 2 == 0 ? 60 : 20
    }
    let other = try ArrivalFit.fit(moments: steps, resolution: 1e-9, timeOfDay: 0)
    #expect(other.pattern == .trace && other.verdict == .poorly && other.trend == nil)
    // Two rates in turn, of which neither is silence.
    let turns = (0..<400).map { (index: Int) -> Double in
      let level = index / 10 % 2 == 0 ? 120 : 40
      return Double(level + index * 7 % 11 - 5)
    }
    let counts = try ArrivalFit.fit(counts: Counts(width: 10, values: turns), timeOfDay: 0)
    #expect(counts.pattern == .trace, "\(counts.pattern)")
  }

  @Test func `too little is said to be so`() {
    #expect(throws: ArrivalFit.Shortage.arrivals(3)) {
      try ArrivalFit.fit(moments: [0, 1, 2], resolution: 1, timeOfDay: 0)
    }
    #expect(throws: ArrivalFit.Shortage.noTime) {
      try ArrivalFit.fit(
        moments: [Double](repeating: 0, count: 12), resolution: 1, timeOfDay: 0)
    }
    #expect(throws: ArrivalFit.Shortage.stretches(4)) {
      try ArrivalFit.fit(counts: Counts(width: 60, values: [9, 9, 9, 9]), timeOfDay: 0)
    }
  }

  @Test func `an angle is that of its direction`() {
    for step in 0..<40 {
      let turns = Double(step) / 40
      let (cosine, sine) = Turns.direction(turns)
      #expect((cosine * cosine + sine * sine - 1).magnitude < 1e-12)
      #expect((Turns.angle(cosine: 3 * cosine, sine: 3 * sine) - turns).magnitude < 1e-9)
    }
  }
}
