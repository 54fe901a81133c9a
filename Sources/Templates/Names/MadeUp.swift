import Kernel

/// Texts that AWS would make up, made from a seed so that every run makes the same.
enum MadeUp {
  private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")

  /// The physical name of a resource that the template leaves unnamed: `shop-Orders-1A2B3C4D5E6F`.
  static func name(stack: String, logicalID: String) -> String {
    "\(stack)-\(logicalID)-" + letters(12, of: "\(stack)/\(logicalID)", radix: 36).uppercased()
  }

  /// An identifier in the shape of a UUID.
  static func identifier(_ seed: String) -> String {
    let letters = Array(letters(12, of: seed, radix: 16) + letters(20, of: seed + "/", radix: 16))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(letters[$0]) }.joined(separator: "-")
  }

  private static func letters(_ count: Int, of seed: String, radix: UInt64) -> String {
    var text = ""
    var rest = UInt64(0)
    for index in 0..<count {
      if index % 12 == 0 { rest = SplitMix64.mix(stableHash(seed), UInt64(index)) }
      text.append(digits[Int(rest % radix)])
      rest /= radix
    }
    return text
  }
}
