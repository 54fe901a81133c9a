import Blueprints

extension Edge {
  /// The node at which something is that an edge names: a part, as `Notify (asynchronous)`, is at
  /// its node.
  package static func place(of label: String) -> String {
    var words = label.split(separator: " ")
    while words.count > 1, words[words.count - 1].hasSuffix(")") { words.removeLast() }
    return words.joined(separator: " ")
  }
}
