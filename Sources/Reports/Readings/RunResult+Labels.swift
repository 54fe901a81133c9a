import Studies

extension RunResult {
  /// The label of the node of a number.
  package func label(of node: UInt32) -> String {
    nodes.first { $0.number == node }?.label ?? "node \(node)"
  }
}
