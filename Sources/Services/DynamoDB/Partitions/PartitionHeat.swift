import Kernel

/// For how long a partition has been turning requests away, and for which keys.
struct PartitionHeat {
  /// After so long without a request turned away it is cool again.
  private static let gap = TimeSpan.minutes(1)
  /// How many places it remembers.
  private static let memory = 128

  private var since = Instant.start
  private var last: Instant?
  private var places: ContiguousArray<UInt64> = []
  private var next = 0

  /// A request for a place was turned away.
  ///
  /// - Returns: Where the range is to be split, if it has been hot for long enough and can be.
  mutating func felt(
    _ place: UInt64, in range: Range<UInt64>, splittingAfter length: TimeSpan, at now: Instant
  ) -> UInt64? {
    guard length != .forever else { return nil }
    if let last, now - last < Self.gap {
      self.last = now
    } else {
      self = PartitionHeat()
      since = now
      last = now
    }
    if places.count < Self.memory {
      places.append(place)
    } else {
      places[next] = place
      next = (next + 1) % Self.memory
    }
    guard now - since >= length else { return nil }
    let split = middle(of: range)
    // What cannot be split stays as it is, and is looked at again after as long.
    since = now
    return split
  }

  /// The place inside a range before and after which there is most nearly as much.
  private func middle(of range: Range<UInt64>) -> UInt64? {
    let sorted = places.sorted()
    var best: (place: UInt64, more: Int)?
    for (index, place) in sorted.enumerated() {
      let isFirst = index == 0 || sorted[index - 1] != place
      let isLast = index + 1 == sorted.count || sorted[index + 1] != place
      if isFirst, place > range.lowerBound {
        let more = max(index, sorted.count - index)
        if more < best?.more ?? .max { best = (place, more) }
      }
      if isLast, place < range.upperBound, place + 1 < range.upperBound {
        let more = max(index + 1, sorted.count - index - 1)
        if more < best?.more ?? .max { best = (place + 1, more) }
      }
    }
    return best?.place
  }
}
