/// A number strictly between 0 and 1 from the upper 52 bits of a random word.
///
/// An odd multiple of 2^-53: evenly spaced, symmetric about ½, and so exact that `unit(~word)` is
/// `1 - unit(word)` to the last bit. With one bit more the top of the interval would round to 1.
@inlinable
public func unit(_ word: UInt64) -> Double {
  Double(Int64(bitPattern: (word &>> 11) | 1)) * 0x1p-53
}
