import Kernel

/// Keeps a caller from a callee that fails: closed while all is well, open for a while once too
/// many calls failed, then half open for a few that show whether it is well again.
///
/// The rules are those of Resilience4j: the share of failures is judged once there are enough calls
/// in the window, and again after all probes have ended. A call that was let through in an earlier
/// state tells nothing about the present one.
public struct CircuitBreaker: Sendable {
  /// When it opens and closes.
  public struct Terms: Sendable, Equatable {
    /// The share of failures from which on it opens, in millionths.
    var failures: Int64
    /// Which calls are the latest.
    var window: OutcomeWindow.Length
    /// So many calls must be in the window before it is judged.
    var minimum: Int
    /// How long it stays open.
    var open: TimeSpan
    /// How many calls are let through half open.
    var probes: Int
    /// Whether first attempts always go through, and retries alone are kept back.
    var breaksRetriesOnly = false
  }

  /// What it does with calls.
  enum State: Equatable {
    /// It lets them through.
    case closed
    /// It fails them, until a moment.
    case open(until: Instant)
    /// It lets so many more through, and waits for the end of so many.
    case halfOpen(admits: Int, awaits: Int, failed: Int)
  }

  /// What the caller keeps of a call that was let through, to say how it ended.
  public typealias Ticket = UInt16

  private let terms: Terms
  private(set) var state = State.closed
  private var window: OutcomeWindow
  /// Which state it is, counted from 1; a ticket is the number at the moment of the call.
  private var era: Ticket = 1

  /// A closed one that has seen nothing.
  public init(_ terms: Terms) {
    self.terms = terms
    window = OutcomeWindow(terms.window)
  }

  /// Lets a call through, or not; the ticket is given back with how the call ended.
  public mutating func admit(isRetry: Bool, at now: Instant) -> Ticket? {
    if case .open(let until) = state, now >= until {
      enter(.halfOpen(admits: terms.probes, awaits: terms.probes, failed: 0))
    }
    switch state {
    case .closed: return era
    case .open: return terms.breaksRetriesOnly && !isRetry ? 0 : nil
    case .halfOpen(let admits, let awaits, let failed):
      guard isRetry || !terms.breaksRetriesOnly else { return 0 }
      guard admits > 0 else { return nil }
      state = .halfOpen(admits: admits - 1, awaits: awaits, failed: failed)
      return era
    }
  }

  /// Learns how a call ended that was let through.
  public mutating func record(failed: Bool, _ ticket: Ticket, at now: Instant) {
    guard ticket == era else { return }
    switch state {
    case .open: return
    case .closed:
      window.add(failed: failed, at: now)
      if window.count >= terms.minimum, isTooMuch(window.failures, of: window.count) {
        enter(.open(until: now + terms.open))
      }
    case .halfOpen(let admits, let awaits, let before):
      let failures = before + (failed ? 1 : 0)
      if awaits > 1 {
        state = .halfOpen(admits: admits, awaits: awaits - 1, failed: failures)
      } else {
        enter(isTooMuch(failures, of: terms.probes) ? .open(until: now + terms.open) : .closed)
      }
    }
  }

  /// Learns that nobody will know how a call ended; where it was a probe, another may be made.
  public mutating func forget(_ ticket: Ticket) {
    guard ticket == era, case .halfOpen(let admits, let awaits, let failed) = state else { return }
    state = .halfOpen(admits: admits + 1, awaits: awaits, failed: failed)
  }

  private func isTooMuch(_ failures: Int, of calls: Int) -> Bool {
    Int64(failures) * 1_000_000 >= terms.failures * Int64(calls)
  }

  private mutating func enter(_ next: State) {
    state = next
    window.clear()
    era = era == .max ? 1 : era + 1
  }
}
