import Kernel
import Measures

/// How calls along a wire went, interval by interval.
///
/// It is kept by differences of running totals when an interval ends: calls cost no more with it.
public struct CallCourse: Sendable {
  /// Attempts that were made.
  public private(set) var attempts: CountSeries
  /// Of them, those after the first for their call.
  public private(set) var retries: CountSeries
  /// Attempts to which no answer came in time, when that was found.
  public private(set) var timeouts: CountSeries

  private var settled = CallTotals()

  /// A course over intervals of which some are over already, in which nothing was called.
  init(_ grid: IntervalGrid, before now: Instant) {
    var empty = CountSeries(grid)
    if now > .start { empty.advance(to: now - TimeSpan(nanoseconds: 1)) }
    attempts = empty
    retries = empty
    timeouts = empty
  }

  /// Closes the intervals that are over.
  mutating func settle(_ totals: CallTotals, at now: Instant) {
    take(totals)
    attempts.advance(to: now)
    retries.advance(to: now)
    timeouts.advance(to: now)
  }

  /// Forgets what was before an instant.
  mutating func restart(_ totals: CallTotals, at now: Instant) {
    settle(totals, at: now)
    attempts.restart(at: now)
    retries.restart(at: now)
    timeouts.restart(at: now)
  }

  /// Closes the last interval.
  mutating func finish(_ totals: CallTotals, at now: Instant) {
    take(totals)
    attempts.finish(at: now)
    retries.finish(at: now)
    timeouts.finish(at: now)
  }

  private mutating func take(_ totals: CallTotals) {
    attempts.merge(totals.attempts - settled.attempts)
    retries.merge(totals.retries - settled.retries)
    timeouts.merge(totals.timeouts - settled.timeouts)
    settled = totals
  }
}

/// What calls along a wire came to so far.
struct CallTotals: Sendable {
  var attempts: Int64 = 0
  var retries: Int64 = 0
  var timeouts: Int64 = 0
}

extension Edge {
  private var callTotals: CallTotals {
    CallTotals(attempts: attempts, retries: retries, timeouts: timeouts)
  }

  /// Begins the course of calls with the first one.
  private func openCourse(at now: Instant) {
    guard attempts > 0, calls == nil, let grid = hop.series?.grid else { return }
    calls = CallCourse(IntervalGrid(every: grid.length), before: now)
  }

  /// Closes the intervals of its records that are over.
  func settle(at now: Instant) {
    openCourse(at: now)
    hop.settle(at: now)
    calls?.settle(callTotals, at: now)
  }

  /// Forgets the course of what was before an instant; the page of the ledger stays whole.
  func restart(at now: Instant) {
    openCourse(at: now)
    hop.restart(at: now)
    calls?.restart(callTotals, at: now)
  }

  /// Closes the last interval of its records.
  func finish(at now: Instant) {
    openCourse(at: now)
    hop.finish(at: now)
    calls?.finish(callTotals, at: now)
  }
}
