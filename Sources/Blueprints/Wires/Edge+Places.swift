/// Edges by the nodes at their ends.
extension Edge {
  private static let queue = " (asynchronous)"

  /// The begin of an edge that leaves the queue of a function for asynchronous invocations, which
  /// is a part of the function.
  public static func queue(of function: String) -> String { function + queue }

  /// The node at which something is that an edge names: a part is at its node.
  public static func place(of label: String) -> String {
    label.hasSuffix(queue) ? String(label.dropLast(queue.count)) : label
  }

  /// The node that it leaves.
  public var beginning: String { Self.place(of: from) }

  /// Whether it goes out from a node, or belongs to a rule or a subscription.
  public func leaves(_ label: String) -> Bool { beginning == label || owner == label }

  /// Whether a node is at its end, alone or with others.
  public func reaches(one label: String) -> Bool { ends.contains(label) }
}
