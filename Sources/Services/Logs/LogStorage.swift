import Blueprints
import Kernel

/// What the logs of a resource take up: what was written, and how long it is kept.
///
/// Nothing ever leaves a log group, as none does whose retention nobody sets.
struct LogStorage {
  private static let pricing = Source.documented("https://aws.amazon.com/cloudwatch/pricing/")
  private static let gigabyte: Int64 = 1_000_000_000

  /// What functions write, whose logs have been cheaper in volume since May 2025; in bytes.
  static let ofFunctions = Price(
    "Lambda logs written", microdollars: 500_000, per: gigabyte, source: pricing
  ).tiered((10_000 * gigabyte, 250_000), (30_000 * gigabyte, 100_000), (50_000 * gigabyte, 50_000))
    .free(5 * gigabyte, sharing: "CloudWatch Logs").sold(by: "GB", of: gigabyte)
  /// What anybody else writes, in bytes.
  static let ofOthers = Price(
    "CloudWatch Logs ingestion", microdollars: 500_000, per: gigabyte, source: pricing
  ).free(5 * gigabyte, sharing: "CloudWatch Logs").sold(by: "GB", of: gigabyte)
  /// A GB for a month; what is counted are KB times seconds.
  static let keeping = Price(
    "CloudWatch Logs storage", microdollars: 30_000, per: StorageTime.gigabyteMonth, source: pricing
  ).sold(by: "GB-month", of: StorageTime.gigabyteMonth)

  static let compression = Parameter(
    "logs.compression", .real(0.15), in: .shares,
    "What is left of logs when they are kept, which is what storage is paid for.",
    source: .assumption(
      "AWS compresses what it keeps and gives no ratio; text shrinks to about this")
  ).ideally(.real(0.15))

  /// Bytes written so far.
  private(set) var written: Int64 = 0
  private var kept = StorageTime()
  private let share: Double

  init(_ calibration: Calibration) {
    share = calibration.real(Self.compression)
  }

  /// What is written at once, and what is left of it when it is kept [B].
  struct Piece {
    var bytes: Int64
    var kept: Int64
  }

  /// A piece of so many bytes.
  func piece(of bytes: Int64) -> Piece {
    Piece(bytes: bytes, kept: Int64(Double(bytes) * share + 0.5))
  }

  /// A piece is written.
  @inline(__always)
  mutating func write(_ piece: Piece, at now: Instant) {
    written &+= piece.bytes
    kept.add(piece.kept, at: now)
  }

  /// What writing at a price and keeping cost until a moment.
  func charges(at price: Price, until end: Instant) -> [Charge] {
    guard written > 0 else { return [] }
    return [Charge(price: price, units: written), keeping(until: end)]
  }

  /// What keeping alone costs until a moment.
  func keeping(until end: Instant) -> Charge { kept.charge(at: Self.keeping, until: end) }
}
