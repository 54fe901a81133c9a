import Blueprints
import Documents
import Kernel
import Measures

extension Table {
  /// Does to an item what a write says.
  func carryOut(_ write: ItemWrite, of request: TableRequest, in world: World) {
    if let change = write.change { store(change, write, of: request, in: world) }
    guard keepsItems, let change = write.change else { return }
    switch change {
    case .remove, .expire: items.removeValue(forKey: write.address.item)
    case .insert, .modify:
      var item = Item(request.call, at: write.address.place)
      if request.action == .update, let old = write.old {
        // What an update does not name stays as it is.
        item.found = old.found
        if !request.terms.namesIndexKeys { item.way = old.way }
      }
      record(request, in: &item, at: world.now)
      schedule(&item, at: write.address.item, of: request, in: world)
      items[write.address.item] = item
    }
    feed?.changed(change, request.call, key: write.address.place, in: world)
    kinesisFeed?.changed(change, request.call, key: write.address.place, in: world)
  }

  /// Counts what lies in the table and in its indexes.
  ///
  /// Where no item is known, the calibration says which part of a put is of a new one.
  private func store(
    _ change: ChangeFeed.Change, _ write: ItemWrite, of request: TableRequest, in world: World
  ) {
    switch change {
    case .remove, .expire: break
    case .insert, .modify:
      guard keepsItems || request.action != .update else { return }
      let keys =
        request.action == .update && !request.terms.namesIndexKeys
        ? write.old.map { ways[Int($0.way)].indexKeys } : nil
      storage.put(
        request.call.size, under: keys ?? request.terms.indexKeys,
        share: keepsItems ? 1 : newItems, at: world.now)
    }
    if let old = write.old { forget(old, at: world.now) }
  }

  /// Counts that an item does not lie there any more.
  private func forget(_ item: Item, at now: Instant) {
    storage.take(item.size, under: ways[Int(item.way)].indexKeys, at: now)
  }

  /// Writes into an item how far idempotent code is.
  private func record(_ request: TableRequest, in item: inout Item, at now: Instant) {
    switch request.terms.record {
    case nil, .nothing?: return
    case .lock(let time)?:
      item.work = .inProgress
      item.lapses = min(request.call.deadline, now + time)
    case .result(let time)?:
      item.work = .completed
      item.lapses = now + time
    }
  }

  /// Has an item found some time after it expires, if it does.
  private func schedule(
    _ item: inout Item, at number: UInt64, of request: TableRequest, in world: World
  ) {
    var lifetime = request.terms.lifetime
    switch request.terms.record {
    case .lock(let time)?, .result(let time)?: lifetime = settings.expires ? time : nil
    case nil, .nothing?: break
    }
    guard let lifetime else { return }
    let draw = UInt32(truncatingIfNeeded: SplitMix64.mix(number, UInt64(world.now.nanoseconds)))
    item.found = world.now + lifetime + expiryDelay.length(for: item.name, draw)
    let event = Event(
      node: self.number, kind: Kind.expiry.rawValue,
      first: UInt32(truncatingIfNeeded: number), second: UInt32(truncatingIfNeeded: number >> 32))
    world.calendar.schedule(event, at: item.found)
  }

  /// An item that has expired is found, and goes at no cost; one that was written since is found
  /// at another time or never.
  func expire(_ event: Event, in world: World) {
    let number = UInt64(event.second) << 32 | UInt64(event.first)
    guard let item = items[number], item.found == world.now else { return }
    items.removeValue(forKey: number)
    forget(item, at: world.now)
    meters.expired.add(1, at: world.now)
    feed?.changed(
      .expire, item.name, kind: item.kind, journey: item.journey, key: item.place, in: world)
    kinesisFeed?.changed(
      .expire, item.name, kind: item.kind, journey: item.journey, key: item.place, in: world)
  }

  /// Splits the shards of the stream whose partitions were split just now.
  func followSplits(in world: World) {
    guard let log = feed?.log else { return }
    for place in throughput.takeSplits() {
      log.split(log.shard(of: place), at: place, in: world)
    }
  }
}

// MARK: - Idempotent code

extension Table: IdempotencyStore {
  var idempotencyStore: (any IdempotencyStore)? { self }

  func idempotency(
    by key: ItemKey, for time: TimeSpan, of owner: String, in world: World
  ) -> IdempotencyWays {
    func way(_ action: Action, _ record: TableTerms.Record) -> IdempotencyWays.Way {
      let terms = TableTerms()
      terms.key = key
      terms.indexKeys = usualIndexKeys
      terms.record = record
      terms.recordOwner = stableHash(owner)
      return IdempotencyWays.Way(inlet: action.rawValue, way: add(terms))
    }
    keepsItems = true
    return IdempotencyWays(
      begin: way(.put, .lock(time)), complete: way(.update, .result(time)),
      release: way(.delete, .nothing))
  }
}

extension Table: CallReader {
  var callReader: (any CallReader)? { self }

  func way(
    reading said: DocumentMap, of inlet: Int, from owner: String, in world: World
  ) throws(InputError) -> UInt16 {
    guard let action = Action(rawValue: inlet) else { return 0 }
    let terms = try TableTermsReader(table: self, action: action, owner: owner, world: world)
      .terms(said)
    if !action.isRead { keep(for: action, terms) }
    guard said.entries.contains(where: { CallWord.names.contains($0.key) }) else { return 0 }
    if terms.condition != nil || terms.changes != nil || terms.lifetime != nil
      || terms.namesIndexKeys
    {
      keepsItems = true
    }
    return add(terms)
  }

  /// Keeps items where one that is put may be written again: by another caller, or by a key that
  /// messages share, unless each has an item of its own under that.
  private func keep(for action: Action, _ terms: TableTerms) {
    writers += 1
    isFilled = isFilled || action != .delete
    sharesKeys = sharesKeys || terms.key.isShared && !settings.hasSortKey
    if isFilled, writers > 1 || sharesKeys { keepsItems = true }
  }

  /// Adds a way by which requests come.
  private func add(_ terms: TableTerms) -> UInt16 {
    precondition(ways.count < UInt16.max, "\(label) is called in \(ways.count) ways")
    ways.append(terms)
    return UInt16(ways.count - 1)
  }
}
