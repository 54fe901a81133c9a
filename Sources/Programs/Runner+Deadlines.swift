import Blueprints
import Kernel

/// The runs that have a deadline to meet, the earliest first, linked through themselves.
///
/// Nearly every run ends before its deadline. So the calendar holds one event for the first of
/// them, and not one for each that is then in vain.
struct DeadlineLine {
  private(set) var first: UInt32 = .max
  private var last: UInt32 = .max
  /// Whether the calendar holds the event for the first.
  var isSet = false

  /// Puts a run in its place by its deadline; nearly always that is the last.
  mutating func insert(_ slot: UInt32, in runs: borrowing Slab<Runner.Run>) {
    let deadline = runs[slot].deadline
    var earlier = last
    while earlier != .max, runs[earlier].deadline > deadline { earlier = runs[earlier].earlier }
    let later = earlier == .max ? first : runs[earlier].later
    runs.update(slot) { run in
      run.earlier = earlier
      run.later = later
      run.isTimed = true
    }
    if earlier == .max { first = slot } else { runs[earlier].later = slot }
    if later == .max { last = slot } else { runs[later].earlier = slot }
  }

  /// Takes a run out that is over.
  mutating func remove(_ slot: UInt32, in runs: borrowing Slab<Runner.Run>) {
    let (earlier, later) = (runs[slot].earlier, runs[slot].later)
    if earlier == .max { first = later } else { runs[earlier].later = later }
    if later == .max { last = earlier } else { runs[later].earlier = earlier }
    runs[slot].isTimed = false
  }
}

extension Runner {
  /// Sees to it that a run ends at its deadline.
  func watchDeadline(of slot: UInt32, in world: World) {
    deadlines.insert(slot, in: runs)
    setDeadline(in: world)
  }

  /// Has the runner called at the first deadline.
  private func setDeadline(in world: World) {
    guard !deadlines.isSet, deadlines.first != .max else { return }
    deadlines.isSet = true
    world.calendar.schedule(
      Event(node: host, kind: Kind.deadline.rawValue), at: runs[deadlines.first].deadline)
  }

  /// Ends a run that is out of time, if there is one; what it called goes on without it.
  func meetDeadline(in world: World) -> Ending? {
    deadlines.isSet = false
    let slot = deadlines.first
    guard slot != .max, runs[slot].deadline <= world.now else {
      setDeadline(in: world)
      return nil
    }
    runs.update(slot) { run in
      run.failed = true
      run.timedOut = true
    }
    let ending = close(slot, in: world)
    setDeadline(in: world)
    return ending
  }
}
