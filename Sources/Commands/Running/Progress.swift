import Kernel
import Measures
import Reports
import Scenarios
import Studies
import Synchronization

/// How far the runs are, on standard error: a bar once they take longer than a second, which is
/// drawn over itself, or a line now and then where there is no terminal.
///
/// Runs report from several threads.
final class Progress: Sendable {
  private static let bar = 24

  private struct State {
    /// Up to where each run has come.
    var moments: [Instant]
    /// When something was last said.
    var pace: ProgressPace
  }

  private let outside: Outside
  private let isSilent: Bool
  private let begin: Int64
  private let duration: TimeSpan
  private let state: Mutex<State>

  /// The progress of runs of a scenario, which begin now.
  ///
  /// - Parameter isQuiet: Whether nothing is said where there is no terminal.
  init(_ outside: Outside, of scenario: Scenario, isQuiet: Bool) {
    self.outside = outside
    isSilent = outside.errors.columns == nil && isQuiet
    begin = outside.clock()
    duration = scenario.duration
    state = Mutex(
      State(moments: [], pace: ProgressPace(begin, isDrawn: outside.errors.columns != nil)))
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
    let clock = outside.clock()
    state.withLock { state in
      state.moments[Int(run)] = now
      guard !isSilent, state.pace.isDue(at: clock) else { return }
      let wall = TimeSpan(nanoseconds: clock - begin)
      guard let columns = outside.errors.columns else {
        outside.errors.write(Self.words(state.moments, of: duration, after: wall) + "\n")
        return
      }
      let line = Self.line(state.moments, of: duration, after: wall)
      outside.errors.write("\r\(line.prefix(columns - 1))\u{1B}[K")
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.pace.isVisible { outside.errors.write("\r\u{1B}[K") }
      state.pace.clear()
    }
  }

  /// How far runs of a length are after so much time on the clock.
  ///
  ///     ━━━━━━━━━━──────────────  12 min of 30 min · 450 times as fast · 4 s left
  static func line(_ moments: [Instant], of duration: TimeSpan, after wall: TimeSpan) -> String {
    let whole = duration * Int64(moments.count)
    let full = Int(done(of: moments, duration).seconds / whole.seconds * Double(bar))
    let drawing =
      String(repeating: "━", count: full) + String(repeating: "─", count: bar - full)
    return "\(drawing)  \(words(moments, of: duration, after: wall))"
  }

  /// How much of the traffic is simulated.
  private static func done(of moments: [Instant], _ duration: TimeSpan) -> TimeSpan {
    moments.reduce(TimeSpan.zero) { $0 + min($1 - .start, duration) }
  }

  /// The same without a bar.
  static func words(
    _ moments: [Instant], of duration: TimeSpan, after wall: TimeSpan
  ) -> String {
    let whole = duration * Int64(moments.count)
    let simulated = moments.reduce(TimeSpan.zero) { $0 + ($1 - .start) }
    let done = done(of: moments, duration)
    let share = done.seconds / whole.seconds
    let speed = NumberText.short(Int64(simulated.seconds / max(wall.seconds, 1e-9)))
    let left = TimeSpan.seconds(Int64(wall.seconds * (1 - share) / max(share, 1e-9) + 0.5))
    let rest = done == whole ? "draining" : "\(TimeText.text(left)) left"
    return "\(TimeText.text(done)) of \(TimeText.text(whole))"
      + " · \(speed) times as fast · \(rest)"
  }
}
