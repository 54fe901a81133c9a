/// The spelling of keys in notifications: as forms on the web have it, but with the slash.
enum KeyText {
  private static let plain = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*/".utf8)
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// A key as notifications spell it: `red flower.jpg` is `red+flower.jpg`.
  static func encoded(_ key: String) -> String {
    var bytes: [UInt8] = []
    for byte in key.utf8 {
      if byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else if plain.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The key that a spelling stands for; a percent sign without two digits stands for itself.
  static func decoded(_ text: String) -> String {
    let spelled = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < spelled.count {
      let byte = spelled[index]
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), index + 2 < spelled.count,
        let high = value(spelled[index + 1]), let low = value(spelled[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 2
      } else {
        bytes.append(byte)
      }
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    let upper = byte >= UInt8(ascii: "a") ? byte & 0xDF : byte
    return digits.firstIndex(of: upper).map { UInt8($0) }
  }
}
