import Kernel

/// Where each client sits, by the mark that its messages carry.
///
/// A mark is a hash of the client's name, so that nobody who comes or goes changes the names of
/// the messages of others; a seat is its place in the lists that the run keeps.
struct Seating {
  private var seats = ContiguousArray<UInt16>(repeating: .max, count: 1 << 16)
  /// The marks, by their seats.
  private(set) var marks: ContiguousArray<Int> = []

  /// The seat of a mark; past every list where nobody has the mark.
  @inline(__always)
  func seat(of mark: Int) -> Int { Int(seats[mark]) }

  /// The seat of a mark, which is given one if it has none.
  mutating func take(_ mark: Int) -> Int {
    if seats[mark] == .max {
      precondition(marks.count < UInt16.max, "\(marks.count) clients send messages")
      seats[mark] = UInt16(marks.count)
      marks.append(mark)
    }
    return Int(seats[mark])
  }

  /// A mark for a name that nobody has yet.
  func mark(for label: String) -> Int {
    var mark = UInt16(truncatingIfNeeded: stableHash(label))
    // Of 65,536 marks few are taken; two names that meet is the one case in which order counts.
    while seats[Int(mark)] != .max { mark &+= 1 }
    return Int(mark)
  }
}

extension World {
  /// Adds a client of the scenario.
  ///
  /// - Returns: The mark that the names of its messages carry, which comes from its own name alone.
  public func addClient(_ label: String) -> Int {
    addClient(label, marked: seating.mark(for: label))
  }

  /// Adds a client whose messages carry a mark.
  func addClient(_ label: String, marked mark: Int) -> Int {
    let seat = seating.take(mark)
    precondition(seat == clients.count, "\(label) takes seat \(seat) of \(clients.count)")
    clients.append(label)
    return mark
  }

  /// Adds somebody who sends by itself and is no client, as a schedule; reports list it after the
  /// clients, so add it when the wires are drawn.
  ///
  /// - Returns: The mark that the names of its messages carry, which comes from its own name alone.
  public func addOrigin(_ label: String) -> Int {
    origins.append(label)
    return addClient(label)
  }

  /// The place in the list of clients of the one at the root of a message.
  @inline(__always)
  func client(of name: Name) -> Int { seating.seat(of: name.client) }
}
