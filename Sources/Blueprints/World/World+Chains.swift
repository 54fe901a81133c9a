import Kernel

extension World {
  /// A number for code that can cause itself to run again, so that its runs are counted.
  public func addChainLink() -> Int {
    defer { chainLinks += 1 }
    return chainLinks
  }

  /// How often the code of a link ran in the chain of requests that events of a kind belong to.
  public func runs(of link: Int, before kind: UInt16) -> Int64 {
    let runs = kinds[Int(kind)].runs
    return link < runs.count ? Int64(runs[link]) : 0
  }

  /// The kind of what the code of a link sends on because of an event of a kind: one run more is in
  /// its chain.
  ///
  /// The trace header of an event is part of what the event carries, so an event whose chain is
  /// longer is one of another kind. There is one such kind for each count of runs that is met; once
  /// 65,535 kinds are there, nothing more is counted.
  public func kind(_ kind: UInt16, after link: Int) -> UInt16 {
    let known = kinds[Int(kind)].successors
    if link < known.count, known[link] != .max { return known[link] }
    var longer = kinds[Int(kind)]
    longer.successors = []
    while longer.runs.count <= link { longer.runs.append(0) }
    guard longer.runs[link] < .max else { return kind }
    longer.runs[link] += 1
    let origin = longer.origin ?? kind
    longer.origin = origin
    let same = kinds.firstIndex { $0.origin == origin && $0.runs == longer.runs }
    guard same != nil || kinds.count < UInt16.max else { return kind }
    let successor = same.map { UInt16($0) } ?? add(longer)
    while kinds[Int(kind)].successors.count <= link { kinds[Int(kind)].successors.append(.max) }
    kinds[Int(kind)].successors[link] = successor
    return successor
  }
}
