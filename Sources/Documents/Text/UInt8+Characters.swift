extension UInt8 {
  /// The byte is this ASCII character.
  static func == (byte: UInt8, character: Unicode.Scalar) -> Bool {
    UInt32(byte) == character.value
  }
  /// The byte is not this ASCII character.
  static func != (byte: UInt8, character: Unicode.Scalar) -> Bool {
    UInt32(byte) != character.value
  }
  /// Lets a `switch` over bytes name ASCII characters.
  static func ~= (character: Unicode.Scalar, byte: UInt8) -> Bool {
    UInt32(byte) == character.value
  }

  /// LF or CR.
  var isBreak: Bool { self == 0x0A || self == 0x0D }
  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// One of 0 to 9.
  var isDigit: Bool { 0x30...0x39 ~= self }
  /// An ASCII letter of either case.
  var isLetter: Bool { 0x61...0x7A ~= self | 0x20 }
  /// One of the characters that end a plain text inside YAML's brackets.
  var isFlowIndicator: Bool {
    self == "," || self == "[" || self == "]" || self == "{" || self == "}"
  }

  /// What the byte counts for as a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    if isDigit { return UInt32(self) - 0x30 }
    let lower = self | 0x20
    return 0x61...0x66 ~= lower ? UInt32(lower) - 0x61 + 10 : nil
  }
}
