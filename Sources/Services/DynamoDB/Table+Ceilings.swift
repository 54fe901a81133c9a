import Blueprints
import Measures

extension Table {
  func ceilings(in world: World) -> [Ceiling] {
    throughput.ceilings() + indexes.flatMap { $0.throughput.ceilings() }
  }
}

extension Throughput {
  /// What bounds it in both directions, and its hottest partition.
  fileprivate func ceilings() -> [Ceiling] {
    let (readParts, writeParts) = (reads.parts, writes.parts)
    let detail = index ?? ""
    let partitions = ring?.partitions ?? []
    return [
      reads.ceiling("read", detail), writes.ceiling("write", detail),
      Ceiling.hottest(
        partitions.compactMap {
          Ceiling("partition read units", $0.reads, parts: readParts, detail: detail)
        }),
      Ceiling.hottest(
        partitions.compactMap {
          Ceiling("partition write units", $0.writes, parts: writeParts, detail: detail)
        }),
    ].compactMap { $0 }
  }
}

extension TableCapacity {
  /// The nearest bound of the direction, in units a second.
  fileprivate func ceiling(_ direction: String, _ index: String) -> Ceiling? {
    let bounds = [
      ("provisioned \(direction) units", provisioned), ("on-demand \(direction) units", ready),
      ("most on-demand \(direction) units", bound), ("\(direction) units of a table", account),
    ]
    return Ceiling.hottest(
      bounds.compactMap { name, bucket in
        Ceiling(name, bucket, parts: parts, detail: index)
      })
  }
}
