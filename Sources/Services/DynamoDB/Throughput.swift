import Blueprints
import Kernel

/// What a table itself, or a global secondary index of it, can serve: its capacity in both
/// directions, and its partitions.
final class Throughput {
  /// The name of the index; nil of the table itself.
  let index: String?
  let meters: ThroughputMeters
  private(set) var reads: TableCapacity
  private(set) var writes: TableCapacity
  private(set) var ring: PartitionRing?
  private let sizing: PartitionSizing
  private let isOnDemand: Bool
  /// What the partitions have grown for.
  private var grown = (reads: Int64(0), writes: Int64(0))
  /// What was provisioned so far, in units times milliseconds, up to the last change.
  private var accrued = (reads: Int64(0), writes: Int64(0))
  private var since = Instant.start

  /// What a table of a label, or an index of it, serves by its template.
  init(_ settings: ThroughputSettings, label: String, index: String? = nil, in world: World) {
    self.index = index
    isOnDemand = settings.isOnDemand
    reads = settings.readCapacity(world.calibration)
    writes = settings.writeCapacity(world.calibration)
    meters = ThroughputMeters(
      label: label, index: index ?? "", isProvisioned: !settings.isOnDemand, in: world)
    sizing = PartitionSizing(world.calibration)
    ring = sizing.partitions(
      reads: reads.units, writes: writes.units, warm: settings.warm, isOnDemand: isOnDemand)
    showProvisioned(in: world)
  }

  /// Whether it matters which key a request is for.
  var isPartitioned: Bool { ring != nil }
  /// How many requests a partition turned away, though the others had room.
  private(set) var partitionRefusals: Int64 = 0
  /// How many it turned away as the others were used up too.
  private(set) var evenRefusals: Int64 = 0
  /// How many partitions there are; 1 where nothing bounds them.
  var partitionCount: Int { ring?.count ?? 1 }

  /// Why a request is not served.
  struct Refusal {
    /// What is used up.
    var reason: TableCapacity.Reason
    /// Whether it is a partition that serves no more.
    var isOfPartition = false
  }

  /// Why it does not serve a request for a place; nil where it does.
  func refusal(
    of count: Int64, reading isRead: Bool, at place: UInt64, _ now: Instant
  ) -> Refusal? {
    let reason =
      isRead ? reads.refusal(of: count, at: now) : writes.refusal(of: count, at: now)
    if let reason { return Refusal(reason: reason) }
    guard ring != nil else { return nil }
    if isOnDemand { grow() }
    guard let index = ring?.index(of: place),
      ring?.holds(count, reading: isRead, at: index, now) == false
    else { return nil }
    let isEven = ring?.isUsedUp(reading: isRead, now) == true
    return Refusal(reason: isEven ? .readiness : .keyRangeThroughput, isOfPartition: true)
  }

  /// Counts a request for a place that is refused; a partition that refuses gets hot, and may be
  /// split.
  func turnAway(_ refusal: Refusal, reading isRead: Bool, at place: UInt64, in world: World) {
    meters.throttled(reading: isRead, for: refusal.reason, in: world)
    guard refusal.isOfPartition else { return }
    if refusal.reason == .readiness { evenRefusals += 1 } else { partitionRefusals += 1 }
    ring?.turnAway(place, world.now)
  }

  /// Splits partitions until keys that are asked for alike get all that the table serves.
  private func grow() {
    guard let reads = reads.units, let writes = writes.units, (reads, writes) != grown else {
      return
    }
    grown = (reads, writes)
    ring?.grow(until: sizing.width(reads: reads, writes: writes))
  }

  /// Takes what a request uses, which it does not refuse; a negative number is given back.
  func spend(_ count: Int64, reading isRead: Bool, at place: UInt64, _ now: Instant) {
    if isRead { reads.spend(count, at: now) } else { writes.spend(count, at: now) }
    if let index = ring?.index(of: place) { ring?.spend(count, reading: isRead, at: index, now) }
  }

  /// Where partitions were split since this was asked last.
  func takeSplits() -> ContiguousArray<UInt64> {
    guard let splits = ring?.splits, !splits.isEmpty else { return [] }
    ring?.splits = []
    return splits
  }

  // MARK: Provisioned capacity

  /// What is provisioned [units/s].
  var provisioned: (reads: Int64, writes: Int64) {
    isOnDemand ? (0, 0) : (reads.units ?? 0, writes.units ?? 0)
  }

  /// Provides other units from now on.
  func provide(reads: Int64? = nil, writes: Int64? = nil, in world: World) {
    accrued = provisionedTime(until: world.now)
    since = world.now
    if let reads { self.reads.provide(reads, at: world.now) }
    if let writes { self.writes.provide(writes, at: world.now) }
    grow()
    let (reads, writes) = (self.reads.units, self.writes.units)
    if let count = ring?.count {
      ring?.change(
        to: sizing.terms(reads: reads, writes: writes, count, isOnDemand: isOnDemand),
        at: world.now)
    }
    showProvisioned(in: world)
  }

  /// What was provisioned up to a moment, in units times milliseconds.
  func provisionedTime(until end: Instant) -> (reads: Int64, writes: Int64) {
    let milliseconds = (end - since).nanoseconds / 1_000_000
    return (
      accrued.reads + provisioned.reads * milliseconds,
      accrued.writes + provisioned.writes * milliseconds
    )
  }

  private func showProvisioned(in world: World) {
    guard !isOnDemand else { return }
    meters.provides(reads: provisioned.reads, writes: provisioned.writes, in: world)
  }
}
