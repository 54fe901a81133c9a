import Blueprints

/// Edges as goals speak of them.
extension Edge {
  /// The node that it leaves; what stands in brackets behind it names a part of the node.
  package var beginning: String {
    from.split(separator: " ").first.map { String($0) } ?? ""
  }

  /// Whether it goes out from a node, or belongs to a rule or a subscription.
  package func leaves(_ label: String) -> Bool { beginning == label || owner == label }

  /// Whether a node is at its end, alone or with others.
  package func reaches(one label: String) -> Bool {
    ends.contains(label)
  }
}
