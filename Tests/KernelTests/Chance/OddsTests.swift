import Testing

@testable import Kernel

@Suite struct OddsTests {
  @Test func `a chance of 0 never happens and a chance of 1 always does`() {
    for word in [0, 1, .max / 2, .max - 1, .max] as [UInt64] {
      #expect(!Odds.never.happens(word))
      #expect(Odds(share: 1).happens(word))
    }
  }

  @Test func `a chance is a share of the words, from the lowest up`() {
    let quarter = Odds(share: 0.25)
    #expect(quarter.happens(0) && quarter.happens(.max / 4))
    #expect(!quarter.happens(.max / 4 + 1) && !quarter.happens(.max))
    #expect(quarter.share == 0.25)
  }

  @Test(arguments: [0.001, 0.1, 0.5, 0.97])
  func `what has a chance happens that often`(share: Double) {
    let odds = Odds(share: share)
    let purpose = Purpose(seed: 3, replication: 0, "failure/Pay/0")
    var happened = 0.0
    let count = 100_000.0
    for root in 0..<UInt64(count) where odds.happens(purpose.word(for: Name(root: root), 0)) {
      happened += 1
    }
    let deviation = (count * share * (1 - share)).squareRoot()
    #expect(abs(happened - count * share) < 4 * deviation)
  }

  @Test func `the unit interval is open, symmetric and exact`() {
    #expect(unit(0) == 0x1p-53)
    #expect(unit(.max) == 1 - 0x1p-53)
    var words = SplitMix64(seed: 8)
    for _ in 0..<10_000 {
      let word = words.next()
      #expect(unit(word) == (Double(word >> 12) + 0.5) * 0x1p-52)
      #expect(unit(word) + unit(~word) == 1)
    }
  }
}
