extension UInt8 {
  /// Lets a `switch` over bytes name ASCII characters.
  @inline(__always)
  static func ~= (character: Unicode.Scalar, byte: UInt8) -> Bool {
    UInt32(byte) == character.value
  }

  /// One of 0 to 9.
  @inline(__always)
  var isDigit: Bool { self &- 0x30 < 10 }

  /// Space, tab, line feed or carriage return.
  @inline(__always)
  var isWhite: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// May stand in a bare word; every byte beyond ASCII is taken for a letter.
  var isWord: Bool {
    isDigit || 0x61...0x7A ~= self | 0x20 || self == 0x5F || self == 0x24 || self >= 0x80
  }

  /// What the byte counts for as a hexadecimal digit of either case.
  var hexadecimal: UInt32? {
    if isDigit { return UInt32(self) - 0x30 }
    let lower = self | 0x20
    return 0x61...0x66 ~= lower ? UInt32(lower) - 0x61 + 10 : nil
  }
}
