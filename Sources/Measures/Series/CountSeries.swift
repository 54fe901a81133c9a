import Kernel

/// How often something happened in each interval.
public struct CountSeries: Equatable, Sendable {
  /// The sum of one interval.
  public struct Point: Equatable, Sendable {
    /// When the interval begins.
    public let begin: Instant
    /// When it ends; the last may be cut short by the end of the run.
    public let end: Instant
    /// The sum of all that was added in it.
    public let sum: Int64
  }

  /// The intervals, of which one is open.
  public private(set) var grid: IntervalGrid
  /// The sums of the intervals that are over, from the first on.
  public private(set) var sums: ContiguousArray<Int64> = []
  /// The sum of the open interval.
  public private(set) var open: Int64 = 0
  /// When the last interval was closed for good; nil before.
  public private(set) var finish: Instant?

  /// A series over the intervals given.
  public init(_ grid: IntervalGrid) { self.grid = grid }

  /// Adds to the interval that holds an instant, which must not lie before the open one.
  public mutating func add(_ number: Int64, at now: Instant) {
    if now >= grid.end { advance(to: now) }
    // A count of things that each took time to simulate stays below 2^63.
    open &+= number
  }

  /// Adds what happened within the open interval.
  public mutating func merge(_ number: Int64) { open += number }

  /// Closes every interval that is over at an instant.
  public mutating func advance(to now: Instant) {
    precondition(finish == nil, "a series went on at \(now), after its end")
    let passed = grid.advance(to: now)
    guard passed > 0 else { return }
    sums.append(open)
    sums.append(contentsOf: repeatElement(0, count: passed - 1))
    open = 0
  }

  /// Closes the last interval, which stays empty of time only where something happened in it.
  public mutating func finish(at now: Instant) {
    advance(to: now)
    if now > grid.begin || open != 0 { sums.append(open) }
    open = 0
    finish = now
  }

  /// Forgets what was counted before an instant; the boundaries stay where they were.
  public mutating func restart(at now: Instant) {
    self = CountSeries(grid.restarting(at: now))
  }

  /// The point of an interval that is over.
  public subscript(index: Int) -> Point {
    let end = grid.end(of: index)
    return Point(
      begin: grid.begin(of: index), end: min(end, finish ?? end), sum: sums[index])
  }

  /// All points of intervals that are over, in order.
  public var points: [Point] { sums.indices.map { self[$0] } }
}
