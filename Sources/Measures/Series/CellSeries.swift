import Kernel

/// What samples, or a level, amounted to in each interval.
///
/// Samples are recorded one by one; a level is held from instant to instant. Over calendar minutes
/// it is what an alarm and the console see.
public struct CellSeries: Equatable, Sendable {
  /// The samples of one interval.
  public struct Point: Equatable, Sendable {
    /// When the interval begins.
    public let begin: Instant
    /// When it ends; the last may be cut short by the end of the run.
    public let end: Instant
    /// What was seen in it.
    public let cell: Cell
  }

  /// The intervals, of which one is open.
  public private(set) var grid: IntervalGrid
  /// The intervals that are over, from the first on.
  public private(set) var cells: ContiguousArray<Cell> = []
  /// The open interval as far as it was filled.
  public private(set) var open = Cell.empty
  /// When the last interval was closed for good; nil before.
  public private(set) var finish: Instant?

  /// A series over the intervals given.
  public init(_ grid: IntervalGrid) { self.grid = grid }

  /// Takes in a sample at an instant, which must not lie before the open interval.
  public mutating func record(_ value: Int64, at now: Instant) {
    if now >= grid.end { advance(to: now) }
    open.record(value)
  }

  /// Takes in samples that all fell into the open interval.
  public mutating func merge(_ cell: Cell) { open.merge(cell) }

  /// Takes in a level held from an instant of the open interval until now, however long.
  ///
  /// An interval that opens counts the level it inherits as seen, even if it changes at once.
  public mutating func hold(_ level: Int64, from: Instant, until now: Instant) {
    precondition(
      from >= grid.begin && from <= now, "held from \(from) to \(now), open from \(grid.begin)")
    guard now >= grid.end else {
      open.hold(level, for: now - from)
      return
    }
    open.hold(level, for: grid.end - from)
    var filled = Cell.empty
    filled.hold(level, for: grid.length)
    close(upTo: now, filling: filled)
    open.hold(level, for: now - grid.begin)
  }

  /// Closes every interval that is over at an instant; those without samples stay empty.
  public mutating func advance(to now: Instant) { close(upTo: now, filling: .empty) }

  private mutating func close(upTo now: Instant, filling: Cell) {
    precondition(finish == nil, "a series went on at \(now), after its end")
    let passed = grid.advance(to: now)
    guard passed > 0 else { return }
    cells.append(open)
    cells.append(contentsOf: repeatElement(filling, count: passed - 1))
    open = .empty
  }

  /// Closes the last interval, which stays empty of time only where it has samples.
  public mutating func finish(at now: Instant) {
    advance(to: now)
    if now > grid.begin || open.sampleCount > 0 { cells.append(open) }
    open = .empty
    finish = now
  }

  /// Forgets what was seen before an instant; the boundaries stay where they were.
  public mutating func restart(at now: Instant) {
    self = CellSeries(grid.restarting(at: now))
  }

  /// The point of an interval that is over.
  public subscript(index: Int) -> Point {
    let end = grid.end(of: index)
    return Point(
      begin: grid.begin(of: index), end: min(end, finish ?? end), cell: cells[index])
  }

  /// All points of intervals that are over, in order.
  public var points: [Point] { cells.indices.map { self[$0] } }
}
