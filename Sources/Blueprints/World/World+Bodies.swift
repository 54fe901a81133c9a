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
    return content.json(on: EventContent.Occasion(name, moment: "")).reduce(0) {
      SplitMix64.mix($0, UInt64($1))
    }
  }
}
