import Kernel

/// Messages in a row, linked through themselves: joining and leaving at any place costs the same,
/// however many wait.
public struct MessageLine: BitwiseCopyable {
  /// The message in front; `none` where nobody waits.
  public private(set) var first: UInt32 = .max
  /// The message that joined last.
  public private(set) var last: UInt32 = .max
  /// How many are in line.
  public private(set) var count: Int64 = 0

  /// A line in which nobody waits.
  public init() {}

  /// Whether nobody waits.
  public var isEmpty: Bool { first == .max }

  /// Puts a message at the end.
  public mutating func append(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    messages.update(slot) { message in
      message.place.next = .max
      message.place.previous = last
    }
    if last == .max { first = slot } else { messages[last].place.next = slot }
    last = slot
    count &+= 1
  }

  /// Puts a message in front of another one that is in line; at the end where that is `none`.
  public mutating func insert(
    _ slot: UInt32, before other: UInt32, in messages: borrowing Slab<Message>
  ) {
    guard other != .max else { return append(slot, in: messages) }
    let previous = messages[other].place.previous
    messages[slot].place.next = other
    messages[slot].place.previous = previous
    messages[other].place.previous = slot
    if previous == .max { first = slot } else { messages[previous].place.next = slot }
    count &+= 1
  }

  /// Takes a message out, wherever it stands.
  public mutating func remove(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let place = messages[slot].place
    if place.previous == .max {
      first = place.next
    } else {
      messages[place.previous].place.next = place.next
    }
    if place.next == .max {
      last = place.previous
    } else {
      messages[place.next].place.previous = place.previous
    }
    count &-= 1
  }
}

/// All messages that a holder keeps, by the time at which each was sent, the oldest first.
public struct Seniority: BitwiseCopyable {
  /// The oldest message; `none` where nothing is kept.
  public private(set) var oldest: UInt32 = .max
  /// The message sent last.
  public private(set) var youngest: UInt32 = .max

  /// Nothing kept.
  public init() {}

  /// Adds a message by its time of sending; nearly always that is the youngest.
  public mutating func insert(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let sent = messages[slot].sent
    var elder = youngest
    while elder != .max, messages[elder].sent > sent { elder = messages[elder].seniority.previous }
    let junior = elder == .max ? oldest : messages[elder].seniority.next
    messages.update(slot) { message in
      message.seniority.previous = elder
      message.seniority.next = junior
    }
    if elder == .max { oldest = slot } else { messages[elder].seniority.next = slot }
    if junior == .max { youngest = slot } else { messages[junior].seniority.previous = slot }
  }

  /// Takes a message out.
  public mutating func remove(_ slot: UInt32, in messages: borrowing Slab<Message>) {
    let place = messages[slot].seniority
    if place.previous == .max {
      oldest = place.next
    } else {
      messages[place.previous].seniority.next = place.next
    }
    if place.next == .max {
      youngest = place.previous
    } else {
      messages[place.next].seniority.previous = place.previous
    }
  }
}
