/// A FIFO queue as the facts tell it, in arrays that are searched from end to end.
///
/// It is what the real one is compared with. Time is in whole seconds.
final class ReferenceFIFOQueue {
  struct Rules {
    var visibility: Int64 = 30
    var delay: Int64 = 0
    var retention: Int64 = 60
    var maxReceiveCount: Int?
    var inFlightLimit = Int.max
    var window: Int64 = 300
    var isByGroup = false
  }

  enum State: Equatable {
    case delayed(until: Int64)
    case waiting
    case inFlight(until: Int64)
  }

  struct Item {
    /// Which message of the queue it is; a name may come again.
    var id: Int
    var name: UInt64
    var group: Int
    var sent: Int64
    var receives = 0
    /// How often another queue received it.
    var before = 0
    var state: State
    /// Its place among all that were received.
    var rank = 0
  }

  /// What a receive returns.
  struct Received {
    var id: Int
    var name: UInt64
    var receipt: Int
  }

  let rules: Rules
  var deadLetters: ReferenceFIFOQueue?
  /// All that is kept, in the order of sending.
  private(set) var items: [Item] = []
  /// The groups whose turn it is, in the order in which it became theirs.
  private var turns: [Int] = []
  private var taken: [(name: UInt64, group: Int, at: Int64)] = []
  private var ranks = 0
  private var ids = 0
  private(set) var expired: Int64 = 0
  private(set) var deadLettered: Int64 = 0
  private(set) var deduplicated: Int64 = 0

  init(_ rules: Rules) { self.rules = rules }

  private func count(_ isWanted: (State) -> Bool) -> Int64 {
    Int64(items.filter { isWanted($0.state) }.count)
  }

  var waiting: Int64 { count { $0 == .waiting } }
  var inFlight: Int64 { count { if case .inFlight = $0 { true } else { false } } }
  var delayed: Int64 { count { if case .delayed = $0 { true } else { false } } }
  var busyGroups: Int64 { Int64(Set(items.filter { isFlying($0) }.map { $0.group }).count) }
  var oldest: Int64? { items.map { $0.sent }.min() }

  private func isFlying(_ item: Item) -> Bool {
    if case .inFlight = item.state { true } else { false }
  }

  // MARK: Actions

  func send(_ name: UInt64, group: Int, at now: Int64) {
    let isKnown = taken.contains {
      $0.name == name && (!rules.isByGroup || $0.group == group) && now < $0.at + rules.window
    }
    guard !isKnown else {
      deduplicated += 1
      return
    }
    taken.append((name, group, now))
    let state: State = rules.delay > 0 ? .delayed(until: now + rules.delay) : .waiting
    ids += 1
    items.append(Item(id: ids, name: name, group: group, sent: now, state: state))
    settle()
  }

  func receive(_ limit: Int, at now: Int64) -> [Received] {
    let room = min(limit, 10, rules.inFlightLimit - Int(inFlight))
    var found: [Received] = []
    for group in turns where found.count < room {
      while found.count < room,
        let index = items.firstIndex(where: { $0.group == group && $0.state == .waiting })
      {
        let item = items[index]
        if let most = rules.maxReceiveCount, item.receives - item.before >= most {
          items.remove(at: index)
          deadLettered += 1
          deadLetters?.adopt(item, at: now)
          continue
        }
        ranks += 1
        items[index].rank = ranks
        items[index].receives += 1
        items[index].state = .inFlight(until: now + rules.visibility)
        found.append(Received(id: item.id, name: item.name, receipt: item.receives + 1))
      }
    }
    settle()
    return found
  }

  func delete(_ id: Int, receipt: Int) {
    let found = items.firstIndex { $0.id == id && $0.receives == receipt && isFlying($0) }
    guard let found else { return }
    items.remove(at: found)
    settle()
  }

  private func adopt(_ item: Item, at now: Int64) {
    var item = item
    ids += 1
    item.id = ids
    item.before = item.receives
    item.sent = now
    items.append(item)
    settle()
  }

  /// Gives turns to groups that have something waiting and nothing in flight.
  private func settle() {
    let flying = Set(items.filter { isFlying($0) }.map { $0.group })
    let waiting = items.filter { $0.state == .waiting }.map { $0.group }
    turns.removeAll { flying.contains($0) || !waiting.contains($0) }
    for group in waiting where !flying.contains(group) && !turns.contains(group) {
      turns.append(group)
    }
  }

  // MARK: Time

  /// Does what is due since the second before: messages expire a quarter of a second late, delays
  /// end half a second early, so that it is clear what comes first.
  func tick(at now: Int64) {
    while let index = items.firstIndex(where: { $0.sent + rules.retention < now }) {
      items.remove(at: index)
      expired += 1
      settle()
    }
    for id in items.filter({ isDelayed($0, until: now) }).map({ $0.id }) {
      change(id) { $0.state = .waiting }
    }
    let back = items.filter { isFlying($0) && due($0) <= now }
    for item in back.sorted(by: { $0.rank < $1.rank }) {
      change(item.id) { $0.state = .waiting }
    }
  }

  private func isDelayed(_ item: Item, until now: Int64) -> Bool {
    if case .delayed(let until) = item.state { until <= now } else { false }
  }

  private func due(_ item: Item) -> Int64 {
    if case .inFlight(let until) = item.state { until } else { .max }
  }

  private func change(_ id: Int, _ work: (inout Item) -> Void) {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return }
    work(&items[index])
    settle()
  }
}
