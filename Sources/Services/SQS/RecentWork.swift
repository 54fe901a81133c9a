import Kernel

/// How much time receivers spent on messages lately: the integral of how many they held over the
/// present interval and the one before it.
///
/// Intervals all begin at multiples of their width, so that any two of one width can be compared.
struct RecentWork: BitwiseCopyable {
  private var held: Int64 = 0
  private var interval: Int64 = 0
  private var settled = Instant.start
  private var present: Int128 = 0
  private var previous: Int128 = 0

  /// Receivers hold so many more messages from now on, or with a negative number so many fewer.
  mutating func add(_ change: Int64, at now: Instant, width: TimeSpan) {
    settle(at: now, width: width)
    held += change
  }

  /// The time spent up to now [message × ns].
  mutating func total(at now: Instant, width: TimeSpan) -> Int128 {
    settle(at: now, width: width)
    return present + previous
  }

  private mutating func settle(at now: Instant, width: TimeSpan) {
    let index = now.nanoseconds / width.nanoseconds
    if index != interval {
      let begin = Instant(nanoseconds: index * width.nanoseconds)
      if index == interval + 1 {
        previous = present + Int128(held) * Int128((begin - settled).nanoseconds)
      } else {
        previous = Int128(held) * Int128(width.nanoseconds)
      }
      present = 0
      settled = begin
      interval = index
    }
    present += Int128(held) * Int128((now - settled).nanoseconds)
    settled = now
  }
}
