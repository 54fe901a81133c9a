import Kernel

/// What became of calls that may come again, for as long as AWS knows their tokens.
struct RecentCalls<Outcome> {
  private struct Entry {
    let token: UInt64
    let at: Instant
  }

  private let memory: TimeSpan
  private var outcomes: [UInt64: Outcome] = [:]
  private var entries: ContiguousArray<Entry> = []
  private var oldest = 0

  /// Remembers calls for some time.
  init(for memory: TimeSpan) { self.memory = memory }

  /// What became of a call; nil where it never came, or too long ago.
  mutating func outcome(of token: UInt64, at now: Instant) -> Outcome? {
    forget(at: now)
    return outcomes[token]
  }

  /// Keeps what became of a call.
  mutating func keep(_ outcome: Outcome, of token: UInt64, at now: Instant) {
    forget(at: now)
    if outcomes.updateValue(outcome, forKey: token) == nil {
      entries.append(Entry(token: token, at: now))
    }
  }

  private mutating func forget(at now: Instant) {
    while oldest < entries.count, now - entries[oldest].at >= memory {
      outcomes.removeValue(forKey: entries[oldest].token)
      oldest += 1
    }
    guard oldest > 1_024, oldest > entries.count / 2 else { return }
    entries.removeFirst(oldest)
    oldest = 0
  }
}
