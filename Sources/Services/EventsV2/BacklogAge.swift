import Kernel

/// How old the oldest of many things is, to the second: they are counted by the second in which
/// they came.
struct BacklogAge {
  private static let second: Int64 = 1_000_000_000

  private var counts: ContiguousArray<Int32> = []
  private var oldest = 0

  /// Something came.
  mutating func add(at moment: Instant) {
    let second = Int(moment.nanoseconds / Self.second)
    while counts.count <= second { counts.append(0) }
    counts[second] += 1
  }

  /// Something that came at a moment is gone.
  mutating func remove(from moment: Instant) {
    counts[Int(moment.nanoseconds / Self.second)] -= 1
  }

  /// The age of the oldest that is there; zero where nothing is.
  mutating func age(at now: Instant) -> TimeSpan {
    while oldest < counts.count, counts[oldest] == 0 { oldest += 1 }
    guard oldest < counts.count else {
      oldest = max(0, counts.count - 1)
      return .zero
    }
    return max(.zero, now - Instant(nanoseconds: Int64(oldest) * Self.second))
  }
}
