/// A small generator whose mixing function serves as the hash of numbers.
///
/// G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators" (2014), with
/// the constants of S. Vigna's reference code.
public struct SplitMix64: Sendable, BitwiseCopyable {
  /// What the next word is made from.
  public var state: UInt64

  /// A generator that starts from a seed; any seed will do.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// A word that depends on every bit of the given one; different words never give the same.
  @inlinable
  public static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// A word that depends on every bit of two, and on their order.
  @inlinable
  public static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mix(mix(first &+ 0x9e37_79b9_7f4a_7c15) ^ second)
  }
}
