import Kernel
import Measures
import Reports
import Scenarios
import Studies
import Synchronization

/// A bar that tells how far the runs are, once they take longer than a second.
///
/// It is drawn over itself on standard error, and only on a terminal. Runs report from several
/// threads.
final class Progress: Sendable {
  private static let patience: Int64 = 1_000_000_000
  private static let pause: Int64 = 100_000_000
  private static let bar = 24

  private struct State {
    /// Up to where each run has come.
    var moments: [Instant]
    /// When the bar was last drawn; nil before.
    var drawn: Int64?
  }

  private let outside: Outside
  private let begin: Int64
  private let duration: TimeSpan
  private let state: Mutex<State>

  /// A bar for runs of a scenario, which begin now.
  init(_ outside: Outside, of scenario: Scenario) {
    self.outside = outside
    begin = outside.clock()
    duration = scenario.duration
    state = Mutex(State(moments: [], drawn: nil))
  }

  /// What replications are watched by.
  var watch: Replications.Watch {
    .init(
      progress: { self.update($0, at: $1) }, planned: { self.plan($0) },
      isCancelled: outside.isInterrupted)
  }

  /// So many runs are planned by now.
  func plan(_ runs: Int) {
    state.withLock { state in
      while state.moments.count < runs { state.moments.append(.start) }
    }
  }

  /// A run has come to a moment.
  func update(_ run: UInt32, at now: Instant) {
    guard let columns = outside.errors.columns else { return }
    let clock = outside.clock()
    state.withLock { state in
      state.moments[Int(run)] = now
      guard clock - begin >= Self.patience, clock - (state.drawn ?? 0) >= Self.pause else { return }
      state.drawn = clock
      let line = Self.line(state.moments, of: duration, after: TimeSpan(nanoseconds: clock - begin))
      outside.errors.write("\r\(line.prefix(columns - 1))\u{1B}[K")
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.drawn != nil { outside.errors.write("\r\u{1B}[K") }
      state.drawn = nil
    }
  }

  /// How far runs of a length are after so much time on the clock.
  ///
  ///     ━━━━━━━━━━──────────────  12 min of 30 min · 450 times as fast · 4 s left
  static func line(_ moments: [Instant], of duration: TimeSpan, after wall: TimeSpan) -> String {
    let whole = duration * Int64(moments.count)
    let simulated = moments.reduce(TimeSpan.zero) { $0 + ($1 - .start) }
    let done = moments.reduce(TimeSpan.zero) { $0 + min($1 - .start, duration) }
    let share = done.seconds / whole.seconds
    let full = Int(share * Double(bar))
    let drawing =
      String(repeating: "━", count: full) + String(repeating: "─", count: bar - full)
    let speed = NumberText.short(Int64(simulated.seconds / max(wall.seconds, 1e-9)))
    let left = TimeSpan.seconds(Int64(wall.seconds * (1 - share) / max(share, 1e-9) + 0.5))
    let rest = done == whole ? "draining" : "\(TimeText.text(left)) left"
    return "\(drawing)  \(TimeText.text(done)) of \(TimeText.text(whole))"
      + " · \(speed) times as fast · \(rest)"
  }
}
