import Blueprints
import Kernel

/// What lies in a table and in its indexes, and for how long.
///
/// Each item takes up 100 bytes more than it was written with, in the table and in each index.
struct TableStorage {
  private static let overhead: Int64 = 100

  private let local: ContiguousArray<IndexProjection>
  private let global: ContiguousArray<IndexProjection>
  private(set) var items = StorageTime()
  private var localItems = StorageTime()
  private var globalItems = StorageTime()

  /// Nothing in a table with these indexes.
  init(local: ContiguousArray<IndexProjection>, global: ContiguousArray<IndexProjection>) {
    self.local = local
    self.global = global
  }

  /// An item of some bytes lies there from a moment on, or a share of one where the rest of it
  /// replaces what is not known.
  mutating func put(
    _ size: Int64, under keys: ContiguousArray<TableTerms.IndexKey>, share: Double,
    at now: Instant
  ) {
    change(by: share, size, under: keys, at: now)
  }

  /// An item of some bytes does not lie there any more.
  mutating func take(
    _ size: Int64, under keys: ContiguousArray<TableTerms.IndexKey>, at now: Instant
  ) {
    change(by: -1, size, under: keys, at: now)
  }

  private mutating func change(
    by share: Double, _ size: Int64, under keys: ContiguousArray<TableTerms.IndexKey>,
    at now: Instant
  ) {
    func part(of bytes: Int64) -> Int64 {
      let whole = bytes + Self.overhead
      switch share {
      case 1: return whole
      case -1: return -whole
      default: return Int64(Double(whole) * share + 0.5)
      }
    }
    items.add(part(of: size), at: now)
    for projection in local { localItems.add(part(of: projection.bytes(of: size)), at: now) }
    for (projection, key) in zip(global, keys) {
      if case .none = key { continue }
      globalItems.add(part(of: projection.bytes(of: size)), at: now)
    }
  }

  /// What it costs until a moment, and to have it for a month.
  func charges(at prices: TablePrices, isRecoverable: Bool, until end: Instant) -> [Charge] {
    var charges = [items.charge(at: prices.storage, until: end)]
    charges += [(local, localItems), (global, globalItems)].filter { !$0.0.isEmpty }.map {
      $0.1.charge(at: prices.indexStorage, until: end)
    }
    // Global indexes are built anew from the table, and nobody keeps their past.
    guard isRecoverable else { return charges }
    return charges
      + [items, localItems].map { $0.charge(at: TablePrices.recovery, until: end) }
  }
}
