import Testing

@testable import Kernel
@testable import Measures

/// Steps of a level in time, as plain pairs, and what they amount to by brute force.
struct Walk {
  var steps: [(at: Int64, level: Int64)] = []

  /// Random steps; at some instants several, some after a long silence.
  init(seed: UInt64, steps count: Int, longest: Int64) {
    var chance = TestChance(seed)
    var now: Int64 = 0
    var level: Int64 = 0
    for _ in 0..<count {
      let silence = chance.below(20) == 0 ? 40 * longest : longest
      now += chance.below(4) == 0 ? 0 : chance.below(silence)
      level += chance.below(21) - 10
      steps.append((now, level))
    }
  }

  var last: Int64 { steps.last?.at ?? 0 }

  /// The cell of one interval, from the start of time a level of zero.
  func cell(_ begin: Int64, _ end: Int64) -> Cell {
    var cell = Cell.empty
    var level: Int64 = 0
    var from: Int64 = 0
    for step in steps + [(at: .max, level: 0)] {
      let overlap = min(step.at, end) - max(from, begin)
      if overlap > 0 {
        cell.sampleCount += overlap
        cell.sum += Int128(level) * Int128(overlap)
      }
      let inherited = from < begin && step.at >= begin
      if inherited || (from >= begin && from < end) {
        cell.least = min(cell.least, level)
        cell.greatest = max(cell.greatest, level)
      }
      level = step.level
      from = step.at
    }
    return cell
  }
}

@Suite struct GaugeTests {
  @Test func `the mean weighs each level by its time`() {
    var depth = Gauge()
    depth.set(4, at: .start)
    depth.set(0, at: .start + .seconds(3))
    #expect(depth.mean(upTo: .start + .seconds(4)) == 3)
    #expect(Gauge(3).mean(upTo: .start) == nil)
  }

  @Test(arguments: 0..<20)
  func `integral and extremes agree with a plain reference`(seed: UInt64) {
    let walk = Walk(seed: seed, steps: 300, longest: 1_000)
    var gauge = Gauge()
    for step in walk.steps { gauge.set(step.level, at: Instant(nanoseconds: step.at)) }
    let end = walk.last + 500
    let reference = walk.cell(0, end)
    #expect(gauge.settling(at: Instant(nanoseconds: end)).integral == reference.sum)
    #expect(gauge.maximum == reference.maximum && gauge.minimum == reference.minimum)
    #expect(gauge.mean(upTo: Instant(nanoseconds: end)) == reference.average)
  }

  @Test func `an integral outgrows 64 bits without loss`() {
    var gauge = Gauge(10_000_000)
    gauge.set(-1, at: .start + .days(30))
    #expect(gauge.integral == Int128(10_000_000) * Int128(TimeSpan.days(30).nanoseconds))
  }

  @Test func `time at or above the threshold counts as saturated`() {
    var inUse = Gauge(threshold: 10)
    inUse.set(10, at: .start + .seconds(1))
    inUse.add(-1, at: .start + .seconds(4))
    inUse.changeThreshold(to: 9, at: .start + .seconds(6))
    #expect(inUse.settling(at: .start + .seconds(8)).timeAtThreshold == .seconds(5))
  }

  @Test func `a restart keeps the level and forgets the rest`() {
    var gauge = Gauge(threshold: 3)
    gauge.set(9, at: .start + .seconds(1))
    gauge.set(2, at: .start + .seconds(2))
    gauge.restart(at: .start + .seconds(5))
    #expect(gauge.maximum == 2 && gauge.minimum == 2 && gauge.timeAtThreshold == .zero)
    gauge.set(4, at: .start + .seconds(6))
    #expect(gauge.mean(upTo: .start + .seconds(7)) == 3)
  }
}
