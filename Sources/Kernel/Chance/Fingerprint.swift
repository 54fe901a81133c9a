/// The history of a run, folded into 64 bits.
///
/// Two runs in which the same words were folded in the same order have the same fingerprint. Any
/// single word that differs makes a difference for certain; anything else does but for one in 2^64.
public struct Fingerprint: Equatable, Sendable, BitwiseCopyable, CustomStringConvertible {
  /// What was folded so far; starts from an arbitrary odd number.
  @usableFromInline var state: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The fingerprint of nothing having happened.
  public init() {}

  /// Takes in three words, in order.
  @inlinable
  public mutating func fold(_ a: UInt64, _ b: UInt64, _ c: UInt64) {
    // Each step can be undone, so no two states and no two words meet in one.
    var h = (state ^ Self.spread(a)) &* 0x9fb2_1c65_1e98_df25
    h = ((h &<< 32 | h &>> 32) ^ Self.spread(b)) &* 0xd6e8_feb8_6659_fd93
    h = ((h &<< 32 | h &>> 32) ^ Self.spread(c)) &* 0xbf58_476d_1ce4_e5b9
    state = h ^ (h &>> 29)
  }

  /// A word whose every bit has become many, lest a bit of one cancel a bit of the next.
  @inlinable
  static func spread(_ word: UInt64) -> UInt64 {
    (word ^ (word &>> 32)) &* 0x94d0_49bb_1331_11eb
  }

  /// The 64 bits.
  public var value: UInt64 { SplitMix64.mix(state) }

  /// The 64 bits as 16 hexadecimal digits, lower case.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      text.append(digits[Int(value >> shift & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
