import Blueprints
import Kernel
import Measures
import Studies

/// The stretch of time that all charts of a page share, cut into at most 400 steps.
struct TimeFrame: Equatable {
  /// More would be finer than a screen.
  static let mostSteps = 400
  /// How far to the right the end is, in the units that drawings count in.
  static let width = 4_000

  /// When the first step begins.
  let begin: Instant
  /// When the last step ends.
  let end: Instant
  /// How many steps there are.
  let steps: Int
  /// How many intervals of a series make a step.
  private let intervals: Int
  /// The whole intervals begin at this moment or so many lengths after it.
  private let origin: Instant
  private let length: TimeSpan

  /// The time over which a run kept its measures; nil where it kept none.
  init?(of run: RunResult) {
    let instruments = run.nodes.lazy.flatMap { $0.instruments }
    guard let grid = instruments.compactMap({ $0.keeper.grid }).first, run.end > grid.start else {
      return nil
    }
    self.init(grid, until: run.end)
  }

  /// The intervals of a grid up to the end of a run.
  init(_ grid: IntervalGrid, until end: Instant) {
    begin = grid.start
    self.end = end
    origin = grid.firstEnd - grid.length
    length = grid.length
    let cells = max(1, ((end - origin).nanoseconds - 1) / grid.length.nanoseconds + 1)
    let most = Int64(Self.mostSteps)
    intervals = Int((cells + most - 1) / most)
    // A stump of a step at the end would show rates of next to no time.
    let stump = (end - origin).nanoseconds % (grid.length.nanoseconds * Int64(intervals))
    let whole = (end - origin).nanoseconds / (grid.length.nanoseconds * Int64(intervals))
    let keepsStump = 2 * stump >= grid.length.nanoseconds * Int64(intervals)
    steps = max(1, Int(whole) + (keepsStump ? 1 : 0))
  }

  /// The step that the interval of an index, from 0, falls into.
  func step(ofInterval index: Int) -> Int { min(index / intervals, steps - 1) }

  /// The length of a whole step [s].
  var seconds: Double { Double(length.nanoseconds) * Double(intervals) / 1e9 }
  /// When the first step would have begun, had it been whole [s].
  var firstSecond: Double { Double(origin.nanoseconds) / 1e9 }

  /// How far to the right a moment is, from 0 to 1.
  func share(of moment: Instant) -> Double {
    let share = Double((moment - begin).nanoseconds) / Double((end - begin).nanoseconds)
    return min(max(share, 0), 1)
  }

  /// How far to the right the middle of a step is, in the units of drawings.
  func middle(ofStep step: Int) -> Int {
    let size = length.nanoseconds * Int64(intervals)
    let first = max(begin.nanoseconds, origin.nanoseconds + size * Int64(step))
    let last =
      step == steps - 1 ? end.nanoseconds : origin.nanoseconds + size * Int64(step + 1)
    let middle = Instant(nanoseconds: first + (last - first) / 2)
    return Int(share(of: middle) * Double(Self.width) + 0.5)
  }
}
