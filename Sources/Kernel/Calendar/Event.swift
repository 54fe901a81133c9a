/// One thing due to happen at a node: sixteen plain bytes, so copying it never touches a reference
/// count.
@frozen
public struct Event: BitwiseCopyable, Sendable, Equatable {
  // Two words, because a calendar that moves millions of them a second moves two registers then.
  @usableFromInline var head: UInt64
  @usableFromInline var arguments: UInt64

  /// The node that it is for.
  @inlinable public var node: UInt32 { UInt32(truncatingIfNeeded: head) }
  /// What it means there; private to the node.
  @inlinable public var kind: UInt16 { UInt16(truncatingIfNeeded: head >> 32) }
  /// The life of the record that it speaks of; a reply whose generation is past is dropped by its
  /// node.
  @inlinable public var generation: UInt16 { UInt16(truncatingIfNeeded: head >> 48) }
  /// First argument, most often the slot of a record.
  @inlinable public var first: UInt32 {
    get { UInt32(truncatingIfNeeded: arguments) }
    set { arguments = arguments & ~0xffff_ffff | UInt64(newValue) }
  }
  /// Second argument.
  @inlinable public var second: UInt32 {
    get { UInt32(truncatingIfNeeded: arguments >> 32) }
    set { arguments = UInt64(newValue) << 32 | arguments & 0xffff_ffff }
  }

  /// An event for a node.
  @inlinable
  public init(
    node: UInt32, kind: UInt16, generation: UInt16 = 0, first: UInt32 = 0, second: UInt32 = 0
  ) {
    head = UInt64(node) | UInt64(kind) << 32 | UInt64(generation) << 48
    arguments = UInt64(first) | UInt64(second) << 32
  }
}
