import Blueprints
import Kernel
import Measures

extension Table {
  /// Writes one item, if its condition holds; what does not hold is paid for all the same.
  func write(_ request: TableRequest, in world: World) -> Answer {
    let write = plan(0, of: request, in: world)
    let shortages = take(write, at: world.now)
    guard shortages.isEmpty else {
      count(shortages, in: world)
      return turnAway(request, in: world)
    }
    let units = count(write, in: world)
    guard write.holds else { return deny(request, write, units: units, in: world) }
    carryOut(write, of: request, in: world)
    return serve(request, units: units, in: world)
  }

  /// Says that a condition does not hold.
  func deny(
    _ request: TableRequest, _ write: ItemWrite, units: Int64, in world: World
  ) -> Answer {
    if settings.isOnDemand { card.bill(request.call.inlet, units: units) }
    meters.unmetConditions.add(1, at: world.now)
    return .unmet(after: request.latency, request.terms.standing(of: write.old))
  }

  /// Does some of up to 128 items, and says how many it left undone: those for which there is no
  /// capacity, and what is past 16 MB of a batch that reads.
  func batch(_ request: TableRequest, in world: World) -> Answer {
    let token = request.call.token
    let all = (UInt128(1) << UInt128(request.terms.itemCount)) - 1
    let wanted =
      request.call.left == 0 ? all : undone.outcome(of: token, at: world.now) ?? all
    var left: UInt128 = 0
    var units: Int64 = 0
    var room = request.action.mostBytes
    for ordinal in 0..<UInt64(request.terms.itemCount)
    where wanted & (1 << UInt128(ordinal)) != 0 {
      if room >= request.call.size, let used = item(ordinal, of: request, in: world) {
        units += used
        room -= request.call.size
      } else {
        left |= 1 << UInt128(ordinal)
      }
    }
    if left == wanted { return turnAway(request, in: world) }
    let answer = serve(request, units: units, in: world)
    guard left != 0 else { return answer }
    undone.keep(left, of: token, at: world.now)
    return .partly(after: request.latency, left: UInt32(left.nonzeroBitCount))
  }

  /// Does one item of a batch; the units that it used, or nil where it is left undone.
  private func item(_ ordinal: UInt64, of request: TableRequest, in world: World) -> Int64? {
    guard request.action.isRead else {
      let write = plan(ordinal, of: request, in: world)
      let shortages = take(write, at: world.now)
      guard shortages.isEmpty else {
        count(shortages, in: world)
        return nil
      }
      carryOut(write, of: request, in: world)
      return count(write, in: world)
    }
    let parts = readParts(request.call.size, request.terms)
    let place = address(ordinal, of: request, in: world).place
    if let refusal = throughput.refusal(of: parts, reading: true, at: place, world.now) {
      throughput.turnAway(refusal, reading: true, at: place, in: world)
      return nil
    }
    throughput.spend(parts, reading: true, at: place, world.now)
    throughput.meters.used(parts, reading: true, in: world)
    return parts
  }
}

extension TableRequest {
  /// Whether an SDK sends it again.
  var isRetry: Bool { call.attempt & 0xff != 0 }
}
