import Blueprints
import Kernel

extension Table {
  /// Writes all items of a transaction, or none: where a condition does not hold or something does
  /// not serve its part.
  ///
  /// A transaction that was done and is sent again by the SDK, whose token AWS knows for ten
  /// minutes, changes nothing and is paid for as reads.
  func transact(_ request: TableRequest, in world: World) -> Answer {
    if request.isRetry, transactions.outcome(of: request.call.token, at: world.now) != nil {
      return repeatTransaction(request, in: world)
    }
    var writes = (0..<UInt64(request.terms.itemCount)).map { plan($0, of: request, in: world) }
    let denied = writes.first { !$0.holds }
    if denied != nil {
      for index in writes.indices { writes[index].cancel() }
    }
    for (ordinal, write) in writes.enumerated() {
      let shortages = take(write, at: world.now)
      guard shortages.isEmpty else {
        // Before the partition that is hot may be split.
        for done in writes[..<ordinal] { giveBack(done, at: world.now) }
        count(shortages, in: world)
        return turnAway(request, in: world)
      }
    }
    var units: Int64 = 0
    for write in writes { units += count(write, in: world) }
    if let denied {
      return deny(request, denied, units: units, in: world)
    }
    for write in writes { carryOut(write, of: request, in: world) }
    transactions.keep(true, of: request.call.token, at: world.now)
    return serve(request, units: units, in: world)
  }

  /// Reads all items of a transaction at twice the units, or none.
  func transactReads(_ request: TableRequest, in world: World) -> Answer {
    let parts = 4 * request.call.size.blocks(of: 4_096)
    let places = (0..<UInt64(request.terms.itemCount)).map {
      address($0, of: request, in: world).place
    }
    for (ordinal, place) in places.enumerated() {
      if let refusal = throughput.refusal(of: parts, reading: true, at: place, world.now) {
        for done in places[..<ordinal] {
          throughput.spend(-parts, reading: true, at: done, world.now)
        }
        throughput.turnAway(refusal, reading: true, at: place, in: world)
        return turnAway(request, in: world)
      }
      throughput.spend(parts, reading: true, at: place, world.now)
    }
    let all = parts * request.terms.itemCount
    throughput.meters.used(all, reading: true, in: world)
    return serve(request, units: all, in: world)
  }

  private func repeatTransaction(_ request: TableRequest, in world: World) -> Answer {
    let parts = 4 * request.call.size.blocks(of: 4_096) * request.terms.itemCount
    throughput.meters.used(parts, reading: true, in: world)
    if settings.isOnDemand { card.bill(Action.transactGet.rawValue, units: parts) }
    return serve(request, units: 0, in: world)
  }

  /// What serves requests: the table itself and its global indexes.
  var throughputs: [Throughput] { [throughput] + indexes.map { $0.throughput } }
}
