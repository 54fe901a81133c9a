import Testing

@testable import Kernel
@testable import Measures

/// A short interval beside minutes that start 45 s after a full one.
private let tracking = Tracking(interval: .seconds(7), pastMinute: .seconds(45))

/// Settles measures as their owner has to: at every end of an interval, before anything happens.
private struct Owner {
  var clock = TrackingClock(tracking)

  mutating func pass(to now: Instant, _ settle: (Instant) -> Void) {
    guard now >= clock.boundary else { return }
    settle(now)
    clock.advance(to: now)
  }
}

@Suite struct InstrumentTests {
  /// Steps some seconds apart, so that most intervals of seven seconds see none or a few.
  func walk(_ seed: UInt64) -> Walk { Walk(seed: seed, steps: 200, longest: 5_000_000_000) }

  @Test(arguments: 0..<10)
  func `a count's series and minutes equal those fed one by one`(seed: UInt64) {
    let walk = walk(seed)
    let measure = CountMeasure(tracking)
    var series = CountSeries(IntervalGrid(every: .seconds(7)))
    var minutes = CellSeries(IntervalGrid(minutesAfter: .seconds(45)))
    var owner = Owner()
    for step in walk.steps {
      let now = Instant(nanoseconds: step.at)
      owner.pass(to: now, measure.settle)
      measure.add(step.level, at: now)
      series.add(step.level, at: now)
      minutes.record(step.level, at: now)
    }
    let end = Instant(nanoseconds: walk.last) + .seconds(200)
    measure.finish(at: end)
    series.finish(at: end)
    minutes.finish(at: end)
    #expect(measure.total == walk.steps.reduce(0) { $0 + $1.level })
    #expect(measure.additions == 200)
    #expect(measure.series == series)
    #expect(measure.minutes == minutes)
  }

  @Test(arguments: 0..<10)
  func `samples' series and minutes equal those fed one by one`(seed: UInt64) {
    let walk = walk(seed)
    let measure = SampleMeasure(tracking)
    var series = CellSeries(IntervalGrid(every: .seconds(7)))
    var minutes = CellSeries(IntervalGrid(minutesAfter: .seconds(45)))
    var owner = Owner()
    for step in walk.steps {
      let now = Instant(nanoseconds: step.at)
      owner.pass(to: now, measure.settle)
      measure.record(abs(step.level), at: now)
      series.record(abs(step.level), at: now)
      minutes.record(abs(step.level), at: now)
    }
    let end = Instant(nanoseconds: walk.last) + .seconds(200)
    measure.finish(at: end)
    series.finish(at: end)
    minutes.finish(at: end)
    #expect(measure.histogram.count == 200)
    #expect(measure.series == series)
    #expect(measure.minutes == minutes)
  }

  @Test(arguments: 0..<10)
  func `a gauge's series and minutes agree with a plain reference`(seed: UInt64) throws {
    let walk = walk(seed)
    let measure = GaugeMeasure(tracking)
    var owner = Owner()
    for step in walk.steps {
      owner.pass(to: Instant(nanoseconds: step.at), measure.settle)
      measure.set(step.level, at: Instant(nanoseconds: step.at))
    }
    let end = Instant(nanoseconds: walk.last) + .seconds(200)
    measure.finish(at: end)
    let points = try #require(measure.series).points + #require(measure.minutes).points
    for point in points where point.begin < point.end {
      #expect(point.cell == walk.cell(point.begin.nanoseconds, point.end.nanoseconds))
    }
    let whole = walk.cell(0, end.nanoseconds)
    #expect(measure.gauge.integral == whole.sum)
    #expect(try #require(measure.minutes).cells.reduce(0) { $0 + $1.sum } == whole.sum)
    #expect(try #require(measure.series).cells.reduce(0) { $0 + $1.sum } == whole.sum)
  }

  @Test func `what settling closes can be read while the run goes on`() throws {
    let measure = CountMeasure(Tracking(pastMinute: .zero))
    measure.add(3, at: .start + .seconds(20))
    measure.settle(at: .start + .seconds(180))
    #expect(try #require(measure.minutes).points.map { $0.cell.sum } == [3, 0, 0])
    measure.add(4, at: .start + .seconds(180))
    measure.settle(at: .start + .seconds(241))
    #expect(try #require(measure.minutes).points.map { $0.cell.sum } == [3, 0, 0, 4])
  }

  @Test func `a restart drops the warm-up from totals, series and minutes`() throws {
    let count = CountMeasure(tracking)
    let gauge = GaugeMeasure(tracking)
    let samples = SampleMeasure(tracking)
    var owner = Owner()
    for second in 0..<Int64(100) {
      let now = Instant.start + .seconds(second)
      owner.pass(to: now) { now in
        count.settle(at: now)
        gauge.settle(at: now)
        samples.settle(at: now)
      }
      if second == 40 {
        count.restart(at: now)
        gauge.restart(at: now)
        samples.restart(at: now)
      }
      count.add(1, at: now)
      gauge.set(second < 40 ? 1_000 : second % 2, at: now)
      samples.record(second, at: now)
    }
    let end = Instant.start + .seconds(100)
    count.finish(at: end)
    gauge.finish(at: end)
    samples.finish(at: end)
    #expect(count.total == 60)
    #expect(try #require(count.series).sums.reduce(0, +) == 60)
    #expect(try #require(count.series)[0].begin == .start + .seconds(40))
    #expect(gauge.gauge.mean(upTo: end) == 0.5)
    #expect(try #require(gauge.series).cells.reduce(0) { $0 + $1.sum } == 30_000_000_000)
    #expect(samples.histogram.minimum == 40)
    #expect(try #require(samples.minutes).cells.map(\.sampleCount) == [35, 25])
  }

  @Test func `an instrument without records keeps its totals`() {
    let count = CountMeasure()
    count.add(2, at: .start + .days(3))
    count.finish(at: .start + .days(4))
    #expect(count.total == 2 && count.series == nil && count.minutes == nil)
    let gauge = GaugeMeasure(threshold: 5)
    gauge.add(5, at: .start + .seconds(1))
    gauge.finish(at: .start + .seconds(3))
    #expect(gauge.gauge.timeAtThreshold == .seconds(2))
  }
}

@Suite struct TrackingClockTests {
  @Test func `the boundaries of series and minutes come in order`() {
    var clock = TrackingClock(Tracking(interval: .seconds(40), pastMinute: .seconds(45)))
    var seen: [Int64] = []
    for _ in 0..<5 {
      seen.append(clock.boundary.nanoseconds / 1_000_000_000)
      clock.advance(to: clock.boundary)
    }
    #expect(seen == [15, 40, 75, 80, 120])
  }

  @Test func `without records there is no boundary`() {
    #expect(TrackingClock(.none).boundary == .never)
  }
}
