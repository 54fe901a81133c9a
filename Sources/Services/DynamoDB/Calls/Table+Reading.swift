import Blueprints
import Kernel

extension Table {
  /// Reads an item, or those that a query finds in the table or an index.
  ///
  /// A query begins where there is capacity for its first page, and is charged for all of them.
  func read(_ request: TableRequest, in world: World) -> Answer {
    let index = request.terms.indexRead.map { indexes[$0] }
    let capacity = index?.throughput ?? throughput
    let parts = readParts(request.call.size, request.terms)
    let place =
      capacity.isPartitioned ? address(0, of: request, in: world).place : 0
    let first = min(parts, readParts(Self.page, request.terms))
    if let refusal = capacity.refusal(of: first, reading: true, at: place, world.now) {
      capacity.turnAway(refusal, reading: true, at: place, in: world)
      return turnAway(request, in: world)
    }
    capacity.spend(parts, reading: true, at: place, world.now)
    capacity.meters.used(parts, reading: true, in: world)
    return serve(request, units: parts, in: world)
  }

  /// Where one of the items of a request is.
  func address(_ ordinal: UInt64, of request: TableRequest, in world: World) -> ItemAddress {
    let call = request.call
    let owner = request.terms.recordOwner
    let number = request.terms.key.number(of: call.subject, kind: call.kind, in: world)
    return ItemAddress(
      owner == 0 ? number : SplitMix64.mix(owner, number), of: call.subject, ordinal,
      hasSortKey: settings.hasSortKey && owner == 0, spreads: settings.localIndexes.isEmpty)
  }
}
