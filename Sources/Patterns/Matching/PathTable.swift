/// A tree of paths as hash tables in three flat arrays, for looking up the names of an event.
struct PathTable: Sendable {
  private struct Node {
    var field: Int32
    /// Where the slots of its children stand, and their number less one; -1 for no children.
    var slots: Int32
    var mask: Int32
    var needsDots: Bool
    /// The same place for an event that came here by an empty name.
    var withoutField: Int32 = -1
  }

  private struct Slot {
    var word: UInt64 = 0
    var length: Int32 = -1
    var name: Int32 = 0
    var node: Int32 = -1
  }

  private let nodes: [Node]
  private let slots: [Slot]
  private let names: [UInt8]
  /// How many fields there are.
  let fieldCount: Int

  /// The tables of a tree.
  init(_ tree: PathTree) {
    fieldCount = tree.fieldCount
    var slots: [Slot] = []
    var names: [UInt8] = []
    var nodes = tree.nodes.map { node in
      guard !node.children.isEmpty else {
        return Node(field: node.field, slots: 0, mask: -1, needsDots: node.needsDots)
      }
      var capacity = 2
      while capacity < node.children.count * 2 { capacity *= 2 }
      let start = slots.count
      slots += Array(repeating: Slot(), count: capacity)
      for (name, child) in node.children {
        let word = Self.word(name)
        var at = Self.hash(word, name.count) & (capacity - 1)
        while slots[start + at].length >= 0 { at = (at + 1) & (capacity - 1) }
        slots[start + at] = Slot(
          word: word, length: Int32(name.count), name: Int32(names.count), node: child)
        names += name
      }
      return Node(
        field: node.field, slots: Int32(start), mask: Int32(capacity - 1),
        needsDots: node.needsDots)
    }
    for index in nodes.indices where nodes[index].needsDots {
      var copy = nodes[index]
      copy.field = -1
      nodes[index].withoutField = Int32(nodes.count)
      nodes.append(copy)
    }
    self.nodes = nodes
    self.slots = slots
    self.names = names
  }

  /// The last eight bytes of a name, the last one lowest.
  private static func word(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  @inline(__always)
  private static func hash(_ word: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: (word ^ UInt64(length) << 57) &* 0x9E37_79B9_7F4A_7C15 >> 40)
  }

  /// The field that ends at a node; -1 for none.
  @inline(__always)
  func field(at node: Int32) -> Int32 { nodes[Int(node)].field }

  /// Some path goes on behind a node.
  @inline(__always)
  func goesOn(behind node: Int32) -> Bool { nodes[Int(node)].mask >= 0 }

  /// The node that a name without dots leads to; -1 for none.
  ///
  /// - Parameters:
  ///   - node: Where the name is looked up.
  ///   - word: Its last eight bytes, the last one lowest.
  ///   - text: Where it stands.
  ///   - range: Where in the text it stands.
  @inline(__always)
  func child(
    of node: Int32, word: UInt64, in text: Span<UInt8>, at range: Range<Int>
  ) -> Int32 {
    let parent = nodes[Int(node)]
    guard parent.mask >= 0 else { return -1 }
    var at = Int32(truncatingIfNeeded: Self.hash(word, range.count)) & parent.mask
    while true {
      let slot = slots[Int(parent.slots &+ at)]
      if slot.length < 0 { return -1 }
      if slot.word == word, Int(slot.length) == range.count,
        range.count <= 8 || isSame(slot.name, text, range)
      {
        return slot.node
      }
      at = (at &+ 1) & parent.mask
    }
  }

  /// The node that an empty name leads to; -1 for none.
  func childNamedEmpty(of node: Int32) -> Int32 {
    let nothing: [UInt8] = []
    let child = child(of: node, word: 0, in: nothing.span, at: 0..<0)
    guard child >= 0, nodes[Int(child)].needsDots else { return child }
    return nodes[Int(child)].withoutField
  }

  private func isSame(_ name: Int32, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var known = Int(name)
    for index in range {
      if names[known] != text[index] { return false }
      known += 1
    }
    return true
  }

  /// The node that a name leads to, which may have dots; -1 for none.
  func descendant(of node: Int32, named name: [UInt8]) -> Int32 {
    var node = node
    var start = 0
    for end in 0...name.count where end == name.count || name[end] == 0x2E {
      node = child(
        of: node, word: Self.word(name[start..<end]), in: name.span, at: start..<end)
      if node < 0 { return -1 }
      start = end + 1
    }
    return node
  }
}
