/// Turns 128-bit integers into real numbers with the same bits on every machine.
///
/// The two halves are converted one by one, so the result may be one unit in the last place off.
enum Wide {
  /// The nearest real number, or its neighbour, of an unsigned sum.
  static func real(_ value: UInt128) -> Double {
    let high = UInt64(truncatingIfNeeded: value >> 64)
    let low = UInt64(truncatingIfNeeded: value)
    return Double(high) * 0x1p64 + Double(low)
  }

  /// The nearest real number, or its neighbour, of a signed sum.
  static func real(_ value: Int128) -> Double {
    value < 0 ? -real(value.magnitude) : real(value.magnitude)
  }
}
