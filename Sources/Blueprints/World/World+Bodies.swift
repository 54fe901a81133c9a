import Kernel

extension World {
  /// Says that a client gives its messages no deduplication id, so that FIFO queues and topics go
  /// by the body.
  public func goByBody(of client: Int) {
    while goesByBody.count <= client { goesByBody.append(false) }
    goesByBody[client] = true
  }

  /// Whether FIFO queues and topics go by the body of a client's messages.
  public func isByBody(_ client: Int) -> Bool {
    client < goesByBody.count && goesByBody[client]
  }

  /// A hash of the body of a message that its client sent without a deduplication id; nil where it
  /// gave one, or where nothing is known of the body, which then is like no other.
  public func bodyHash(of name: Name, kind: UInt16) -> UInt64? {
    guard isByBody(name.client), name.lineage == 0 else { return nil }
    guard let content = kinds[Int(payload(of: kind))].content else { return nil }
    // Whoever sends the same message again says the same moment, and nobody else does.
    let occasion = EventContent.Occasion(name, moment: String(name.root))
    return content.json(on: occasion).reduce(0) {
      SplitMix64.mix($0, UInt64($1))
    }
  }
}
