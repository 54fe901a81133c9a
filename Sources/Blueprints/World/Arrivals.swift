import Kernel

/// What a client sent in a run, folded into 64 bits.
///
/// Two runs have the same where the client sent the same messages at the same moments: that is what
/// makes a comparison of two designs fair.
public struct Arrivals: Equatable, Sendable {
  /// So many of the client's first messages stand for the laws by which fields are drawn.
  private static let samples: UInt64 = 16

  /// The client's name.
  public let client: String
  /// The name, moment and kind of each message that it meant to send, and what its kinds say.
  public let fingerprint: Fingerprint
  /// The same without what the kinds say.
  public let sends: Fingerprint
  /// Whether it waits for answers before it sends again, so that designs change what it sends.
  public let waitsForAnswers: Bool

  /// The arrivals of a client.
  public init(
    of client: String, _ fingerprint: Fingerprint, sends: Fingerprint? = nil, waitsForAnswers: Bool
  ) {
    self.client = client
    self.fingerprint = fingerprint
    self.sends = sends ?? fingerprint
    self.waitsForAnswers = waitsForAnswers
  }

  /// The arrivals of a client whose sends are folded already, with what its messages say.
  ///
  /// - Parameters:
  ///   - client: The mark of the client.
  ///   - kinds: The numbers of the kinds that it sends, in its own order.
  public init(
    of client: Int, sends: Fingerprint, kinds: ContiguousArray<UInt16>, waitsForAnswers: Bool,
    in world: World
  ) {
    var fingerprint = sends
    for kind in kinds {
      let kind = world.kinds[Int(kind)]
      fingerprint.fold(stableHash(kind.label), UInt64(bitPattern: kind.size), kind.bodyMark)
      for ordinal in 0..<Self.samples {
        let name = Name(client: client, ordinal: ordinal)
        let occasion = EventContent.Occasion(name, sent: .start, in: world)
        fingerprint.fold(
          kind.content.map { stableHash($0.json(on: occasion)) } ?? 0,
          kind.attributes.reduce(0) { hash, attribute in
            SplitMix64.mix(
              SplitMix64.mix(hash, stableHash(attribute.name)),
              stableHash(attribute.value.json(on: occasion)))
          }, world.group(of: name).map { UInt64($0) } ?? 0)
      }
    }
    let name = world.clients[world.seating.seat(of: client)]
    self.init(of: name, fingerprint, sends: sends, waitsForAnswers: waitsForAnswers)
  }
}

extension EventKind {
  /// Which sort of body it has, as a word to be folded.
  fileprivate var bodyMark: UInt64 {
    switch body {
    case .unknown: 0
    case .json: 1
    case .text: 2
    }
  }
}

/// A hash of bytes that is the same on every machine.
private func stableHash(_ bytes: [UInt8]) -> UInt64 {
  stableHash(String(decoding: bytes, as: UTF8.self))
}
