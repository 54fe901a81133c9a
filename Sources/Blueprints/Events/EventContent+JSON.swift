import Documents
import Kernel

extension EventContent {
  /// The message whose content is written: its fields are drawn from its name.
  public struct Occasion {
    let name: Name
    let moment: String

    /// A message that was sent at a moment of a world.
    public init(_ name: Name, sent: Instant, in world: World) {
      self.name = name
      moment = world.timestamp(of: sent)
    }
  }

  /// The JSON of a message's content, as UTF-8.
  public func json(on occasion: Occasion) -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, on: occasion)
    return bytes
  }

  /// The string that a message's content amounts to: without quotes where it is one, else as JSON.
  public func plain(on occasion: Occasion) -> [UInt8] {
    switch self {
    case .text(let text): return Array(text.utf8)
    case .generated(let field): return field.value(for: occasion.name).plain(on: occasion)
    case .embedded(let content): return content.json(on: occasion)
    case .joined(let parts): return parts.flatMap { $0.plain(on: occasion) }
    case .moment: return Array(occasion.moment.utf8)
    case .identity: return Self.identifier(of: occasion.name)
    case .null, .flag, .number, .list, .map: return json(on: occasion)
    }
  }

  private func write(to bytes: inout [UInt8], on occasion: Occasion) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number): bytes += number.utf8
    case .list(let items):
      bytes.append(0x5B)
      for index in items.indices {
        if index > 0 { bytes.append(0x2C) }
        items[index].write(to: &bytes, on: occasion)
      }
      bytes.append(0x5D)
    case .map(let members):
      bytes.append(0x7B)
      for index in members.indices {
        if index > 0 { bytes.append(0x2C) }
        bytes += JSONText.quoted(members[index].name).utf8
        bytes.append(0x3A)
        members[index].value.write(to: &bytes, on: occasion)
      }
      bytes.append(0x7D)
    case .generated(let field): field.value(for: occasion.name).write(to: &bytes, on: occasion)
    case .text, .embedded, .joined, .moment, .identity:
      bytes += JSONText.quoted(String(decoding: plain(on: occasion), as: UTF8.self)).utf8
    }
  }

  /// A UUID of version 4 in shape, made of a message's name.
  private static func identifier(of name: Name) -> [UInt8] {
    let high = name.word
    let low = SplitMix64.mix(high, name.root)
    var digits: [UInt8] = []
    for index in 0..<32 {
      let word = index < 16 ? high : low
      var digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 15
      if index == 12 { digit = 4 }
      if index == 16 { digit = digit & 3 | 8 }
      if [8, 12, 16, 20].contains(index) { digits.append(0x2D) }
      digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
    return digits
  }
}
