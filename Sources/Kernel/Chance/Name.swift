/// Who a message is, the same in every design that is sent the same traffic.
///
/// Whatever carries a message copies its name; only clients mint names, and handlers derive them
/// from the message they are working on.
public struct Name: Hashable, Sendable, BitwiseCopyable {
  /// The client and the ordinal of the message the client sent.
  public let root: UInt64
  /// How this message came from that one: 0 for itself, else a hash of the way.
  public let lineage: UInt32

  /// A message as its client sent it, unless a lineage is given.
  @inlinable
  public init(root: UInt64, lineage: UInt32 = 0) {
    self.root = root
    self.lineage = lineage
  }

  /// A word made of the whole name.
  public var word: UInt64 { SplitMix64.mix(root, UInt64(lineage)) }

  /// The message that a handler sends on because of this one.
  ///
  /// - Parameters:
  ///   - sender: The number of the handler.
  ///   - step: Which of its steps sends.
  ///   - ordinal: Which of the step's messages it is.
  public func child(sender: UInt32, step: UInt32, ordinal: UInt32) -> Name {
    let way = SplitMix64.mix(
      UInt64(lineage) &<< 32 | UInt64(sender), UInt64(step) &<< 32 | UInt64(ordinal))
    let hash = UInt32(truncatingIfNeeded: way &>> 32)
    return Name(root: root, lineage: hash == 0 ? 1 : hash)
  }
}
