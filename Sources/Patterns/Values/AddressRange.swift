/// A block of addresses as the engine walks it: digit by digit from the left, done once sure.
///
/// Two defects of AWS's engine follow, and are meant: the families mix, and the text of a number is
/// walked as if it were digits of an address.
struct AddressRange: Hashable {
  /// The first and the last address as upper-case hexadecimal digits, equally many.
  let bottom: [UInt8]
  let top: [UInt8]

  /// One address.
  init(address bytes: [UInt8]) {
    bottom = Address.hexadecimal(bytes)
    top = bottom
  }

  /// A block written as in 10.0.0.0/8; the host's bits are not looked at.
  init(block text: [UInt8]) throws(PatternError) {
    var parts = text.split(separator: 0x2F, omittingEmptySubsequences: false)
    while parts.last?.isEmpty == true { parts.removeLast() }
    guard parts.count == 2 else { throw PatternError("Malformed CIDR, one '/' required") }
    guard let bits = Int32(String(decoding: parts[1], as: UTF8.self)) else {
      throw PatternError("Malformed CIDR, mask bits must be an integer")
    }
    guard bits >= 0 else {
      throw PatternError("Malformed CIDR, mask bits must not be negative")
    }
    let shown = Characters.shown(Array(parts[0]))
    guard Address.looksLikeOne(parts[0]) else {
      throw PatternError("Nonstandard IP address: \(shown)")
    }
    guard let base = Address.bytes(parts[0]) else {
      throw PatternError("Invalid IP address: \(shown)")
    }
    if base.count == 4, bits > 31 { throw PatternError("IPv4 mask bits must be < 32") }
    if base.count == 16, bits > 127 { throw PatternError("IPv6 mask bits must be < 128") }
    var low = base
    var high = base
    for index in base.indices {
      let kept = min(8, max(0, Int(bits) - index * 8))
      let host = UInt8(truncatingIfNeeded: 0xFF >> kept)
      low[index] &= ~host
      high[index] |= host
    }
    bottom = Address.hexadecimal(low)
    top = Address.hexadecimal(high)
  }

  /// The digits, walked from the left, lie in the block.
  func contains(_ digits: some Sequence<UInt8>) -> Bool {
    var alongBottom = true
    var alongTop = true
    var at = 0
    for digit in digits {
      guard 0x30...0x39 ~= digit || 0x41...0x46 ~= digit else { return false }
      let isLast = at == bottom.count - 1
      if alongBottom, digit < bottom[at] { return false }
      if alongTop, digit > top[at] { return false }
      alongBottom = alongBottom && digit == bottom[at]
      alongTop = alongTop && digit == top[at]
      if isLast || (!alongBottom && !alongTop) { return true }
      at += 1
    }
    return false
  }
}
