/// The paths that patterns name, as a tree of the parts between their dots.
struct PathTree {
  /// A part of a path and the parts that may follow.
  struct Node {
    var field: Int32 = -1
    /// The path that ends here is empty only behind its last dots: no empty name leads to it.
    var needsDots = false
    var children: [(name: [UInt8], node: Int32)] = []
  }

  /// The tree; its root comes first.
  private(set) var nodes = [Node()]
  /// How many different paths there are.
  private(set) var fieldCount = 0

  /// Adds a path unless it is known, and gives its field.
  mutating func add(_ path: [UInt8]) -> Int {
    var node = 0
    for part in path.split(separator: 0x2E, omittingEmptySubsequences: false) {
      node = child(of: node, named: Array(part))
    }
    if nodes[node].field < 0 {
      nodes[node].needsDots = Self.endsInDots(path)
      nodes[node].field = Int32(fieldCount)
      fieldCount += 1
    }
    return Int(nodes[node].field)
  }

  /// AWS's engine splits the paths it looks for as Java does, which drops empty parts at the end.
  private static func endsInDots(_ path: [UInt8]) -> Bool {
    guard path.last == 0x2E else { return false }
    let parts = path.split(separator: 0x2E, omittingEmptySubsequences: false)
    let full = parts.lastIndex { !$0.isEmpty } ?? -1
    return parts[..<(full + 1)].allSatisfy { !$0.isEmpty }
  }

  private mutating func child(of node: Int, named name: [UInt8]) -> Int {
    if let known = nodes[node].children.first(where: { $0.name == name }) {
      return Int(known.node)
    }
    nodes[node].children.append((name, Int32(nodes.count)))
    nodes.append(Node())
    return nodes.count - 1
  }
}
