import Blueprints
import Kernel
import Measures

extension EventSourceMapping {
  /// Whether full batches of the largest messages carry more than a run may.
  func mayOverflow(in world: World) -> Bool {
    let largest = world.kinds.reduce(Int64(0)) { max($0, $1.size) }
    let (size, overflow) = largest.multipliedReportingOverflow(by: settings.batchSize)
    return overflow || size > payloadLimit
  }

  /// Cuts a batch that carries more than a run may: what fits stays in it, and the rest becomes
  /// deliveries of their own, which are given back.
  func split(_ slot: UInt32, in world: World) -> ContiguousArray<UInt32> {
    var whole = deliveries[slot].batch
    var parts: ContiguousArray<Batch> = []
    var size = payloadLimit
    var entry = whole.first
    while entry != .max {
      let current = world.batches[entry]
      let own = world.size(of: world.messages[current.message].kind)
      if size + own > payloadLimit {
        parts.append(Batch(manner))
        size = 0
      }
      size += own
      parts[parts.count - 1].append(current.message, receipt: current.receipt, in: world)
      entry = current.next
    }
    whole.dissolve(in: world)
    deliveries[slot].batch = parts[0]
    var rest: ContiguousArray<UInt32> = []
    for part in parts.dropFirst() {
      rest.append(deliveries.insert(Delivery(batch: part, since: deliveries[slot].since)))
      active &+= 1
      batches.add(1, at: world.now)
    }
    return rest
  }
}
