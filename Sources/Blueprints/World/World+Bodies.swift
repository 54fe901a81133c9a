import Kernel

extension World {
  /// Says that a client gives its messages no deduplication id, so that FIFO queues and topics go
  /// by the body.
  ///
  /// - Parameter mark: The mark of the client.
  public func goByBody(of mark: Int) {
    let seat = seating.take(mark)
    while goesByBody.count <= seat { goesByBody.append(false) }
    goesByBody[seat] = true
  }

  /// Whether FIFO queues and topics go by the body of the messages of the client of a mark.
  public func isByBody(_ mark: Int) -> Bool {
    let seat = seating.seat(of: mark)
    return seat < goesByBody.count && goesByBody[seat]
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

  /// A hash of the whole body of a copy that a service brings; nil where nothing is known of it.
  ///
  /// An identifier in the body is that of an event, and a message that is sent again is another
  /// event. So copies with identifiers are alike only where they set out together: a second
  /// delivery that nobody asked for says the same as the first.
  public func bodyHash(of message: Message) -> UInt64? {
    guard let content = kinds[Int(message.kind)].content else { return nil }
    let occasion = EventContent.Occasion(message.name, sent: message.journey, in: self)
    let hash = content.json(on: occasion).reduce(0) { SplitMix64.mix($0, UInt64($1)) }
    guard content.holdsIdentity else { return hash }
    return SplitMix64.mix(hash, UInt64(bitPattern: message.sent.nanoseconds))
  }
}
