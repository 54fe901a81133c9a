import Glibc
import Testing

@testable import Measures

/// Shapes of values that latencies, sizes and counts take.
enum Shape: String, CaseIterable, Sendable {
  case small, uniform, exponential, heavyTailed, twoPeaks, constant, hugeRange

  func values(_ count: Int) -> [Int64] {
    var chance = TestChance(7)
    return (0..<count).map { index in
      switch self {
      case .small: chance.below(256)
      case .uniform: chance.below(50_000_000)
      case .exponential: Int64(-log(chance.unit()) * 39_800_000)
      case .heavyTailed: Int64(min(1_000 * pow(chance.unit(), -1.5), 9e18))
      case .twoPeaks: chance.below(10) == 0 ? 900_000_000 + chance.below(9) : chance.below(70)
      case .constant: 123_456_789
      case .hugeRange: Int64(truncatingIfNeeded: chance.next() >> 1) >> (Int64(index) % 63)
      }
    }
  }
}

@Suite struct HistogramTests {
  static let percentiles = (0...1_000).map { Double($0) / 1_000 } + [0.9999, 0.99999]

  func filled(_ values: some Sequence<Int64>) -> Histogram {
    var histogram = Histogram()
    for value in values { histogram.record(value) }
    return histogram
  }

  @Test(arguments: Shape.allCases)
  func `every percentile is within half a percent of the exact one`(shape: Shape) {
    let values = shape.values(10_000)
    let histogram = filled(values)
    let sorted = values.sorted()
    for share in HistogramTests.percentiles {
      let exact = Quantiles.quantile(share, ofSorted: sorted) ?? -1
      let read = histogram.quantile(share) ?? -2
      let error = Double((read - exact).magnitude)
      #expect(error <= 0.005 * Double(exact), "p\(share): \(read), exactly \(exact)")
      if exact < 256 { #expect(read == exact) }
    }
    #expect(histogram.quantile(0) == sorted.first)
    #expect(histogram.quantile(1) == sorted.last)
    #expect(histogram.minimum == sorted.first)
    #expect(histogram.maximum == sorted.last)
  }

  @Test(arguments: Shape.allCases)
  func `count, sum and mean are exact`(shape: Shape) throws {
    let values = shape.values(5_000)
    let histogram = filled(values)
    let sum = values.reduce(UInt128(0)) { $0 + UInt128($1) }
    #expect(histogram.count == 5_000)
    #expect(histogram.sum == sum)
    let mean = try #require(histogram.mean)
    #expect(abs(mean / (Double(sum) / 5_000) - 1) < 1e-15)
  }

  @Test func `a sum outgrows 64 bits without loss`() {
    var histogram = Histogram()
    histogram.record(.max, times: 1_000)
    histogram.record(.max)
    #expect(histogram.sum == UInt128(Int64.max) * 1_001)
    #expect(histogram.quantile(0.5) == .max)
  }

  @Test(arguments: Shape.allCases)
  func `merging equals recording everything in one`(shape: Shape) {
    let values = shape.values(4_000)
    let parts = (0..<3).map { part in
      filled(values.indices.filter { $0 % 3 == part }.map { values[$0] })
    }
    var merged = Histogram()
    for part in parts.reversed() { merged.merge(part) }
    #expect(merged == filled(values))
    var withEmpty = merged
    withEmpty.merge(Histogram())
    #expect(withEmpty == merged)
  }

  @Test func `recording a value several times equals recording it one by one`() {
    var together = Histogram()
    together.record(70_000, times: 5)
    together.record(3, times: 2)
    together.record(9, times: 0)
    #expect(together == filled([70_000, 3, 70_000, 70_000, 3, 70_000, 70_000]))
  }

  @Test func `buckets join without gap up to the greatest integer`() {
    for bucket in 0..<7_296 {
      let low = Histogram.low(of: bucket)
      let high = Histogram.high(of: bucket)
      #expect(Histogram.bucket(of: low) == bucket && Histogram.bucket(of: high) == bucket)
      if bucket < 7_295 { #expect(Histogram.low(of: bucket + 1) == high + 1) }
    }
    #expect(Histogram.high(of: 7_295) == .max)
  }

  @Test func `only the doublings between the extremes take memory`() {
    #expect(Histogram().counts.isEmpty)
    #expect(filled([40_000_000, 41_000_000]).counts.count == 128)
    #expect(filled([1_000_000_000, 40_000_000]).counts.count == 128 * 5)
  }

  @Test func `the share over a threshold is exact at the edges of buckets`() {
    let histogram = filled(0..<200)
    #expect(histogram.share(over: 49) == 0.75)
    #expect(histogram.share(over: -1) == 1)
    #expect(histogram.share(over: 199) == 0)
    #expect(Histogram().share(over: 5) == nil)
  }

  @Test func `within a bucket the share over a threshold is interpolated`() throws {
    let histogram = filled(1_000_000..<1_004_000)
    for threshold in stride(from: Int64(1_000_100), to: 1_003_900, by: 173) {
      let share = try #require(histogram.share(over: threshold))
      #expect(abs(share - Double(1_003_999 - threshold) / 4_000) < 1e-9)
    }
  }

  @Test func `buckets come ascending and hold every value`() {
    let values = Shape.exponential.values(2_000)
    let buckets = filled(values).buckets
    #expect(buckets.reduce(0) { $0 + $1.count } == 2_000)
    #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.high < $1.low })
    for bucket in buckets {
      let inside = values.filter { bucket.low <= $0 && $0 <= bucket.high }.count
      #expect(UInt64(inside) == bucket.count)
    }
  }

  @Test func `an empty histogram has no figures`() {
    let histogram = Histogram()
    #expect(histogram.quantile(0.5) == nil && histogram.mean == nil)
    #expect(histogram.minimum == nil && histogram.maximum == nil)
  }
}
