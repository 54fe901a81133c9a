/// Texts as the engine holds them: UTF-8 in which a surrogate without its partner stands by itself.
enum Characters {
  /// Adds a code unit that an escape spelled, joining it to a high surrogate just before it.
  static func append(unit: UInt32, to bytes: inout [UInt8]) {
    let count = bytes.count
    if 0xDC00...0xDFFF ~= unit, count >= 3, bytes[count - 3] == 0xED, bytes[count - 2] >= 0xA0,
      bytes[count - 2] < 0xB0
    {
      let high = UInt32(bytes[count - 2] & 0x3F) << 6 | UInt32(bytes[count - 1] & 0x3F)
      bytes.removeLast(3)
      let scalar = 0x10000 + ((high & 0x3FF) << 10 | (unit & 0x3FF))
      bytes.append(0xF0 | UInt8(scalar >> 18))
      bytes.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    } else if unit < 0x80 {
      bytes.append(UInt8(unit))
    } else if unit < 0x800 {
      bytes.append(0xC0 | UInt8(unit >> 6))
      bytes.append(0x80 | UInt8(unit & 0x3F))
    } else {
      bytes.append(0xE0 | UInt8(unit >> 12))
      bytes.append(0x80 | UInt8(unit >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(unit & 0x3F))
    }
  }

  /// The text has a surrogate without its partner.
  static func hasLoneSurrogate(_ bytes: some Collection<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == 0xED, byte >= 0xA0 { return true }
      previous = byte
    }
    return false
  }

  /// The bytes a Java program writes for the text: a question mark for each lone surrogate.
  static func written(_ bytes: [UInt8]) -> [UInt8] {
    guard hasLoneSurrogate(bytes) else { return bytes }
    var written: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0xED, at + 1 < bytes.count, bytes[at + 1] >= 0xA0 {
        written.append(0x3F)
        at += 3
      } else {
        written.append(bytes[at])
        at += 1
      }
    }
    return written
  }

  /// The code units of UTF-16, by which Java compares and orders texts.
  static func units(_ bytes: [UInt8]) -> [UInt16] {
    var units: [UInt16] = []
    var at = 0
    func tail(_ offset: Int) -> UInt32 {
      at + offset < bytes.count ? UInt32(bytes[at + offset] & 0x3F) : 0
    }
    while at < bytes.count {
      let lead = UInt32(bytes[at])
      switch lead {
      case 0..<0x80:
        units.append(UInt16(lead))
        at += 1
      case 0x80..<0xE0:
        units.append(UInt16((lead & 0x1F) << 6 | tail(1)))
        at += 2
      case 0xE0..<0xF0:
        units.append(UInt16((lead & 0x0F) << 12 | tail(1) << 6 | tail(2)))
        at += 3
      default:
        let scalar = (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
        let offset = scalar &- 0x10000
        units.append(UInt16(0xD800 | (offset >> 10 & 0x3FF)))
        units.append(UInt16(0xDC00 | (offset & 0x3FF)))
        at += 4
      }
    }
    return units
  }

  /// The text for a message; lone surrogates become replacement characters.
  static func shown(_ bytes: [UInt8]) -> String {
    String(decoding: written(bytes), as: UTF8.self)
  }
}
