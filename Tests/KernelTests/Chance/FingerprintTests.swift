import Testing

@testable import Kernel

@Suite struct FingerprintTests {
  private func folded(_ words: [UInt64]) -> Fingerprint {
    var print = Fingerprint()
    for start in stride(from: 0, to: words.count, by: 3) {
      print.fold(words[start], words[start + 1], words[start + 2])
    }
    return print
  }

  @Test func `the same history leaves the same fingerprint`() {
    #expect(folded([1, 2, 3, 4, 5, 6]) == folded([1, 2, 3, 4, 5, 6]))
    #expect(folded([1, 2, 3]).description == "\(folded([1, 2, 3]))")
  }

  @Test func `order, length and every bit count`() {
    var seen: Set<UInt64> = [folded([1, 2, 3]).value]
    var histories = 1
    for words in [[1, 3, 2], [2, 1, 3], [3, 2, 1], [0, 0, 0], [1, 2, 3, 0, 0, 0]] as [[UInt64]] {
      seen.insert(folded(words).value)
      histories += 1
    }
    for place in 0..<3 {
      for bit in 0..<UInt64(64) {
        var words: [UInt64] = [1, 2, 3]
        words[place] ^= 1 << bit
        seen.insert(folded(words).value)
        histories += 1
      }
    }
    #expect(seen.count == histories)
  }

  @Test func `exchanging two events changes the fingerprint`() {
    var words = SplitMix64(seed: 4)
    for _ in 0..<1_000 {
      let events = (0..<6).map { _ in words.next() & 0xff }
      let exchanged = Array(events[3...] + events[..<3])
      #expect((folded(events) == folded(exchanged)) == (events == exchanged))
    }
  }

  @Test func `it prints as sixteen lower-case hexadecimal digits`() {
    for count in 0..<200 {
      let print = folded([UInt64(count), 0, 0])
      let digits = String(print.value, radix: 16)
      #expect(print.description == String(repeating: "0", count: 16 - digits.count) + digits)
    }
  }
}
