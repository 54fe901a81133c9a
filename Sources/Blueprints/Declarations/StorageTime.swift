import Kernel

/// What is stored and never goes within a run: how long how much of it lay there.
///
/// Bytes are counted in KB of 1,024, so that exabytes for years still fit.
public struct StorageTime: Sendable {
  /// The month that AWS reckons with.
  public static let month = TimeSpan.hours(730)
  /// The KB-seconds of a GB in that month: a lot of what is sold by the GB and month.
  public static let gigabyteMonth: Int64 = 1_048_576 * 730 * 3_600

  @usableFromInline var bytes: Int64 = 0
  /// The moment of each addition times its bytes, added up: what lay there until a moment is all
  /// of it times that moment, less this.
  @usableFromInline var unstored: Int128 = 0
  @usableFromInline var last = Instant.start

  /// Nothing stored yet.
  public init() {}

  /// Adds bytes that are stored from a moment on.
  @inlinable @inline(__always)
  public mutating func add(_ more: Int64, at now: Instant) {
    bytes &+= more
    // A product of two 64-bit numbers fits; so do sums of them, of which none exceeds all bytes
    // until the end of time.
    unstored &+= Int128(more) &* Int128(now.nanoseconds)
    last = now
  }

  /// What it costs until a moment, and what it costs to have it for one month altogether.
  public func charge(at price: Price, until end: Instant) -> Charge {
    let byteTime = Int128(bytes) * Int128(max(end, last).nanoseconds) - unstored
    let unit: Int128 = 1_024 * 1_000_000_000
    let whole = Int128(bytes) * Int128(Self.month.nanoseconds)
    return Charge(
      price: price, units: Int64(clamping: (byteTime + unit / 2) / unit),
      laterUnits: Int64(clamping: max(0, (whole - byteTime + unit / 2) / unit)))
  }
}
