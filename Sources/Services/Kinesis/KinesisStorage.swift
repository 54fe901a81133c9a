import Blueprints
import Kernel

/// What a stream is charged for records that it keeps for longer than its price includes.
///
/// It is a bill of the months after: nothing in a run is older than that.
enum KinesisStorage {
  /// A GB for a month, past a day; what is counted are KB times seconds.
  static let onDemand = Price(
    "Kinesis on-demand retention", microdollars: 100_000, per: StorageTime.gigabyteMonth,
    source: KinesisStream.pricing
  ).sold(by: "GB-month", of: StorageTime.gigabyteMonth)
  /// A GB for a month, past seven days; what is counted are KB times seconds.
  static let provisioned = Price(
    "Kinesis long-term retention", microdollars: 23_000, per: StorageTime.gigabyteMonth,
    source: KinesisStream.pricing
  ).sold(by: "GB-month", of: StorageTime.gigabyteMonth)

  static let prices = [onDemand, provisioned]

  /// What so many bytes cost that a stream took, each record in whole KB; each for a month at most.
  static func charges(for bytes: Int64, _ settings: KinesisSettings) -> [Charge] {
    let past = settings.retention - .days(settings.isOnDemand ? 1 : 7)
    guard past > .zero, bytes > 0 else { return [] }
    let seconds = min(past, StorageTime.month).nanoseconds / 1_000_000_000
    let price = settings.isOnDemand ? onDemand : provisioned
    return [Charge(price: price, units: 0, laterUnits: bytes / 1_024 * seconds)]
  }
}
