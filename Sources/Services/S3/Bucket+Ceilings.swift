import Blueprints
import Measures

extension Bucket {
  func ceilings(in world: World) -> [Ceiling] {
    let buckets = rates?.buckets ?? []
    return [
      Ceiling.hottest(buckets.compactMap { Ceiling("writes of a prefix", $0.writes) }),
      Ceiling.hottest(buckets.compactMap { Ceiling("reads of a prefix", $0.reads) }),
    ].compactMap { $0 }
  }
}
