import Blueprints
import Kernel
import Measures

/// What a table itself, or one of its global secondary indexes, uses and turns away.
final class ThroughputMeters {
  let readThrottles: CountMeasure
  let writeThrottles: CountMeasure
  let consumedReads: CountMeasure
  let consumedWrites: CountMeasure
  private let readReasons: ContiguousArray<CountMeasure>
  private let writeReasons: ContiguousArray<CountMeasure>
  private let provisionedReads: GaugeMeasure?
  private let provisionedWrites: GaugeMeasure?
  /// Half a read unit that is not counted yet, as CloudWatch's counts are whole here.
  private var halves: Int64 = 0

  /// The instruments of a table under its label, or of one of its indexes.
  init(label: String, index: String, isProvisioned: Bool, in world: World) {
    func count(_ measure: Measure) -> CountMeasure {
      world.count(measure, at: label, detail: index)
    }
    readThrottles = count(Table.readThrottles)
    writeThrottles = count(Table.writeThrottles)
    consumedReads = count(Table.consumedReads)
    consumedWrites = count(Table.consumedWrites)
    readReasons = ContiguousArray(Table.readReasons.map { count($0) })
    writeReasons = ContiguousArray(Table.writeReasons.map { count($0) })
    provisionedReads =
      isProvisioned ? world.gauge(Table.provisionedReads, at: label, detail: index) : nil
    provisionedWrites =
      isProvisioned ? world.gauge(Table.provisionedWrites, at: label, detail: index) : nil
  }

  /// Parts of units were used.
  func used(_ parts: Int64, reading isRead: Bool, in world: World) {
    guard isRead else { return consumedWrites.add(parts, at: world.now) }
    halves += parts
    consumedReads.add(halves / 2, at: world.now)
    halves %= 2
  }

  /// Something was turned away, by one of the buckets or, without a reason, by a fault.
  func throttled(reading isRead: Bool, for reason: TableCapacity.Reason?, in world: World) {
    (isRead ? readThrottles : writeThrottles).add(1, at: world.now)
    guard let reason else { return }
    let reasons = isRead ? readReasons : writeReasons
    reasons[reason.rawValue].add(1, at: world.now)
    guard reason == .readiness else { return }
    reasons[TableCapacity.Reason.keyRangeThroughput.rawValue].add(1, at: world.now)
  }

  /// So much is provisioned from now on.
  func provides(reads: Int64, writes: Int64, in world: World) {
    provisionedReads?.set(reads, at: world.now)
    provisionedWrites?.set(writes, at: world.now)
  }
}
