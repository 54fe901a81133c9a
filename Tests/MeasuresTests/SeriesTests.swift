import Testing

@testable import Kernel
@testable import Measures

@Suite struct SeriesTests {
  @Test func `the interval is the shortest that gives at most 2,000 points`() {
    let table: [(span: TimeSpan, interval: TimeSpan)] = [
      (.zero, .seconds(1)), (.minutes(30), .seconds(1)), (.seconds(2_000), .seconds(1)),
      (.seconds(2_001), .seconds(5)), (.hours(1), .seconds(5)), (.seconds(10_001), .seconds(10)),
      (.hours(8), .seconds(30)), (.days(1), .minutes(1)), (.days(7), .minutes(15)),
      (.days(6), .minutes(5)), (.days(30), .hours(1)), (.days(365), .hours(1)),
    ]
    for row in table { #expect(Series.interval(for: row.span) == row.interval) }
  }

  @Test func `an interval holds its beginning and not its end`() {
    var series = CountSeries(IntervalGrid(every: .seconds(10)))
    series.add(1, at: .start)
    series.add(2, at: .start + .seconds(10) - TimeSpan(nanoseconds: 1))
    series.add(4, at: .start + .seconds(10))
    series.add(8, at: .start + .seconds(57))
    series.finish(at: .start + .seconds(58))
    #expect(series.points.map(\.sum) == [3, 4, 0, 0, 0, 8])
    #expect(series[0].end == .start + .seconds(10))
    #expect(series[5].begin == .start + .seconds(50))
    #expect(series[5].end == .start + .seconds(58))
  }

  @Test func `a run that ends on a boundary adds no empty interval`() {
    var quiet = CountSeries(IntervalGrid(every: .seconds(10)))
    quiet.add(1, at: .start + .seconds(3))
    quiet.finish(at: .start + .seconds(20))
    #expect(quiet.points.map(\.sum) == [1, 0])
    var busy = CountSeries(IntervalGrid(every: .seconds(10)))
    busy.add(5, at: .start + .seconds(20))
    busy.finish(at: .start + .seconds(20))
    #expect(busy.points.map(\.sum) == [0, 0, 5])
    #expect(busy[2].begin == busy[2].end)
  }

  @Test(arguments: 0..<10)
  func `counts agree with a plain reference, gaps and all`(seed: UInt64) {
    let walk = Walk(seed: seed, steps: 400, longest: 3_000)
    var series = CountSeries(IntervalGrid(every: TimeSpan(nanoseconds: 1_000)))
    var reference = Array(repeating: Int64(0), count: Int(walk.last / 1_000) + 1)
    for step in walk.steps {
      series.add(step.level, at: Instant(nanoseconds: step.at))
      reference[Int(step.at / 1_000)] += step.level
    }
    series.finish(at: Instant(nanoseconds: walk.last / 1_000 * 1_000 + 999))
    #expect(Array(series.sums) == reference)
  }

  @Test(arguments: 0..<10)
  func `samples agree with a plain reference, gaps and all`(seed: UInt64) {
    let walk = Walk(seed: seed, steps: 400, longest: 3_000)
    var series = CellSeries(IntervalGrid(every: TimeSpan(nanoseconds: 1_000)))
    var reference = Array(repeating: [Int64](), count: Int(walk.last / 1_000) + 1)
    for step in walk.steps {
      series.record(step.level, at: Instant(nanoseconds: step.at))
      reference[Int(step.at / 1_000)].append(step.level)
    }
    series.finish(at: Instant(nanoseconds: walk.last / 1_000 * 1_000 + 999))
    #expect(series.cells.count == reference.count)
    for (cell, values) in zip(series.cells, reference) {
      #expect(cell.sampleCount == Int64(values.count))
      #expect(cell.sum == values.reduce(Int128(0)) { $0 + Int128($1) })
      #expect(cell.minimum == values.min() && cell.maximum == values.max())
    }
  }

  @Test func `a level carries over silent intervals`() {
    var series = CellSeries(IntervalGrid(every: .seconds(10)))
    series.hold(0, from: .start, until: .start + .seconds(5))
    series.hold(7, from: .start + .seconds(5), until: .start + .seconds(42))
    series.finish(at: .start + .seconds(42))
    #expect(series.points.map { $0.cell.average } == [3.5, 7, 7, 7, 7])
    #expect(series.points.map { $0.cell.minimum } == [0, 7, 7, 7, 7])
    #expect(series.points.map { $0.cell.sampleCount / 1_000_000_000 } == [10, 10, 10, 10, 2])
  }

  @Test func `minutes follow the calendar, not the start of the run`() {
    var minutes = CellSeries(IntervalGrid(minutesAfter: .seconds(45)))
    minutes.record(5, at: .start + .seconds(14))
    minutes.record(6, at: .start + .seconds(15))
    minutes.record(8, at: .start + .seconds(74))
    minutes.finish(at: .start + .seconds(76))
    #expect(minutes.points.map { $0.cell.sum } == [5, 14, 0])
    #expect(minutes.points.map { $0.cell.maximum } == [5, 8, nil])
    #expect(minutes.points.map { $0.begin } == [0, 15, 75].map { .start + .seconds($0) })
  }

  @Test func `a restart cuts the first interval short and keeps the boundaries`() {
    var series = CountSeries(IntervalGrid(every: .seconds(10)))
    series.add(9, at: .start + .seconds(2))
    series.restart(at: .start + .seconds(34))
    series.add(1, at: .start + .seconds(39))
    series.add(2, at: .start + .seconds(40))
    series.finish(at: .start + .seconds(50))
    #expect(series.points.map(\.sum) == [1, 2])
    #expect(series.points.map(\.begin) == [34, 40].map { .start + .seconds($0) })
  }
}
