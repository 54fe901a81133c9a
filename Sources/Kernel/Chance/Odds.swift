/// A chance, as a share of all random words, so that no rounding decides what happens.
public struct Odds: Equatable, Sendable, BitwiseCopyable {
  /// How many of the 2^63 upper halves of words make it happen.
  @usableFromInline let favourable: UInt64

  /// What never happens.
  public static let never = Odds(share: 0)

  /// What happens with the given probability, from 0 to 1.
  public init(share: Double) {
    precondition(share >= 0 && share <= 1, "a chance of \(share)")
    favourable = UInt64(share * 0x1p63)
  }

  /// The probability, from 0 to 1.
  public var share: Double { Double(favourable) * 0x1p-63 }

  /// Whether it happens, given a random word.
  @inlinable
  public func happens(_ word: UInt64) -> Bool {
    word &>> 1 < favourable
  }
}
