import Kernel

extension Name {
  /// How many low bits of a root count the messages of a client.
  private static var ordinalBits: UInt64 { 48 }

  /// The name of the message that the client of a mark sends as its n-th.
  public init(client: Int, ordinal: UInt64) {
    precondition(
      client < 1 << 16 && ordinal >> Self.ordinalBits == 0,
      "client \(client) cannot name its message \(ordinal)")
    self.init(root: UInt64(client) << Self.ordinalBits | ordinal, lineage: 0)
  }

  /// The mark of the client at the root of it all, which the world gave it.
  public var client: Int { Int(root >> Self.ordinalBits) }

  /// Which of its client's messages is at the root of it all, from 0.
  public var ordinal: UInt64 { root & (1 << Self.ordinalBits - 1) }
}
