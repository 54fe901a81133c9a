/// Texts under numbers, found by their bytes.
struct TextIndex {
  private struct Slot {
    var hash: UInt64 = 0
    var start: Int32 = 0
    var end: Int32 = 0
    var number: Int32 = -1
  }

  private var entries: [(text: [UInt8], number: Int32)] = []
  private var slots: [Slot] = []
  private var bytes: [UInt8] = []

  /// There is no text.
  var isEmpty: Bool { entries.isEmpty }

  /// Adds a text under a number; no text comes twice.
  mutating func add(_ text: [UInt8], as number: Int32) { entries.append((text, number)) }

  /// Gets ready to be asked, once all texts are added.
  mutating func finish() {
    var capacity = 2
    while capacity < entries.count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    bytes = []
    for (text, number) in entries {
      let hash = Self.hash(text, 0..<text.count)
      var at = Int(truncatingIfNeeded: hash >> 20) & (capacity - 1)
      while slots[at].number >= 0 { at = (at + 1) & (capacity - 1) }
      let start = Int32(bytes.count)
      bytes += text
      slots[at] = Slot(hash: hash, start: start, end: Int32(bytes.count), number: number)
    }
  }

  /// The number of a text; -1 where it is not among them.
  func find(_ text: [UInt8], _ range: Range<Int>) -> Int32 {
    let hash = Self.hash(text, range)
    let mask = slots.count &- 1
    var at = Int(truncatingIfNeeded: hash >> 20) & mask
    while true {
      let slot = slots[at]
      if slot.number < 0 { return -1 }
      if slot.hash == hash, Int(slot.end &- slot.start) == range.count {
        var known = Int(slot.start)
        var isSame = true
        for index in range {
          isSame = isSame && bytes[known] == text[index]
          known &+= 1
        }
        if isSame { return slot.number }
      }
      at = (at &+ 1) & mask
    }
  }

  @inline(__always)
  private static func hash(_ text: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(text[index])) &* 0x9E37_79B9_7F4A_7C15 }
    return hash ^ hash >> 29
  }
}
