import Blueprints
import Kernel

/// How many partitions a table or an index has for what it is made to serve, and what each serves.
struct PartitionSizing {
  private let reads: Int64
  private let writes: Int64
  private let least: Int64
  private let heat: TimeSpan
  private let adapts: Bool
  private let burst: Int64

  /// The sizes by a calibration.
  init(_ calibration: Calibration) {
    reads = calibration.count(TableParameters.partitionReads)
    writes = calibration.count(TableParameters.partitionWrites)
    least = calibration.count(TableParameters.leastPartitions)
    heat = calibration.span(TableParameters.heat)
    adapts = calibration.flag(TableParameters.adaptiveCapacity)
    burst = max(1, calibration.span(TableParameters.burst).nanoseconds / 1_000_000_000)
  }

  /// Whether partitions bound anything.
  private var isBounded: Bool { reads != .max || writes != .max }

  /// How many partitions serve so much [units/s].
  private func count(reads: Int64, writes: Int64) -> Int64 {
    func needed(_ units: Int64, _ each: Int64) -> Int64 {
      each == .max ? 1 : (units + each - 1) / each
    }
    return max(least, max(needed(reads, self.reads), needed(writes, self.writes)))
  }

  /// The widest range of places that one partition serves where a table serves so much [units/s],
  /// and is asked for all keys alike.
  func width(reads: Int64, writes: Int64) -> UInt64 {
    func width(_ units: Int64, _ each: Int64) -> UInt64 {
      guard units > each else { return .max }
      return UInt64(units).dividingFullWidth((UInt64(each), 0)).quotient
    }
    return min(width(reads, self.reads), width(writes, self.writes))
  }

  /// The partitions of a new table, made for what it may use or for what it is warm for, whichever
  /// is more; nil where nothing bounds them.
  func partitions(
    reads: Int64?, writes: Int64?, warm: TableSettings.WarmThroughput?, isOnDemand: Bool
  ) -> PartitionRing? {
    guard isBounded, let reads, let writes else { return nil }
    let count = count(
      reads: max(reads, warm?.reads ?? 0), writes: max(writes, warm?.writes ?? 0))
    return PartitionRing(
      count, terms(reads: reads, writes: writes, Int(count), isOnDemand: isOnDemand))
  }

  /// What each of some partitions serves: the hard limit, or an even share of what is provisioned
  /// where capacity does not adapt.
  func terms(
    reads: Int64?, writes: Int64?, _ count: Int, isOnDemand: Bool
  ) -> PartitionRing.Terms {
    let most = Int64.max / 1_000_000_000
    var terms = PartitionRing.Terms(
      reads: min(self.reads, most) * 2, writes: min(self.writes, most), heat: heat)
    guard !adapts, !isOnDemand else { return terms }
    terms.reads = min(terms.reads, max(1, (reads ?? most) * 2 / Int64(count)))
    terms.writes = min(terms.writes, max(1, (writes ?? most) / Int64(count)))
    terms.burst = burst
    return terms
  }
}
