import Blueprints
import Kernel

/// The events of each group in line, the first of which is on its way to the target or waits to be
/// tried again.
struct EventGroups {
  private struct Group {
    var line = MessageLine()
    /// Events that left the line and have not come to an end.
    var underWay: Int32 = 0
  }

  private var groups: [UInt32: Group] = [:]

  /// Adds an event at the end of its group; true where it is the first and may begin by itself.
  mutating func join(_ slot: UInt32, _ number: UInt32, in world: World) -> Bool {
    var group = groups[number] ?? Group()
    defer { groups[number] = group }
    guard group.line.isEmpty, group.underWay == 0 else {
      group.line.append(slot, in: world.messages)
      return false
    }
    group.underWay = 1
    return true
  }

  /// The next event of a group if it is ready and has no more bytes than there is room for; it
  /// leaves the line.
  mutating func next(
    of number: UInt32, ready now: Instant, within room: Int64, in world: World
  ) -> UInt32? {
    guard var group = groups[number], !group.line.isEmpty else { return nil }
    let slot = group.line.first
    guard world.messages[slot].mark <= now, world.size(of: world.messages[slot].kind) <= room else {
      return nil
    }
    group.line.remove(slot, in: world.messages)
    group.underWay += 1
    groups[number] = group
    return slot
  }

  /// Puts an event back in front of its group.
  mutating func putBack(_ slot: UInt32, _ number: UInt32, in world: World) {
    var group = groups[number] ?? Group()
    group.line.insert(slot, before: group.line.first, in: world.messages)
    groups[number] = group
  }

  /// An event of a group came to an end, or back into line; the next that may begin where all did.
  mutating func end(_ number: UInt32, in world: World) -> UInt32? {
    guard var group = groups[number] else { return nil }
    group.underWay -= 1
    precondition(group.underWay >= 0, "group \(number) ended more events than it began")
    guard group.underWay == 0 else {
      groups[number] = group
      return nil
    }
    guard !group.line.isEmpty else {
      groups[number] = nil
      return nil
    }
    let slot = group.line.first
    group.line.remove(slot, in: world.messages)
    group.underWay = 1
    groups[number] = group
    return slot
  }
}
