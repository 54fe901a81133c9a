import Kernel

extension World {
  /// A number for code that can cause itself to run again, so that its runs are counted.
  ///
  /// The trace header of an event is part of what the event carries, so an event whose chain is
  /// longer is one of another kind.
  public func addChainLink() -> Int {
    let link = chainLinks.count
    chainLinks.append(kindTable.add(.marks) { $0.after(link) })
    return link
  }

  /// How often the code of a link ran in the chain of requests that events of a kind belong to.
  public func runs(of link: Int, before kind: UInt16) -> Int64 {
    let runs = kinds[Int(kind)].runs
    return link < runs.count ? Int64(runs[link]) : 0
  }

  /// The kind of what the code of a link sends on because of an event of a kind: one run more is in
  /// its chain.
  public func kind(_ kind: UInt16, after link: Int) -> UInt16 {
    self.kind(kind, through: chainLinks[link])
  }
}

extension EventKind {
  /// The kind with one run more of the code of a link, of which 255 are counted at most.
  fileprivate func after(_ link: Int) -> EventKind {
    var longer = self
    while longer.runs.count <= link { longer.runs.append(0) }
    if longer.runs[link] < .max { longer.runs[link] += 1 }
    return longer
  }
}
