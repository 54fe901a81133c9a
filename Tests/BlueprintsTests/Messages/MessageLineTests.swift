import Kernel
import Testing

@testable import Blueprints

/// Messages whose order is followed in an array beside the links.
private struct Row: ~Copyable {
  let messages = Slab<Message>()

  func add(sent seconds: Int64) -> UInt32 {
    messages.insert(
      Message(
        name: Name(root: 0), edge: 0, kind: 0, journey: .start, sent: .start + .seconds(seconds)))
  }

  /// The line from front to back, and whether the way back is the same.
  func order(_ line: MessageLine) -> (slots: [UInt32], isSound: Bool) {
    var slots: [UInt32] = []
    var slot = line.first
    while slot != .max {
      slots.append(slot)
      slot = messages[slot].place.next
    }
    var back: [UInt32] = []
    slot = line.last
    while slot != .max {
      back.append(slot)
      slot = messages[slot].place.previous
    }
    return (slots, slots == back.reversed() && line.count == slots.count)
  }

  /// All by age, and whether the way back is the same.
  func order(_ seniority: Seniority) -> (slots: [UInt32], isSound: Bool) {
    var slots: [UInt32] = []
    var slot = seniority.oldest
    while slot != .max {
      slots.append(slot)
      slot = messages[slot].seniority.next
    }
    var back: [UInt32] = []
    slot = seniority.youngest
    while slot != .max {
      back.append(slot)
      slot = messages[slot].seniority.previous
    }
    return (slots, slots == back.reversed())
  }
}

@Suite struct MessageLineTests {
  @Test func `an empty line has nobody in front`() {
    let line = MessageLine()
    #expect(line.isEmpty && line.count == 0 && line.first == .max && line.last == .max)
  }

  @Test func `through 20,000 random joins and leaves a line is the same as an array`() {
    let row = Row()
    var line = MessageLine()
    var expected: [UInt32] = []
    var chance = SplitMix64(seed: 1)
    for step in 0..<20_000 {
      let word = chance.next()
      let place = expected.isEmpty ? 0 : Int(word >> 8) % expected.count
      switch word % 5 {
      case 0, 1:
        expected.append(row.add(sent: 0))
        line.append(expected[expected.count - 1], in: row.messages)
      case 2 where !expected.isEmpty:
        let slot = row.add(sent: 0)
        line.insert(slot, before: expected[place], in: row.messages)
        expected.insert(slot, at: place)
      default:
        guard !expected.isEmpty else { continue }
        line.remove(expected[place], in: row.messages)
        row.messages.remove(expected.remove(at: place))
      }
      guard step % 100 == 0 || expected.count < 3 else { continue }
      let (slots, isSound) = row.order(line)
      #expect(slots == expected && isSound && line.isEmpty == expected.isEmpty)
    }
  }

  @Test func `before nobody means at the end`() {
    let row = Row()
    var line = MessageLine()
    let (first, second) = (row.add(sent: 0), row.add(sent: 0))
    line.insert(first, before: .max, in: row.messages)
    line.insert(second, before: .max, in: row.messages)
    let slots = row.order(line).slots
    #expect(slots == [first, second])
  }
}

@Suite struct SeniorityTests {
  @Test func `through 20,000 random joins and leaves all stand by their time of sending`() {
    let row = Row()
    var seniority = Seniority()
    var expected: [(slot: UInt32, sent: Int64)] = []
    var chance = SplitMix64(seed: 2)
    for step in 0..<20_000 {
      let word = chance.next()
      if word % 5 < 3 || expected.isEmpty {
        // Mostly the youngest; now and then one that was sent before others.
        let sent = Int64(step) - (word % 7 == 0 ? Int64(word >> 32) % 500 : 0)
        let slot = row.add(sent: sent)
        seniority.insert(slot, in: row.messages)
        let place = expected.lastIndex { $0.sent <= sent }.map { $0 + 1 } ?? 0
        expected.insert((slot, sent), at: place)
      } else {
        let place = word % 3 == 0 ? Int(word >> 8) % expected.count : 0
        seniority.remove(expected[place].slot, in: row.messages)
        row.messages.remove(expected.remove(at: place).slot)
      }
      guard step % 100 == 0 || expected.count < 3 else { continue }
      let (slots, isSound) = row.order(seniority)
      #expect(slots == expected.map { $0.slot } && isSound)
    }
  }

  @Test func `of those sent at one moment the first to join is the elder`() {
    let row = Row()
    var seniority = Seniority()
    let slots = (0..<3).map { _ in row.add(sent: 5) }
    for slot in slots { seniority.insert(slot, in: row.messages) }
    #expect(seniority.oldest == slots[0] && seniority.youngest == slots[2])
    seniority.remove(slots[0], in: row.messages)
    #expect(seniority.oldest == slots[1])
  }
}
