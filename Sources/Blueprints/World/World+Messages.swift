import Kernel

extension World {
  /// Makes a copy that enters an edge now.
  public func enter(
    _ edge: Edge, name: Name, kind: UInt16, journey: Instant
  ) -> UInt32 {
    edge.enter()
    let slot = messages.insert(
      Message(name: name, edge: edge.number, kind: kind, journey: journey, sent: now))
    traceEntry(slot)
    return slot
  }

  /// Lets a copy leave its edge for the next one, where it begins anew.
  public func move(_ slot: UInt32, to edge: Edge) {
    edge.enter()
    guard !isTraced(messages[slot].name) else { return moveTraced(slot, to: edge) }
    begin(slot, on: edge)
  }

  @inline(never)
  private func moveTraced(_ slot: UInt32, to edge: Edge) {
    let previous = recordMove(slot, to: edge)
    begin(slot, on: edge)
    recordEntry(slot, from: previous)
  }

  @inline(__always)
  private func begin(_ slot: UInt32, on edge: Edge) {
    messages.update(slot) { message in
      message.edge = edge.number
      message.sent = now
      message.mark = now
      message.runs = 0
      // A second copy stays one wherever it goes, as its record holds on to that of the first.
      message.traits.formIntersection(.duplicate)
    }
  }

  /// Hands a copy over at the end of its edge; what is not taken there is lost.
  ///
  /// - Returns: Whether it was taken.
  public func deliver(_ slot: UInt32, to node: any Node, along edge: Edge) -> Bool {
    let name = messages[slot].name
    guard case .accepted = node.offer(slot, in: self) else {
      edge.drop(.refused)
      forget(slot)
      return false
    }
    edge.acknowledge()
    edge.delivered(name, in: self)
    return true
  }

  /// Ends a copy as its edge says: its record goes once nobody holds it any more.
  public func forget(_ slot: UInt32) { end(slot, as: nil) }

  /// Ends a copy that was taken at the end of its edge, which is told so by whoever offered it.
  public func absorb(_ slot: UInt32) { end(slot, as: .done) }

  @inline(__always)
  private func end(_ slot: UInt32, as ending: TraceSpan.Ending?) {
    guard !isTraced(messages[slot].name) else { return endTraced(slot, as: ending) }
    release(slot)
  }

  @inline(never)
  private func endTraced(_ slot: UInt32, as ending: TraceSpan.Ending?) {
    recordEnd(slot, as: ending)
    release(slot)
  }

  @inline(__always)
  private func release(_ slot: UInt32) {
    let isHeld = messages.update(slot) { message in
      guard message.holders > 0 else { return false }
      message.traits.insert(.forgotten)
      return true
    }
    if !isHeld { erase(slot) }
  }

  /// Keeps a record alive for one receiver more.
  public func hold(_ slot: UInt32) {
    messages.update(slot) { message in
      precondition(message.holders < .max, "a message is held by \(UInt8.max) receivers")
      message.holders &+= 1
    }
  }

  /// Ends what `hold` began.
  public func letGo(_ slot: UInt32) {
    let isOver = messages.update(slot) { message in
      precondition(message.holders > 0, "a message was let go of more often than held")
      message.holders &-= 1
      return message.holders == 0 && message.traits.contains(.forgotten)
    }
    if isOver { erase(slot) }
  }

  /// Makes a second copy that nobody sent; the record of the first lives until both have ended.
  public func duplicate(_ slot: UInt32, on edge: Edge) -> UInt32 {
    let original = originals[slot] ?? slot
    var copy = Message(
      name: messages[slot].name, edge: edge.number, kind: messages[slot].kind,
      journey: messages[slot].journey, sent: messages[slot].sent)
    copy.traits = .duplicate
    edge.enterDuplicate()
    hold(original)
    let twin = messages.insert(copy)
    originals[twin] = original
    traceEntry(twin)
    return twin
  }

  /// Says that a copy has its effects now; true where no copy of it had them before.
  public func markEffect(_ slot: UInt32) -> Bool {
    messages.update(original(of: slot)) { message in
      message.traits.insert(.effected).inserted
    }
  }

  /// Whether a copy of it had its effects before.
  public func hadEffect(_ slot: UInt32) -> Bool {
    messages[original(of: slot)].traits.contains(.effected)
  }

  /// The first copy of a message that was delivered twice; any other is its own.
  private func original(of slot: UInt32) -> UInt32 {
    messages[slot].traits.contains(.duplicate) ? originals[slot] ?? slot : slot
  }

  @inline(__always)
  private func erase(_ slot: UInt32) {
    if messages[slot].traits.contains(.duplicate) { return eraseTwin(slot) }
    messages.remove(slot)
  }

  @inline(never)
  private func eraseTwin(_ slot: UInt32) {
    messages.remove(slot)
    if let original = originals.removeValue(forKey: slot) { letGo(original) }
  }
}
