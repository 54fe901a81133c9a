import Kernel

/// How the latest calls ended: the last so many, or those of the last so long.
struct OutcomeWindow: Sendable {
  /// What counts as the latest.
  enum Length: Sendable, Equatable {
    /// So many calls.
    case calls(Int)
    /// Those that ended in so long a time.
    case time(TimeSpan)
  }

  private struct Outcome: BitwiseCopyable {
    var end: Instant
    var failed: Bool
  }

  private let length: Length
  private var outcomes: ContiguousArray<Outcome> = []
  private var head = 0
  /// How many of them failed.
  private(set) var failures = 0

  init(_ length: Length) { self.length = length }

  /// How many calls it holds.
  var count: Int { outcomes.count - head }

  /// Takes in how a call ended now, and forgets what is too old.
  mutating func add(failed: Bool, at now: Instant) {
    outcomes.append(Outcome(end: now, failed: failed))
    if failed { failures += 1 }
    switch length {
    case .calls(let calls): while count > calls { dropFirst() }
    case .time(let span): while now - outcomes[head].end >= span { dropFirst() }
    }
    // Moving what is left only once half is gone costs each outcome one move.
    if head * 2 > outcomes.count {
      outcomes.removeFirst(head)
      head = 0
    }
  }

  /// Forgets everything.
  mutating func clear() {
    outcomes.removeAll(keepingCapacity: true)
    head = 0
    failures = 0
  }

  private mutating func dropFirst() {
    if outcomes[head].failed { failures -= 1 }
    head += 1
  }
}
