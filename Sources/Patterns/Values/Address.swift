/// Address literals of either family as the engine takes them apart, with Java's rules.
enum Address {
  /// The text has the shape of an address; it need not be one.
  static func looksLikeOne(_ text: some Collection<UInt8>) -> Bool {
    var dots = 0
    var colons = 0
    var isDecimal = true
    var digitsSinceDot = 0
    for byte in text {
      switch byte {
      case ".":
        if digitsSinceDot == 0 { isDecimal = false }
        dots += 1
        digitsSinceDot = 0
      case ":": colons += 1
      default:
        guard byte.hexadecimal != nil else { return false }
        if !byte.isDigit { isDecimal = false }
        digitsSinceDot += 1
      }
    }
    if colons > 0 { return dots == 0 }
    return dots == 3 && isDecimal && digitsSinceDot > 0
  }

  /// The hexadecimal digits, upper case, of an address: 8 or 32; `nil` where the text is none.
  static func digits(_ text: some Collection<UInt8>) -> [UInt8]? {
    bytes(text).map(hexadecimal)
  }

  /// Two upper-case digits for each byte.
  static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  /// The 4 or 16 bytes of an address; `nil` where the text is none.
  static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard looksLikeOne(text) else { return nil }
    let characters = Array(text)
    return characters.contains(0x3A) ? bytesOfSix(characters) : bytesOfFour(characters)
  }

  private static func bytesOfFour(_ text: [UInt8]) -> [UInt8]? {
    guard text.count <= 15 else { return nil }
    var bytes: [UInt8] = []
    for part in text.split(separator: 0x2E, omittingEmptySubsequences: false) {
      let value = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard value <= 255 else { return nil }
      bytes.append(UInt8(value))
    }
    return bytes
  }

  private static func bytesOfSix(_ text: [UInt8]) -> [UInt8]? {
    guard text.count >= 2 else { return nil }
    var bytes: [UInt8] = []
    var gap: Int?
    var at = 0
    var group: UInt32 = 0
    var hasDigit = false
    if text[0] == 0x3A {
      guard text[1] == 0x3A else { return nil }
      at = 1
    }
    while at < text.count {
      let byte = text[at]
      at += 1
      if let digit = byte.hexadecimal {
        group = group << 4 | digit
        guard group <= 0xFFFF else { return nil }
        hasDigit = true
      } else if !hasDigit {
        guard gap == nil else { return nil }
        gap = bytes.count
      } else {
        guard at < text.count, bytes.count <= 14 else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 255)]
        group = 0
        hasDigit = false
      }
    }
    if hasDigit {
      guard bytes.count <= 14 else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 255)]
    }
    if let gap {
      guard bytes.count < 16 else { return nil }
      bytes.insert(contentsOf: repeatElement(0, count: 16 - bytes.count), at: gap)
    }
    guard bytes.count == 16 else { return nil }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped ? Array(bytes[12...]) : bytes
  }
}
