/// A block of IPv4 addresses: `10.0.0.0/16`.
struct AddressBlock {
  private let address: UInt32
  private let prefix: Int

  /// The block of a text; nil where it is none.
  init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let prefix = Int(halves[1]), 0...32 ~= prefix else { return nil }
    let octets = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard octets.count == 4 else { return nil }
    var address = UInt32(0)
    for octet in octets {
      guard let value = UInt8(octet) else { return nil }
      address = address << 8 | UInt32(value)
    }
    self.address = prefix == 0 ? 0 : address & (UInt32.max << UInt32(32 - prefix))
    self.prefix = prefix
  }

  /// The first blocks inside it that leave some bits for hosts; nil where they do not fit.
  func parts(_ count: Int, bits: Int) -> [String]? {
    let size = UInt64(1) << UInt64(bits)
    guard bits <= 32 - prefix, UInt64(count) * size <= UInt64(1) << UInt64(32 - prefix) else {
      return nil
    }
    return (0..<UInt64(count)).map { index in
      let start = UInt64(address) + index * size
      let octets = [24, 16, 8, 0].map { "\(start >> UInt64($0) & 255)" }
      return octets.joined(separator: ".") + "/\(32 - bits)"
    }
  }
}
