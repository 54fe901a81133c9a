/// When something is next said of work that goes on, so that people see it move and nothing more.
struct ProgressPace {
  /// On a terminal a bar appears after a second and moves ten times in each.
  private static let (patience, pause): (Int64, Int64) = (1_000_000_000, 100_000_000)
  /// Elsewhere a line stays, so there is one after ten seconds and then ever fewer: the next comes
  /// after a tenth of the time so far, and no sooner than after ten seconds.
  private static let (longPause, share): (Int64, Int64) = (10_000_000_000, 10)

  private let begin: Int64
  private let isDrawn: Bool
  private var said: Int64?

  /// The pace of work that begins at a time of the clock, on a terminal or not [ns].
  init(_ begin: Int64, isDrawn: Bool) {
    self.begin = begin
    self.isDrawn = isDrawn
  }

  /// Whether a bar stands on the terminal.
  var isVisible: Bool { isDrawn && said != nil }

  /// Nothing stands there any more.
  mutating func clear() { if isDrawn { said = nil } }

  /// Whether something is to be said now; then it counts as said.
  mutating func isDue(at clock: Int64) -> Bool {
    let longPause = max(Self.longPause, (clock - begin) / Self.share)
    let isDue =
      isDrawn
      ? clock - begin >= Self.patience && clock - (said ?? begin) >= Self.pause
      : clock - (said ?? begin) >= longPause
    if isDue { said = clock }
    return isDue
  }

  /// Whether a line for programs is to be said now; then it counts as said.
  mutating func isDueForPrograms(at clock: Int64) -> Bool {
    let isDue = said.map { clock - $0 >= Self.pause } ?? true
    if isDue { said = clock }
    return isDue
  }
}
