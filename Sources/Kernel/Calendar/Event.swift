/// One thing due to happen at a node: sixteen plain bytes, so copying it never touches a reference
/// count.
public struct Event: BitwiseCopyable, Sendable, Equatable {
  /// The node that it is for.
  public var node: UInt32
  /// What it means there; private to the node.
  public var kind: UInt16
  /// The life of the record that it speaks of; a reply whose generation is past is dropped by its
  /// node.
  public var generation: UInt16
  /// First argument, most often the slot of a record.
  public var first: UInt32
  /// Second argument.
  public var second: UInt32

  /// An event for a node.
  @inlinable
  public init(
    node: UInt32, kind: UInt16, generation: UInt16 = 0, first: UInt32 = 0, second: UInt32 = 0
  ) {
    self.node = node
    self.kind = kind
    self.generation = generation
    self.first = first
    self.second = second
  }
}
