import Kernel

/// Recognises what was taken a short time before, by a key.
struct Deduplicator {
  /// How long AWS remembers an event.
  ///
  /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-ordering.html.
  static let window = TimeSpan.seconds(300)

  private var moments: [UInt64: Instant] = [:]
  private var keys: ContiguousArray<(key: UInt64, moment: Instant)> = []
  private var oldest = 0

  /// Whether a key was taken within the window; if not, it is taken now.
  mutating func isRepeated(_ key: UInt64, at now: Instant) -> Bool {
    forget(at: now)
    guard moments[key] == nil else { return true }
    moments[key] = now
    keys.append((key, now))
    return false
  }

  private mutating func forget(at now: Instant) {
    while oldest < keys.count, keys[oldest].moment + Self.window <= now {
      moments[keys[oldest].key] = nil
      oldest += 1
    }
    guard oldest > 1_024, oldest * 2 > keys.count else { return }
    keys.removeFirst(oldest)
    oldest = 0
  }
}
