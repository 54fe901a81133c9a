import Documents
import Kernel
import Measures
import Reports
import Studies
import Synchronization

/// How far a study is, on standard error: a bar on a terminal, a line now and then where there is
/// none, or lines of JSON for programs.
///
/// Trials begin and end on several threads.
final class StudyProgress: Sendable {
  static let option = Option(
    "progress", "FORM", .choice(["bar", "json"]),
    "Says how far the study is on standard error: by a bar or now and then a line, or by JSON.")

  private static let bar = 24

  /// What came out at a point so far.
  private struct Tally {
    var sum = 0.0
    var count = 0
    var mean: Double { sum / Double(count) }
  }

  private struct State {
    var done = 0
    var running = 0
    var left: Int
    /// The point that everything is run at; nil where there are several.
    var trying: Point?
    var tallies: [Point: Tally] = [:]
    /// When something was last said.
    var pace: ProgressPace
  }

  /// The point that is best so far, by the mean of a figure.
  struct Best: Equatable {
    let point: Point
    let figure: AskedFigure
    let mean: Double
  }

  /// How far a study is at a moment.
  struct Standing: Equatable {
    var done: Int
    var running: Int
    var left: Int
    /// About how long the rest takes; nil before a run has ended.
    var secondsLeft: Int64?
    var best: Best?
    /// The only point at which runs go on, where that is known.
    var trying: Point?
  }

  private let outside: Outside
  private let isJSON: Bool
  private let isSilent: Bool
  private let begin: Int64
  /// Whether more of the figure is better by which a point is best.
  private let wantsMost: Bool
  /// How many runs were done before.
  private let known: Int
  /// The figure by which a point is best, and its place among those of a trial.
  private let watched: (index: Int, figure: AskedFigure)?
  private let state: Mutex<State>

  /// A study of so many runs that begins now.
  ///
  /// - Parameters:
  ///   - runs: How many are still to be done; plans say so anew by `expect`.
  ///   - known: The runs that were done before.
  ///   - best: The place of the figure by which a point is best; else that of the first goal.
  ///   - wantsMost: Whether more of that figure is better.
  init(
    _ invocation: Invocation, runs: Int, knowing known: [Trial] = [], of figures: [AskedFigure],
    best: Int? = nil, wantsMost: Bool = false
  ) {
    outside = invocation.outside
    isJSON = invocation.value(Self.option) == "json"
    isSilent = !isJSON && invocation.has(RunCommand.quiet)
    begin = outside.clock()
    let pace = ProgressPace(begin, isDrawn: outside.errors.columns != nil)
    let index = best ?? figures.firstIndex { $0.bound?.wantsLess != nil }
    watched = index.map { ($0, figures[$0]) }
    self.wantsMost = wantsMost || index.map { figures[$0].bound?.wantsLess == false } ?? false
    self.known = known.count
    state = Mutex(State(done: known.count, left: runs, pace: pace))
    state.withLock { state in
      for trial in known { count(trial, in: &state) }
    }
  }

  /// So many runs more are to be done, all of them at one point where one is given.
  func expect(_ runs: Int, at point: Point?) {
    state.withLock { ($0.left, $0.trying) = (runs, point) }
  }

  /// A run begins.
  func began(_ key: Trial.Key) {
    state.withLock { state in
      state.running += 1
      state.left -= 1
    }
  }

  /// A run came to something.
  func ended(_ trial: Trial) {
    let clock = outside.clock()
    state.withLock { state in
      state.running -= 1
      state.done += 1
      count(trial, in: &state)
      say(&state, at: clock)
    }
  }

  private func count(_ trial: Trial, in state: inout State) {
    guard let watched, let figure = trial.figures[watched.index] else { return }
    state.tallies[trial.key.point, default: Tally()].sum += figure
    state.tallies[trial.key.point, default: Tally()].count += 1
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      if state.pace.isVisible, !isJSON, !isSilent { outside.errors.write("\r\u{1B}[K") }
      state.pace.clear()
    }
  }

  private func say(_ state: inout State, at clock: Int64) {
    guard !isSilent else { return }
    if isJSON {
      guard state.pace.isDueForPrograms(at: clock) || state.left + state.running == 0 else {
        return
      }
      outside.errors.write(Self.json(standing(state, after: clock - begin)) + "\n")
    } else if state.pace.isDue(at: clock) {
      let standing = standing(state, after: clock - begin)
      guard let columns = outside.errors.columns else {
        outside.errors.write(Self.words(standing) + "\n")
        return
      }
      let line = Lettering.line(Self.line(standing)).prefix(columns - 1)
      outside.errors.write("\r\(line)\u{1B}[K")
    }
  }

  private func standing(_ state: State, after wall: Int64) -> Standing {
    let rest = Double(state.left) + Double(state.running) / 2
    let own = state.done - known
    let seconds = Double(wall) / 1e9 / Double(max(own, 1)) * rest
    return Standing(
      done: state.done, running: state.running, left: state.left,
      secondsLeft: own == 0 ? nil : Int64(min(seconds, 1e12) + 0.5),
      best: state.trying == nil ? best(of: state.tallies) : nil, trying: state.trying)
  }

  private func best(of tallies: [Point: Tally]) -> Best? {
    guard let watched else { return nil }
    let sign = wantsMost ? -1.0 : 1.0
    let best = tallies.min {
      (sign * $0.value.mean, $0.key.text) < (sign * $1.value.mean, $1.key.text)
    }
    return best.map { Best(point: $0.key, figure: watched.figure, mean: $0.value.mean) }
  }

  // MARK: Words

  /// How far a study is, for people.
  ///
  ///     ━━━━━━━━━━──────────────  17 of 40 runs · 2 running · 4 s left · best 1.2 s at a=1
  static func line(_ standing: Standing) -> String {
    let whole = standing.done + standing.running + standing.left
    let full = bar * standing.done / max(whole, 1)
    let drawing = String(repeating: "━", count: full) + String(repeating: "─", count: bar - full)
    return "\(drawing)  \(words(standing))"
  }

  /// The same without a bar.
  static func words(_ standing: Standing) -> String {
    let whole = standing.done + standing.running + standing.left
    let parts = [
      "\(standing.done) of \(whole) runs", "\(standing.running) running",
      standing.secondsLeft.map { "\(TimeText.text(.seconds($0))) left" },
      standing.best.map { best in
        let text = best.mean.isFinite ? Quantity(real: best.mean, best.figure.unit).text : "never"
        return "best \(text)" + (best.point.text.isEmpty ? "" : " at \(best.point.text)")
      },
      standing.trying.map { "at \($0.text)" },
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  /// The same for programs.
  ///
  ///     {"done":17,"running":2,"left":21,"secondsLeft":4,
  ///      "best":{"set":{"a":"1"},"figure":"p99 of latency < 2 s","mean":1200000000}}
  static func json(_ standing: Standing) -> String {
    var writer = JSONWriter(.compact)
    writer.object {
      $0.member("done", standing.done)
      $0.member("running", standing.running)
      $0.member("left", standing.left)
      if let seconds = standing.secondsLeft { $0.member("secondsLeft", seconds) }
      if let point = standing.trying { $0.object("trying") { write(point, to: &$0) } }
      guard let best = standing.best else { return }
      $0.object("best") {
        write(best.point, to: &$0)
        $0.member("figure", best.figure.name)
        if best.mean.isFinite { $0.member("mean", best.mean) }
      }
    }
    return writer.text
  }

  private static func write(_ point: Point, to writer: inout JSONWriter) {
    if !point.design.isEmpty { writer.member("design", point.design) }
    writer.object("set") {
      for choice in point.choices { $0.member(choice.path, choice.value) }
    }
  }
}
