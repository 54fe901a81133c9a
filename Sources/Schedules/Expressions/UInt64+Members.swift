/// A word taken for a set of the numbers from 0 to 63.
extension UInt64 {
  /// The set of one number.
  static func only(_ number: Int) -> UInt64 { 1 << UInt64(number) }

  /// Whether a number is in the set.
  func has(_ number: Int) -> Bool { self & .only(number) != 0 }

  /// The least number in the set that is not below another.
  func first(from number: Int) -> Int? {
    guard number < 64 else { return nil }
    let left = self & ~(.only(number) &- 1)
    return left == 0 ? nil : left.trailingZeroBitCount
  }
}
