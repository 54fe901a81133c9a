import Blueprints
import Kernel

/// One item that a request writes: where it is, what it was, and what that uses.
struct ItemWrite {
  /// What a write uses of a global index.
  struct Part {
    /// The index, by its place in the template.
    let index: Int
    let units: Int64
    /// Where the item stands in it.
    let place: UInt64
  }

  let address: ItemAddress
  let old: Item?
  /// Whether the condition of the request holds.
  let holds: Bool
  /// What becomes of the item; nil where it stays as it is.
  private(set) var change: ChangeFeed.Change?
  /// What the item itself uses of the table.
  private let itemUnits: Int64
  /// What the local indexes use of the table.
  var localUnits: Int64 = 0
  /// What the global indexes use, and where.
  var parts: ContiguousArray<Part> = []

  /// The write of an item, and of no index.
  init(
    of old: Item?, at address: ItemAddress, holds: Bool, change: ChangeFeed.Change?, units: Int64
  ) {
    self.address = address
    self.old = old
    self.holds = holds
    self.change = change
    itemUnits = units
  }

  /// What is used of the table.
  var units: Int64 { itemUnits + localUnits }

  /// Leaves the item as it is, as the transaction that it belongs to is cancelled: the item is paid
  /// for, and no index is written.
  mutating func cancel() {
    change = nil
    localUnits = 0
    parts = []
  }
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
    var change: ChangeFeed.Change?
    if holds {
      if request.deletes {
        change = old == nil && keepsItems ? nil : .remove
      } else if terms.alters(old, by: call) {
        change = old == nil ? .insert : .modify
      }
    }
    // What is removed is known where items are kept, and else as large as the caller says.
    let new = request.deletes && keepsItems ? 0 : call.size
    let factor: Int64 = request.action == .transactWrite ? 2 : 1
    var write = ItemWrite(
      of: old, at: address, holds: holds, change: change,
      units: factor * max(new, old?.size ?? 0).blocks(of: 1_024))
    guard change != nil else { return write }
    for projection in localProjections {
      write.localUnits += factor * localUnits(of: projection, over: old, request)
    }
    for index in indexes.indices { addParts(of: index, of: request, to: &write, factor, world) }
    return write
  }

  /// What a write uses of a local index, in which items keep their sort keys.
  private func localUnits(
    of projection: IndexProjection, over old: Item?, _ request: TableRequest
  ) -> Int64 {
    guard let old else { return projection.units(of: request.call.size) }
    return request.deletes
      ? projection.units(of: old.size)
      : projection.units(from: old.size, to: request.call.size)
  }

  /// Adds what a write uses of a global index: that of one write, or of two where the item moves
  /// to another key and is deleted at the old one.
  private func addParts(
    of index: Int, of request: TableRequest, to write: inout ItemWrite, _ factor: Int64,
    _ world: World
  ) {
    let (call, projection) = (request.call, indexes[index].projection)
    func add(_ units: Int64, at place: UInt64) {
      guard units > 0 else { return }
      write.parts.append(ItemWrite.Part(index: index, units: factor * units, place: place))
    }
    let (old, address) = (write.old, write.address)
    let before = old.flatMap { home(in: index, of: $0, at: address, world) }
    var after = before
    if old != nil, request.deletes {
      after = nil
    } else if old == nil || request.action != .update || request.terms.namesIndexKeys {
      var new = Item(call, at: address.place)
      new.name = call.subject
      after = home(in: index, of: new, at: address, world)
    }
    if let before, let old {
      if before == after {
        return add(projection.units(from: old.size, to: call.size), at: before)
      }
      add(projection.units(of: old.size), at: before)
    }
    if let after { add(projection.units(of: call.size), at: after) }
  }

  /// Where an item stands in a global index; nil where it is not in it.
  private func home(
    in index: Int, of item: Item, at address: ItemAddress, _ world: World
  ) -> UInt64? {
    switch ways[Int(item.way)].indexKeys[index] {
    case .same: return address.place
    case .none: return nil
    case .spread: return SplitMix64.mix(address.item, UInt64(index) + 1)
    case .own(let key):
      // Items of one key stand next to each other, and share the upper half of its place.
      let place = SplitMix64.mix(key.number(of: item.name, kind: item.kind, in: world))
      return place & ~0xffff_ffff | SplitMix64.mix(address.item) >> 32
    }
  }
}

extension TableRequest {
  /// Whether it takes items away.
  var deletes: Bool {
    if case .nothing = terms.record { return true }
    return action == .delete
  }
}
