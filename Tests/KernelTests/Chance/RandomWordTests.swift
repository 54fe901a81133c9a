import Testing

@testable import Kernel

@Suite struct RandomWordTests {
  @Test func `SplitMix64 gives the published outputs`() {
    var words = SplitMix64(seed: 1_477_776_061_723_855_037)
    #expect(
      (0..<10).map { _ in words.next() } == [
        1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398,
        8_488_337_342_461_049_707, 15_141_737_807_933_549_159, 17_093_170_987_380_407_015,
        16_389_528_042_912_955_399, 13_177_319_091_862_933_652, 10_841_969_400_225_389_492,
        17_094_824_097_954_834_098,
      ])
    var zero = SplitMix64(seed: 0)
    #expect(
      (0..<5).map { _ in zero.next() } == [
        0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f,
        0xf88b_b8a8_724c_81ec, 0x1b39_896a_51a8_749b,
      ])
  }

  @Test func `Philox4x32-10 gives the published blocks`() {
    let ones = UInt32.max
    #expect(
      Philox.block(counter: (0, 0, 0, 0), key: (0, 0))
        == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      Philox.block(counter: (ones, ones, ones, ones), key: (ones, ones))
        == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox.block(
        counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        key: (0xa409_3822, 0x299f_31d0))
        == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `a draw is the first half of the block at root, lineage and ordinal`() {
    let purpose = Purpose(seed: 1, replication: 2, "duration/ProcessOrder/0")
    let block = Philox.block(
      counter: (0x89ab_cdef, 0x0123_4567, 77, 5),
      key: (UInt32(purpose.key & 0xffff_ffff), UInt32(purpose.key >> 32)))
    let name = Name(root: 0x0123_4567_89ab_cdef, lineage: 77)
    #expect(purpose.word(for: name, 5) == UInt64(block.1) << 32 | UInt64(block.0))
  }

  @Test func `seed, replication, role, root, lineage and ordinal all change a draw`() {
    func word(
      _ seed: UInt64 = 1, _ replication: UInt32 = 2, _ role: String = "failure/Pay/0",
      _ name: Name = Name(root: 3, lineage: 4), _ n: UInt32 = 5
    ) -> UInt64 {
      Purpose(seed: seed, replication: replication, role).word(for: name, n)
    }
    let words = [
      word(), word(2), word(1, 1), word(2, 1), word(1, 2, "failure/Pay/1"), word(1, 2, ""),
      word(1, 2, "failure/Pay/0", Name(root: 4, lineage: 4)),
      word(1, 2, "failure/Pay/0", Name(root: 3, lineage: 3)),
      word(1, 2, "failure/Pay/0", Name(root: 3, lineage: 4), 6),
    ]
    #expect(Set(words).count == words.count)
    #expect(word() == word())
  }

  @Test func `each bit of a word of draws is fair, and neighbours are unrelated`() {
    let purpose = Purpose(seed: 9, replication: 0, "bits")
    var ones = [Int](repeating: 0, count: 64)
    var changed = [Int](repeating: 0, count: 64)
    var before: UInt64 = 0
    for root in 0..<UInt64(10_000) {
      let word = purpose.word(for: Name(root: root), 0)
      for bit in 0..<64 {
        ones[bit] += Int(word >> UInt64(bit) & 1)
        changed[bit] += Int((word ^ before) >> UInt64(bit) & 1)
      }
      before = word
    }
    // Five standard deviations of a fair coin thrown ten thousand times are 250.
    for bit in 0..<64 {
      #expect(abs(ones[bit] - 5_000) < 250 && abs(changed[bit] - 5_000) < 250, "bit \(bit)")
    }
  }

  @Test func `a text hash never changes`() {
    #expect(stableHash("") == SplitMix64.mix(0xcbf2_9ce4_8422_2325))
    #expect(stableHash("a") == SplitMix64.mix(0xaf63_dc4c_8601_ec8c))
    #expect(stableHash("foobar") == SplitMix64.mix(0x8594_4171_f739_67e8))
    let names = (0..<20_000).map { stableHash("Resource\($0)") }
    #expect(Set(names).count == names.count)
  }
}
