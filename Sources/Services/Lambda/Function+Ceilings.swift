import Blueprints
import Measures

extension Function {
  func ceilings(in world: World) -> [Ceiling] {
    let own = admission.ceilings(below: meters.concurrency)
    guard let provisioned else { return own }
    return own
      + [
        Ceiling(
          "provisioned concurrency", provisioned.count, on: provisioned.executions,
          of: ProvisionedConcurrency.executions),
        Ceiling("provisioned requests per second", provisioned.requests),
      ].compactMap { $0 }
  }
}

extension FunctionAdmission {
  /// What bounds runs: the concurrency that is reserved, or what others leave of the account's; the
  /// rate of synchronous requests; the burst of new environments.
  fileprivate func ceilings(below concurrency: GaugeMeasure) -> [Ceiling] {
    let most =
      reserved.map {
        Ceiling("reserved concurrency", $0, on: concurrency, of: Function.concurrency)
      }
      ?? (pool.isEndless
        ? nil
        : Ceiling(
          "unreserved concurrency", pool.capacity - pool.reserved, on: concurrency,
          of: Function.concurrency))
    return [
      most, Ceiling("requests per second", requests),
      Ceiling("requests per second of the account", accountRequests),
      Ceiling(burst: "scale-out", starts, in: .environments),
    ].compactMap { $0 }
  }
}

extension EventSourceMapping {
  func ceilings(in world: World) -> [Ceiling] {
    let name =
      settings.scaling?.maximumConcurrency != nil
      ? "MaximumConcurrency"
      : provisioned == nil ? "mapping concurrency" : "provisioned pollers"
    return [Ceiling(name, scaling.ceiling, on: batches, of: Self.batches)].compactMap { $0 }
  }
}

extension StreamMapping {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling(
        working: "shard concurrency", Int64(reader.lanes.count), on: batches,
        of: EventSourceMapping.batches)
    ].compactMap { $0 }
  }
}
