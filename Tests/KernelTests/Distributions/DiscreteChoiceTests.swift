import Foundation
import Testing

@testable import Kernel

/// Pearson's chi-square as a number of standard deviations above its mean, by Wilson and Hilferty.
private func excess(_ counts: [Int], _ shares: [Double]) -> Double {
  let total = Double(counts.reduce(0, +))
  var chiSquare = 0.0
  for (count, share) in zip(counts, shares) {
    let difference = Double(count) - total * share
    chiSquare += difference * difference / (total * share)
  }
  let freedom = Double(counts.count - 1)
  return (cbrt(chiSquare / freedom) - (1 - 2 / (9 * freedom))) / (2 / (9 * freedom)).squareRoot()
}

@Suite struct DiscreteChoiceTests {
  private let purpose = Purpose(seed: 21, replication: 0, "field/item")

  @Test func `things are chosen as often as they weigh`() {
    let weights = [5.0, 0.5, 3, 1, 10, 0.5]
    let choice = DiscreteChoice(weights: weights)
    var counts = [Int](repeating: 0, count: weights.count)
    for root in 0..<UInt64(100_000) {
      counts[choice.index(at: purpose.word(for: Name(root: root), 0))] += 1
    }
    #expect(abs(excess(counts, weights.map { $0 / 20 })) < 3.3)
  }

  @Test func `what weighs nothing is never chosen, not even at the ends`() {
    let choice = DiscreteChoice(weights: [0, 1, 0, 0, 1, 0])
    #expect(choice.index(at: 0) == 1)
    #expect(choice.index(at: 1 << 63 - 1) == 1)
    #expect(choice.index(at: 1 << 63) == 4)
    #expect(choice.index(at: .max) == 4)
    #expect(DiscreteChoice(weights: [0, 3]).index(at: 0) == 1)
    #expect(DiscreteChoice(weights: [3, 0]).index(at: .max) == 0)
  }

  @Test func `a greater word never chooses an earlier thing`() {
    var words = SplitMix64(seed: 22)
    let choice = DiscreteChoice(weights: (0..<1_000).map { _ in unit(words.next()) })
    let ladder = (0..<5_000).map { _ in words.next() }.sorted()
    var before = 0
    for word in ladder {
      #expect(choice.index(at: word) >= before)
      before = choice.index(at: word)
    }
  }

  @Test func `the words of one share are stretched over all words, in order`() {
    let choice = DiscreteChoice(weights: [1, 2, 1])
    #expect(choice.choice(at: 0) == (0, 0))
    #expect(choice.choice(at: 1 << 62 - 1) == (0, .max - 3))
    #expect(choice.choice(at: 1 << 62) == (1, 0))
    #expect(choice.choice(at: 1 << 63) == (1, 1 << 63))
    #expect(choice.choice(at: 3 << 62) == (2, 0))
    #expect(choice.choice(at: .max) == (2, .max - 3))
    #expect(DiscreteChoice(weights: [7]).choice(at: 12_345) == (0, 12_345))
  }

  @Test func `within a component of a mixture a greater word gives no smaller value`() {
    let mixture = Distribution.mixture(
      .init(
        components: [.exponential(.init(mean: 1)), .lognormal(.init(mu: 0, sigma: 1))],
        weights: [0.3, 0.7]))
    let seam = UInt64(0.3 * 0x1p64)
    for (start, end) in [(UInt64(0), seam - 1), (seam, UInt64.max)] {
      var before = -1.0
      for step in UInt64(0)..<2_000 {
        let value = mixture.value(at: start + (end - start) / 2_000 * step)
        #expect(value >= before)
        before = value
      }
    }
  }

  @Test func `an empirical distribution gives its values alone, in ascending order`() {
    let law = EmpiricalDistribution(values: [30, 10, 20, 10], weights: [2, 1, 4, 1])
    #expect(law.value(at: 0) == 10)
    #expect(law.value(at: 1 << 62 - 1) == 10)
    #expect(law.value(at: 1 << 62) == 20)
    #expect(law.value(at: 3 << 62) == 30)
    #expect(law.value(at: .max) == 30)
    #expect(law.cumulative(9.9) == 0 && law.cumulative(10) == 0.25 && law.cumulative(30) == 1)
    #expect(EmpiricalDistribution(values: [1, 2, 3, 6]).mean == 3)
  }

  @Test(arguments: [0, 0.8, 1, 2.5])
  func `ranks follow Zipf's law`(exponent: Double) {
    let count = 20
    let zipf = ZipfDistribution(count: count, exponent: exponent)
    let weights = (1...count).map { Foundation.pow(Double($0), -exponent) }
    let total = weights.reduce(0, +)
    var counts = [Int](repeating: 0, count: count)
    for root in 0..<UInt64(200_000) {
      counts[zipf.rank(at: purpose.word(for: Name(root: root), 1)) - 1] += 1
    }
    #expect(abs(excess(counts, weights.map { $0 / total })) < 3.3)
  }

  @Test func `ranks run from 1 to the count, the least popular last`() {
    let zipf = ZipfDistribution(count: 50_000, exponent: 1)
    #expect(zipf.rank(at: 0) == 1)
    #expect(zipf.rank(at: .max) == 50_000)
    #expect(ZipfDistribution(count: 1, exponent: 1).rank(at: .max) == 1)
    // The harmonic number of 50,000 is 11.397: the first rank's share is one in that.
    #expect(zipf.rank(at: UInt64(0x1p64 / 11.398)) == 1)
    #expect(zipf.rank(at: UInt64(0x1p64 / 11.396)) == 2)
  }
}
