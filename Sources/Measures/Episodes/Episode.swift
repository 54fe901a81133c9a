import Kernel

/// A rare fact worth telling: that something began at a node, and when it was over.
package struct Episode: Equatable, Sendable {
  /// What came to pass; any module may add its own.
  package struct Kind: Hashable, Sendable {
    /// The word that reports use: `throttling`.
    package let name: String

    /// A kind of the given name, which reports use.
    package init(_ name: String) { self.name = name }

    /// A limit was fully used.
    package static let saturated = Kind("saturated")
    /// A limit had room again.
    package static let freed = Kind("freed")
    /// Calls were refused for their rate or number.
    package static let throttling = Kind("throttling")
    /// More came in than went out.
    package static let backlogGrowing = Kind("backlogGrowing")
    /// Nothing was left waiting.
    package static let drained = Kind("drained")
    /// Most runs ended by their time-out.
    package static let timingOut = Kind("timingOut")
    /// Messages were set aside in a dead-letter queue.
    package static let deadLettering = Kind("deadLettering")
    /// A fault of the scenario set in.
    package static let faultBegan = Kind("faultBegan")
    /// A fault of the scenario was over.
    package static let faultEnded = Kind("faultEnded")
    /// An action of the scenario or a policy set in.
    package static let actionBegan = Kind("actionBegan")
    /// An action of the scenario or a policy was over.
    package static let actionEnded = Kind("actionEnded")
  }

  /// What came to pass.
  package let kind: Kind
  /// The number of the node where it did.
  package let node: UInt32
  /// The number of the edge along which it did, where it is about one.
  package let edge: UInt32?
  /// When it began.
  package let begin: Instant
  /// When it was over, the same instant for what has no length; nil while it lasts.
  package internal(set) var end: Instant?
  /// How much: occurrences, or a level, as its kind has it.
  package internal(set) var value: Int64

  /// A fact that begins at an instant and, unless an end is given, still lasts.
  package init(
    _ kind: Kind, node: UInt32, edge: UInt32? = nil, from begin: Instant, to end: Instant? = nil,
    value: Int64 = 0
  ) {
    self.kind = kind
    self.node = node
    self.edge = edge
    self.begin = begin
    self.end = end
    self.value = value
  }
}
