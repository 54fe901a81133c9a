import Kernel

extension World {
  /// Makes a copy that enters an edge now.
  package func enter(
    _ edge: Edge, name: Name, kind: UInt16, journey: Instant
  ) -> UInt32 {
    edge.enter()
    return messages.insert(
      Message(name: name, edge: edge.number, kind: kind, journey: journey, sent: now))
  }

  /// Lets a copy leave its edge for the next one, where it begins anew.
  package func move(_ slot: UInt32, to edge: Edge) {
    edge.enter()
    messages[slot].edge = edge.number
    messages[slot].sent = now
    messages[slot].mark = now
    messages[slot].runs = 0
    messages[slot].traits = []
  }

  /// Ends a copy: its record goes once nobody holds it any more.
  package func forget(_ slot: UInt32) {
    if messages[slot].holders > 0 {
      messages[slot].traits.insert(.forgotten)
    } else {
      erase(slot)
    }
  }

  /// Keeps a record alive for one receiver more.
  package func hold(_ slot: UInt32) {
    precondition(messages[slot].holders < .max, "a message is held by \(UInt8.max) receivers")
    messages[slot].holders &+= 1
  }

  /// Ends what `hold` began.
  package func letGo(_ slot: UInt32) {
    precondition(messages[slot].holders > 0, "a message was let go of more often than held")
    messages[slot].holders &-= 1
    if messages[slot].holders == 0, messages[slot].traits.contains(.forgotten) { erase(slot) }
  }

  /// Makes a second copy that nobody sent; the record of the first lives until both have ended.
  package func duplicate(_ slot: UInt32, on edge: Edge) -> UInt32 {
    let original = originals[slot] ?? slot
    var copy = Message(
      name: messages[slot].name, edge: edge.number, kind: messages[slot].kind,
      journey: messages[slot].journey, sent: messages[slot].sent)
    copy.traits = .duplicate
    edge.enterDuplicate()
    hold(original)
    let twin = messages.insert(copy)
    originals[twin] = original
    return twin
  }

  /// Says that a copy has its effects now; true where no copy of it had them before.
  package func markEffect(_ slot: UInt32) -> Bool {
    let original = messages[slot].traits.contains(.duplicate) ? originals[slot] ?? slot : slot
    guard !messages[original].traits.contains(.effected) else { return false }
    messages[original].traits.insert(.effected)
    return true
  }

  /// Whether a copy of it had its effects before.
  package func hadEffect(_ slot: UInt32) -> Bool {
    let original = messages[slot].traits.contains(.duplicate) ? originals[slot] ?? slot : slot
    return messages[original].traits.contains(.effected)
  }

  private func erase(_ slot: UInt32) {
    let twin = messages[slot].traits.contains(.duplicate)
    messages.remove(slot)
    if twin, let original = originals.removeValue(forKey: slot) { letGo(original) }
  }
}
