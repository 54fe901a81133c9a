import Blueprints
import Kernel

/// One item that a request writes: where it is, what it was, and what that uses.
struct ItemWrite {
  let address: ItemAddress
  let old: Item?
  /// Whether the condition of the request holds.
  let holds: Bool
  /// What becomes of the item; nil where it stays as it is.
  let change: ChangeFeed.Change?
  /// What the table itself uses.
  let units: Int64
  /// What the global indexes use, and where.
  var indexes: ContiguousArray<(index: Int, units: Int64, place: UInt64)> = []
}

/// What a write that is turned away lacks, and where.
struct Shortage {
  let throughput: Throughput
  let reason: TableCapacity.Reason
}

extension Table {
  /// What the write of one of a request's items comes to.
  func plan(_ ordinal: UInt64, of request: TableRequest, in world: World) -> ItemWrite {
    let (call, terms) = (request.call, request.terms)
    let asks = keepsItems || throughput.isPartitioned || !indexes.isEmpty
    let address =
      asks ? address(ordinal, of: request, in: world) : ItemAddress.anywhere
    let old = keepsItems ? items[address.item] : nil
    let holds = terms.holds(of: old, at: world.now)
    let bytes = max(call.size, old?.size ?? 0)
    var change: ChangeFeed.Change?
    if holds {
      if request.deletes {
        change = old == nil && keepsItems ? nil : .remove
      } else if terms.alters(old, by: call) {
        change = old == nil ? .insert : .modify
      }
    }
    let factor: Int64 = request.action == .transactWrite ? 2 : 1
    let copies = change == nil ? 1 : 1 + Int64(settings.localIndexes.count)
    var write = ItemWrite(
      address: address, old: old, holds: holds, change: change,
      units: factor * copies * bytes.blocks(of: 1_024))
    guard change != nil else { return write }
    for (place, index) in indexes.enumerated() {
      guard let home = home(in: place, of: address, request, ordinal, world) else { continue }
      write.indexes.append(
        (place, factor * index.bytes(of: bytes).blocks(of: 1_024), home))
    }
    return write
  }

  /// Where an item stands in a global index; nil where it is not in it.
  private func home(
    in index: Int, of address: ItemAddress, _ request: TableRequest, _ ordinal: UInt64,
    _ world: World
  ) -> UInt64? {
    let call = request.call
    switch request.terms.indexKeys[index] {
    case .same: return address.place
    case .none: return nil
    case .spread: return SplitMix64.mix(SplitMix64.mix(call.name.root, ordinal))
    case .own(let key):
      // Items of one key stand next to each other, and share the upper half of its place.
      let place = SplitMix64.mix(key.number(of: call.subject, kind: call.kind, in: world))
      return place & ~0xffff_ffff | SplitMix64.mix(address.item) >> 32
    }
  }

  /// What a write lacks; nil where everything is there.
  func shortage(of write: ItemWrite, at now: Instant) -> Shortage? {
    let place = write.address.place
    if let reason = throughput.refusal(of: write.units, reading: false, at: place, now) {
      return Shortage(throughput: throughput, reason: reason)
    }
    for (index, units, place) in write.indexes {
      let throughput = indexes[index].throughput
      if let reason = throughput.refusal(of: units, reading: false, at: place, now) {
        return Shortage(throughput: throughput, reason: reason)
      }
    }
    return nil
  }

  /// Takes what a write uses, and lacks nothing of.
  func spend(on write: ItemWrite, at now: Instant) {
    throughput.spend(write.units, reading: false, at: write.address.place, now)
    for (index, units, place) in write.indexes {
      indexes[index].throughput.spend(units, reading: false, at: place, now)
    }
  }

  /// Counts what a write used.
  ///
  /// - Returns: The units that are paid for.
  func count(_ write: ItemWrite, in world: World) -> Int64 {
    throughput.meters.used(write.units, reading: false, in: world)
    var units = write.units
    for (index, more, _) in write.indexes {
      indexes[index].throughput.meters.used(more, reading: false, in: world)
      units += more
    }
    return units
  }
}

extension TableRequest {
  /// Whether it takes items away.
  var deletes: Bool {
    if case .nothing = terms.record { return true }
    return action == .delete
  }
}
