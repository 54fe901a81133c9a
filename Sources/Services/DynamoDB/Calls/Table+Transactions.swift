import Blueprints
import Kernel

extension Table {
  /// Writes all items of a transaction, or none: where a condition does not hold or something does
  /// not serve its part.
  ///
  /// A transaction that was done and is sent again by the SDK, whose token AWS knows for ten
  /// minutes, changes nothing and is paid for as reads.
  func transact(_ request: TableRequest, in world: World) -> Answer {
    if request.isRetry, transactions.outcome(of: request.token, at: world.now) != nil {
      return repeatTransaction(request, in: world)
    }
    let writes = (0..<UInt64(request.terms.itemCount)).map { plan($0, of: request, in: world) }
    let balances = ContiguousArray(throughputs.map { $0.balance })
    for write in writes {
      if let shortage = shortage(of: write, at: world.now) {
        for (throughput, balance) in zip(throughputs, balances) { throughput.restore(balance) }
        shortage.throughput.meters.throttled(reading: false, for: shortage.reason, in: world)
        return turnAway(request, in: world)
      }
      spend(on: write, at: world.now)
    }
    var units: Int64 = 0
    for write in writes { units += count(write, in: world) }
    if let denied = writes.first(where: { !$0.holds }) {
      return deny(request, denied, units: units, in: world)
    }
    for write in writes { carryOut(write, of: request, in: world) }
    transactions.keep(true, of: request.token, at: world.now)
    return serve(request, units: units, in: world)
  }

  /// Reads all items of a transaction at twice the units, or none.
  func transactReads(_ request: TableRequest, in world: World) -> Answer {
    let parts = 4 * request.call.size.blocks(of: 4_096)
    let balance = throughput.balance
    for ordinal in 0..<UInt64(request.terms.itemCount) {
      let place = address(ordinal, of: request, in: world).place
      if let reason = throughput.refusal(of: parts, reading: true, at: place, world.now) {
        throughput.restore(balance)
        throughput.meters.throttled(reading: true, for: reason, in: world)
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
