import Blueprints
import Documents
import Scenarios
import Synchronization

/// Runs the trials of a study, side by side, each once.
///
/// What was run before, in this process or in one that was interrupted, is remembered and not run
/// again. Trials come back in the order in which they were asked for, so that neither the number of
/// cores nor an interruption changes what a study says.
package final class Laboratory: Sendable {
  /// What is told of the trials while they go on; called from several threads.
  package struct Watch: Sendable {
    /// Is told that a trial begins.
    package let began: @Sendable (Trial.Key) -> Void
    /// Is told what a trial came to.
    package let ended: @Sendable (Trial) -> Void
    /// Is asked whether the study should end.
    package let isCancelled: @Sendable () -> Bool

    /// A watch; nobody looks where nothing is given.
    package init(
      began: @escaping @Sendable (Trial.Key) -> Void = { _ in },
      ended: @escaping @Sendable (Trial) -> Void = { _ in },
      isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
      self.began = began
      self.ended = ended
      self.isCancelled = isCancelled
    }
  }

  /// What every trial is asked for.
  package let figures: [AskedFigure]
  private let catalogue: Catalogue
  private let crew: Crew
  private let watch: Watch
  private let setup: @Sendable (Point) throws(InputErrors) -> Setup
  private let known: Mutex<[Trial.Key: Trial]>

  /// A laboratory that asks for figures.
  ///
  /// - Parameters:
  ///   - known: Trials of this study that were run before.
  ///   - setup: Reads what is run at a point; called from several threads.
  package init(
    asking figures: [AskedFigure], knowing known: [Trial] = [], catalogue: Catalogue,
    crew: Crew = .whole, watch: Watch = Watch(),
    setup: @escaping @Sendable (Point) throws(InputErrors) -> Setup
  ) {
    self.figures = figures
    self.catalogue = catalogue
    self.crew = crew
    self.watch = watch
    self.setup = setup
    self.known = Mutex(Dictionary(known.map { ($0.key, $0) }) { first, _ in first })
  }

  /// Reads every point before any is run, so that no study ends at its last point.
  ///
  /// - Throws: The errors of the first point, in order, that has any.
  package func check(_ points: [Point]) throws(InputErrors) {
    try crew.run(points.count) { [self] (index) throws(InputErrors) in
      let setup = try setup(points[index])
      _ = try Architecture(setup.design, of: setup.scenario, catalogue)
    }
  }

  /// The trials that are asked for, in their order; nil where the study was cancelled.
  ///
  /// - Throws: The errors of the first trial, in order, that cannot be run.
  package func trials(_ wanted: [Trial.Key]) throws(InputErrors) -> [Trial]? {
    let missing = missing(of: wanted)
    let benches = benches(for: missing)
    try crew.run(missing.count) { [self] (index) throws(InputErrors) in
      guard !watch.isCancelled() else { return }
      let key = missing[index]
      if let bench = benches[key.point], let trial = try run(key, at: bench) { keep(trial) }
    }
    let known = known.withLock { $0 }
    let found = wanted.compactMap { known[$0] }
    return found.count == wanted.count ? found : nil
  }

  /// How many trials it knows.
  package var count: Int { known.withLock { $0.count } }

  private func missing(of wanted: [Trial.Key]) -> [Trial.Key] {
    let known = known.withLock { $0 }
    var seen: Set<Trial.Key> = []
    return wanted.filter { known[$0] == nil && seen.insert($0).inserted }
  }

  private func keep(_ trial: Trial) {
    known.withLock { $0[trial.key] = trial }
    watch.ended(trial)
  }

  /// One run; nil where it was cancelled.
  private func run(_ key: Trial.Key, at bench: PointBench) throws(InputErrors) -> Trial? {
    let setup = try bench.setup(of: key.point, by: setup)
    watch.began(key)
    let result = try Simulation.run(
      setup.scenario, setup.design, replication: key.replication, catalogue: catalogue,
      watch: Studies.Watch(isCancelled: watch.isCancelled), tracing: .nothing)
    bench.finish()
    return watch.isCancelled() ? nil : Trial(key, of: result, setup, asked: figures)
  }

  private func benches(for keys: [Trial.Key]) -> [Point: PointBench] {
    var counts: [Point: Int] = [:]
    for key in keys { counts[key.point, default: 0] += 1 }
    return counts.mapValues { PointBench(runs: $0) }
  }
}

/// What is run at a point, read by the first of its runs and forgotten after the last.
private final class PointBench: Sendable {
  private struct State {
    var outcome: Result<Setup, InputErrors>?
    var runsLeft: Int
  }

  private let state: Mutex<State>

  init(runs: Int) { state = Mutex(State(outcome: nil, runsLeft: runs)) }

  func setup(
    of point: Point, by read: @Sendable (Point) throws(InputErrors) -> Setup
  ) throws(InputErrors) -> Setup {
    let outcome = state.withLock { state in
      if let known = state.outcome { return known }
      let outcome: Result<Setup, InputErrors>
      do throws(InputErrors) {
        outcome = .success(try read(point))
      } catch {
        outcome = .failure(error)
      }
      state.outcome = outcome
      return outcome
    }
    return try outcome.get()
  }

  /// One run more is done.
  func finish() {
    state.withLock { state in
      state.runsLeft -= 1
      if state.runsLeft == 0 { state.outcome = nil }
    }
  }
}
