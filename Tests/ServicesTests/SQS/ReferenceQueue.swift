/// A queue as the facts tell it, in arrays that are searched from end to end.
///
/// It is what the real one is compared with. Time is in whole seconds.
final class ReferenceQueue {
  struct Rules {
    var visibility: Int64 = 30
    var delay: Int64 = 0
    var retention: Int64 = 60
    var maxReceiveCount: Int?
    var inFlightLimit = Int.max
    var backAfter = Int.max
    var isFair = false
    var noisyInFlight = 30
    var noisyShare = 0.1
    var calmAfter: Int64 = 300
    var interval: Int64 = 60
  }

  enum State: Equatable {
    case delayed(until: Int64)
    case visible
    case inFlight(until: Int64)
  }

  struct Item {
    var name: UInt64
    var group: Int
    var sent: Int64
    var receives = 0
    /// How often another queue received it.
    var before = 0
    var isOutcast = false
    var isReturned = false
    var state: State
    /// Its place among all that became visible, or that were received.
    var rank = 0
  }

  /// A time for which a receiver had a message.
  struct Hold {
    var name: UInt64
    var group: Int
    var from: Int64
    var to: Int64?
  }

  let rules: Rules
  var deadLetters: ReferenceQueue?
  private(set) var items: [Item] = []
  private(set) var holds: [Hold] = []
  private(set) var noisy: [Int] = []
  private(set) var expired: Int64 = 0
  private(set) var deadLettered: Int64 = 0
  private var ranks = 0

  init(_ rules: Rules) { self.rules = rules }

  func count(_ isWanted: (State) -> Bool) -> Int64 {
    Int64(items.filter { isWanted($0.state) }.count)
  }

  var visible: Int64 { count { $0 == .visible } }
  var inFlight: Int64 { count { if case .inFlight = $0 { true } else { false } } }
  var delayed: Int64 { count { if case .delayed = $0 { true } else { false } } }
  /// When the oldest message was sent that is not at the back of the queue.
  var oldest: Int64? { items.filter { !$0.isOutcast }.map { $0.sent }.min() }

  // MARK: Actions

  func send(_ name: UInt64, group: Int, at now: Int64) {
    let state: State = rules.delay > 0 ? .delayed(until: now + rules.delay) : .visible
    items.append(Item(name: name, group: group, sent: now, state: state))
    if state == .visible { show(items.count - 1) }
  }

  func receive(_ limit: Int, at now: Int64) -> [(name: UInt64, receipt: Int)] {
    let room = min(limit, 10, rules.inFlightLimit - Int(inFlight))
    var found: [(name: UInt64, receipt: Int)] = []
    while found.count < room, let index = next() {
      let item = items[index]
      if let most = rules.maxReceiveCount, item.receives - item.before >= most {
        items.remove(at: index)
        deadLettered += 1
        deadLetters?.adopt(item)
        forgetConsumed()
        continue
      }
      ranks += 1
      items[index].receives += 1
      items[index].rank = ranks
      items[index].state = .inFlight(until: now + rules.visibility)
      holds.append(Hold(name: item.name, group: item.group, from: now))
      if item.group != 0, !noisy.contains(item.group), isTooMuch(item.group, at: now) {
        noisy.append(item.group)
      }
      found.append((item.name, item.receives + 1))
    }
    return found
  }

  func delete(_ name: UInt64, receipt: Int, at now: Int64) {
    let found = items.firstIndex {
      guard case .inFlight = $0.state else { return false }
      return $0.name == name && $0.receives == receipt
    }
    guard let found else { return }
    end(name, at: now)
    items.remove(at: found)
    forgetConsumed()
  }

  private func adopt(_ item: Item) {
    var item = item
    item.before = item.receives
    item.isReturned = false
    item.isOutcast = false
    items.append(item)
    show(items.count - 1)
  }

  // MARK: Time

  /// Does what is due at a second, once all earlier ones are over.
  func tick(at now: Int64) {
    noisy.removeAll { group in
      let own = holds.filter { $0.group == group }
      return own.allSatisfy { ($0.to ?? .max) <= now - rules.calmAfter }
    }
    for index in items.indices {
      if case .delayed(let until) = items[index].state, until <= now { show(index) }
    }
    let back = items.indices.filter {
      if case .inFlight(let until) = items[$0].state { until <= now } else { false }
    }
    for index in back.sorted(by: { items[$0].rank < items[$1].rank }) { comeBack(index, at: now) }
    for item in items where item.sent + rules.retention <= now {
      end(item.name, at: now)
      expired += 1
    }
    items.removeAll { $0.sent + rules.retention <= now }
    forgetConsumed()
  }

  private func comeBack(_ index: Int, at now: Int64) {
    end(items[index].name, at: now)
    items[index].isOutcast = items[index].receives >= rules.backAfter
    show(index, returned: !items[index].isOutcast)
  }

  private func show(_ index: Int, returned: Bool = false) {
    ranks += 1
    items[index].rank = ranks
    items[index].isReturned = returned
    items[index].state = .visible
  }

  private func end(_ name: UInt64, at now: Int64) {
    for index in holds.indices where holds[index].name == name && holds[index].to == nil {
      holds[index].to = now
    }
  }

  // MARK: Order

  /// The place of the message that a receive takes next.
  private func next() -> Int? {
    let line = items.indices.filter { items[$0].state == .visible }.sorted {
      let (one, other) = (items[$0], items[$1])
      return one.isReturned == other.isReturned ? one.rank < other.rank : one.isReturned
    }
    if let quiet = line.first(where: { !noisy.contains(items[$0].group) }) { return quiet }
    let waiting = noisy.filter { group in line.contains { items[$0].group == group } }
    let modest = waiting.min { open($0) < open($1) }
    return line.first { items[$0].group == modest }
  }

  /// How many messages of a group are in flight.
  private func open(_ group: Int) -> Int {
    holds.filter { $0.group == group && $0.to == nil }.count
  }

  private func isTooMuch(_ group: Int, at now: Int64) -> Bool {
    guard rules.isFair else { return false }
    let own = open(group)
    let all = holds.filter { $0.to == nil }.count
    if own >= rules.noisyInFlight, Double(own) > rules.noisyShare * Double(all) { return true }
    return Double(time(at: now) { $0 == group })
      > rules.noisyShare * Double(time(at: now) { _ in true })
  }

  /// The time that receivers had messages for, in the present interval and the one before [ns].
  private func time(at now: Int64, of isWanted: (Int) -> Bool) -> Int64 {
    let begin = max(0, (now / rules.interval - 1) * rules.interval)
    return holds.filter { isWanted($0.group) }.reduce(0) { sum, hold in
      sum + max(0, (hold.to ?? now) - max(hold.from, begin)) * 1_000_000_000
    }
  }

  private func forgetConsumed() {
    noisy.removeAll { group in !items.contains { $0.group == group } }
  }
}
