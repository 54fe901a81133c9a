/// Philox4x32-10: a random block as a pure function of a counter and a key.
///
/// J. K. Salmon and others, "Parallel random numbers: as easy as 1, 2, 3" (2011). It passes
/// BigCrush, and blocks whose counters or keys differ in one bit are unrelated.
public enum Philox {
  /// Four words of 32 bits.
  public typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// The random block at a counter.
  public static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
    rounds(counter, key)
  }

  /// The first 64 bits of a block: its first word low, its second high.
  ///
  /// - Parameter key: The block's key, its first word low.
  @inline(__always)
  static func word(counter: Block, key: UInt64) -> UInt64 {
    let block = rounds(
      counter, (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key &>> 32)))
    return UInt64(block.1) &<< 32 | UInt64(block.0)
  }

  @inline(__always)
  private static func rounds(_ counter: Block, _ key: (UInt32, UInt32)) -> Block {
    var (a, b, c, d) = counter
    var (k, l) = key
    var round = 0
    while round < 10 {
      let p = UInt64(a) &* 0xd251_1f53
      let q = UInt64(c) &* 0xcd9e_8d57
      a = UInt32(truncatingIfNeeded: q &>> 32) ^ b ^ k
      b = UInt32(truncatingIfNeeded: q)
      c = UInt32(truncatingIfNeeded: p &>> 32) ^ d ^ l
      d = UInt32(truncatingIfNeeded: p)
      k &+= 0x9e37_79b9
      l &+= 0xbb67_ae85
      round &+= 1
    }
    return (a, b, c, d)
  }
}
