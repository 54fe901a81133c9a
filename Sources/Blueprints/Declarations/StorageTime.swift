import Kernel

/// What is stored and never goes within a run: how long how much of it lay there.
///
/// Bytes are counted in KB of 1,024, so that exabytes for years still fit.
public struct StorageTime: Sendable {
  /// The month that AWS reckons with.
  public static let month = TimeSpan.hours(730)
  /// The KB-seconds of a GB in that month: a lot of what is sold by the GB and month.
  public static let gigabyteMonth: Int64 = 1_048_576 * 730 * 3_600

  private var bytes: Int64 = 0
  private var byteTime: Int128 = 0
  private var last = Instant.start

  /// Nothing stored yet.
  public init() {}

  /// Adds bytes that are stored from a moment on.
  public mutating func add(_ more: Int64, at now: Instant) {
    settle(at: now)
    bytes += more
  }

  private mutating func settle(at now: Instant) {
    byteTime += Int128(bytes) * Int128((now - last).nanoseconds)
    last = now
  }

  /// What it costs until a moment, and what it costs to have it for one month altogether.
  public func charge(at price: Price, until end: Instant) -> Charge {
    var copy = self
    copy.settle(at: max(end, last))
    let unit: Int128 = 1_024 * 1_000_000_000
    let whole = Int128(bytes) * Int128(Self.month.nanoseconds)
    return Charge(
      price: price, units: Int64(clamping: (copy.byteTime + unit / 2) / unit),
      laterUnits: Int64(clamping: max(0, (whole - copy.byteTime + unit / 2) / unit)))
  }
}
