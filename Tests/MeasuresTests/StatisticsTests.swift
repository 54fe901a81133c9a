import Glibc
import Testing

@testable import Measures

@Suite struct StatisticsTests {
  @Test func `a quantile is the value of the nearest rank`() {
    #expect(Quantiles.rank(of: 0.07, among: 100) == 7)
    #expect(Quantiles.rank(of: 0.29, among: 100) == 29)
    #expect(Quantiles.rank(of: 0.5, among: 5) == 3)
    #expect(Quantiles.rank(of: 0.501, among: 1_000) == 501)
    #expect(Quantiles.rank(of: 0.5001, among: 1_000) == 501)
    #expect(Quantiles.rank(of: 0, among: 9) == 1)
    #expect(Quantiles.rank(of: 1, among: 9) == 9)
    #expect(Quantiles.quantile(0.9, ofSorted: [15, 20, 35, 40, 50]) == Int64(50))
    #expect(Quantiles.quantile(0.4, ofSorted: [15.5, 20, 35, 40, 50]) == 20)
    #expect(Quantiles.quantile(0.4, ofSorted: [Int64]()) == nil)
  }

  @Test func `every hundredth of every count has the rank that fractions give`() {
    for count in Int64(1)...400 {
      for hundredth in Int64(0)...100 {
        let exact = max(1, (hundredth * count + 99) / 100)
        #expect(Quantiles.rank(of: Double(hundredth) / 100, among: count) == exact)
      }
    }
  }

  @Test func `Student's t agrees with the published table`() {
    let table: [(degrees: Double, p95: Double, p975: Double, p995: Double)] = [
      (1, 6.313_751_515, 12.706_204_736, 63.656_741_163),
      (2, 2.919_985_580, 4.302_652_730, 9.924_843_201),
      (5, 2.015_048_373, 2.570_581_836, 4.032_142_984),
      (10, 1.812_461_123, 2.228_138_852, 3.169_272_673),
      (30, 1.697_260_887, 2.042_272_456, 2.749_995_654),
      (100, 1.660_234_326, 1.983_971_519, 2.625_890_521),
    ]
    for row in table {
      for (probability, value) in [(0.95, row.p95), (0.975, row.p975), (0.995, row.p995)] {
        let upper = StudentT.quantile(
          probability: probability, degreesOfFreedom: row.degrees)
        let lower = StudentT.quantile(
          probability: 1 - probability, degreesOfFreedom: row.degrees)
        #expect(abs(upper - value) < 1e-6, "\(row.degrees) at \(probability)")
        #expect(abs(lower + value) < 1e-6, "\(row.degrees) at \(1 - probability)")
      }
    }
    #expect(StudentT.quantile(probability: 0.5, degreesOfFreedom: 3) == 0)
  }

  @Test(arguments: [0.5 + 0x1p-24, 0.6, 0.9, 0.99995, 0.999_999_999])
  func `with one and two degrees of freedom Student's t has closed forms`(probability: Double) {
    let one = StudentT.quantile(probability: probability, degreesOfFreedom: 1)
    #expect(abs(one * tan(.pi * (1 - probability)) - 1) < 1e-9)
    let two = StudentT.quantile(probability: probability, degreesOfFreedom: 2)
    let spread = 4 * probability * (1 - probability)
    #expect(abs(two / ((2 * probability - 1) * sqrt(2 / spread)) - 1) < 1e-9)
  }

  @Test func `equal values give an interval of no width`() throws {
    let interval = try #require(ConfidenceInterval(of: [0.1, 0.1, 0.1, 0.1]))
    #expect(interval.low == 0.1 && interval.high == 0.1)
    #expect(ConfidenceInterval(of: [3]) == nil)
  }

  @Test func `pairing removes what the pairs have in common`() throws {
    let first = [10.0, 200, 3_000]
    let second = [9.0, 198, 2_997]
    let interval = try #require(ConfidenceInterval(ofDifferences: first, second))
    #expect(interval.mean == 2)
    #expect(abs(interval.halfWidth - 4.302_652_730 / sqrt(3)) < 1e-6)
  }

  /// Normal enough: the sum of twelve uniform values, of mean 0 and variance 1.
  func normal(_ chance: inout TestChance) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + chance.unit() }
  }

  @Test(arguments: [0.8, 0.95])
  func `an interval holds the truth as often as it says`(confidence: Double) throws {
    var chance = TestChance(11)
    var held = 0
    for _ in 0..<1_000 {
      let values = (0..<5).map { _ in 40 + 3 * normal(&chance) }
      let interval = try #require(ConfidenceInterval(of: values, confidence: confidence))
      if interval.contains(40) { held += 1 }
    }
    let spread = sqrt(confidence * (1 - confidence) / 1_000)
    #expect(abs(Double(held) / 1_000 - confidence) < 4 * spread)
  }

  @Test func `Wilson's interval agrees with published values`() throws {
    let tenth = try #require(ConfidenceInterval(share: 10, of: 100))
    #expect(tenth.mean == 0.1)
    #expect(abs(tenth.low - 0.055_229_14) < 1e-7)
    #expect(abs(tenth.high - 0.174_365_66) < 1e-7)
    let none = try #require(ConfidenceInterval(share: 0, of: 20))
    #expect(none.low == 0)
    #expect(abs(none.high - 0.161_125_2) < 1e-6)
    #expect(try #require(ConfidenceInterval(share: 20, of: 20)).high == 1)
    #expect(ConfidenceInterval(share: 0, of: 0) == nil)
  }
}
