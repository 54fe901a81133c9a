import Blueprints
import Kernel

/// What waits in a FIFO queue: a line for each message group, and the groups whose turn it is.
///
/// A group has its turn while nothing of it is in flight. Groups come in the order in which they
/// had something to give, so that none waits for ever; AWS says nothing of their order.
struct MessageGroups {
  /// One message group.
  struct Group: BitwiseCopyable {
    /// The number of the group in the world.
    let number: UInt32
    /// Its messages that are not in flight and whose delay has ended, in the order of sending.
    var line = MessageLine()
    /// How many of its messages are in flight.
    var inFlight: Int64 = 0
    /// Its neighbours among the groups whose turn it is.
    var previous: UInt32 = .max
    var next: UInt32 = .max
    /// Whether it stands among them.
    var isReady = false

    init(number: UInt32) { self.number = number }
  }

  /// Where a message belongs that the queue keeps, by its slot.
  struct Place: BitwiseCopyable {
    /// How many messages came before it: its sequence number.
    var order: UInt64 = 0
    /// Its group's place in the list.
    var group: UInt32 = 0
    /// How often another queue had received it; that does not count here.
    var receivedBefore: UInt16 = 0
    /// The number of the queue that set it aside; `none` where none did.
    var source: UInt32 = .max
  }

  private var list: ContiguousArray<Group> = []
  private var places: ContiguousArray<Place> = []
  /// Where each group stands in the list, by its number; looked up, never listed.
  private var indices: [UInt32: UInt32] = [:]
  /// The group that has waited for its turn longest; `none` where there is none.
  private(set) var firstReady: UInt32 = .max
  private var lastReady: UInt32 = .max
  /// How many groups have messages in flight.
  private(set) var busy: Int64 = 0
  private var kept: UInt64 = 0

  /// Whether any message could be received.
  var isReady: Bool { firstReady != .max }

  /// A group by its place in the list.
  subscript(group: UInt32) -> Group { list[Int(group)] }

  /// Where a message belongs.
  func place(of slot: UInt32) -> Place { places[Int(slot)] }

  /// The number in the world of a message's group.
  func number(of slot: UInt32) -> UInt32 { list[Int(places[Int(slot)].group)].number }

  // MARK: Coming and going

  /// Enters a message that the queue keeps from now on, behind all others of its group.
  mutating func keep(
    _ slot: UInt32, in group: UInt32, receivedBefore: UInt16, from source: UInt32
  ) {
    while places.count <= Int(slot) { places.append(Place()) }
    places[Int(slot)] = Place(
      order: kept, group: index(of: group), receivedBefore: receivedBefore, source: source)
    kept += 1
  }

  /// Puts a message that could be received at the end of its group's line.
  mutating func append(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let group = places[Int(slot)].group
    list[Int(group)].line.append(slot, in: messages)
    settle(group)
  }

  /// Takes a message that waits out of its line.
  mutating func remove(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let group = places[Int(slot)].group
    list[Int(group)].line.remove(slot, in: messages)
    settle(group)
  }

  /// Hands a message that waits to a receiver, so that its group has no turn.
  mutating func take(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let group = places[Int(slot)].group
    list[Int(group)].line.remove(slot, in: messages)
    list[Int(group)].inFlight += 1
    if list[Int(group)].inFlight == 1 { busy += 1 }
    settle(group)
  }

  /// Forgets that a message is in flight, for it is gone.
  mutating func end(_ slot: UInt32) {
    let group = places[Int(slot)].group
    land(group)
    settle(group)
  }

  /// Puts a message that was in flight back to where it was: before all that were sent after it.
  mutating func giveBack(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let group = places[Int(slot)].group
    let order = places[Int(slot)].order
    var successor = list[Int(group)].line.first
    while successor != .max, places[Int(successor)].order < order {
      successor = messages[successor].place.next
    }
    list[Int(group)].line.insert(slot, before: successor, in: messages)
    land(group)
    settle(group)
  }

  private mutating func land(_ group: UInt32) {
    list[Int(group)].inFlight -= 1
    if list[Int(group)].inFlight == 0 { busy -= 1 }
  }

  private mutating func index(of number: UInt32) -> UInt32 {
    if let known = indices[number] { return known }
    let index = UInt32(list.count)
    list.append(Group(number: number))
    indices[number] = index
    return index
  }

  // MARK: Turns

  /// Gives a group its turn, or takes it away, as its messages have it.
  private mutating func settle(_ group: UInt32) {
    let isReady = !list[Int(group)].line.isEmpty && list[Int(group)].inFlight == 0
    guard isReady != list[Int(group)].isReady else { return }
    list[Int(group)].isReady = isReady
    if isReady { join(group) } else { leave(group) }
  }

  private mutating func join(_ group: UInt32) {
    list[Int(group)].previous = lastReady
    list[Int(group)].next = .max
    if lastReady == .max { firstReady = group } else { list[Int(lastReady)].next = group }
    lastReady = group
  }

  private mutating func leave(_ group: UInt32) {
    let (previous, next) = (list[Int(group)].previous, list[Int(group)].next)
    if previous == .max { firstReady = next } else { list[Int(previous)].next = next }
    if next == .max { lastReady = previous } else { list[Int(next)].previous = previous }
  }
}
