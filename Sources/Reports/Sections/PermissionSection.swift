import Blueprints

/// The permissions that the calls of the run need.
///
/// The inlet that a send means is called by whoever stands at the begin of a wire; of a service
/// that has one, the other inlets that were used are called by those who fetch from it, and who
/// fetches is called by nobody. What is set aside from one resource to another of its type is
/// moved by AWS, which asks for nothing.
enum PermissionSection {
  static func section(of subject: Subject) -> Section? {
    let rows = subject.nodes.flatMap { callers(of: $0, in: subject) }
    return rows.isEmpty ? nil : Section("Permissions", [.rows(rows)])
  }

  private static func callers(of node: NodeReading, in subject: Subject) -> [Row] {
    toldCallers(of: node, in: subject) + likelyCallers(of: node, in: subject)
  }

  /// Who calls a node along edges that know which inlets were used, those with the same inlets in
  /// one row.
  private static func toldCallers(of node: NodeReading, in subject: Subject) -> [Row] {
    var rows: [(inlets: UInt64, who: [String])] = []
    for edge in subject.edges where !edge.isUnused && ends(edge).contains(node.label) {
      guard let inlets = edge.inlets else { continue }
      if let index = rows.firstIndex(where: { $0.inlets == inlets }) {
        rows[index].who.append(edge.from)
      } else {
        rows.append((inlets, [edge.from]))
      }
    }
    return rows.flatMap { inlets, who in
      let all = node.declaration.inlets
      return row(who, all.indices.filter { inlets & 1 << UInt64($0) != 0 }.map { all[$0] }, node)
    }
  }

  /// Who calls a node along edges that know nothing of inlets.
  private static func likelyCallers(of node: NodeReading, in subject: Subject) -> [Row] {
    let used = subject.edges.filter { !$0.isUnused && $0.inlets == nil }
    let arriving = used.filter { ends($0).contains(node.label) }.map { $0.from }
    let callers = arriving.filter { caller in
      guard let other = subject.nodes.first(where: { $0.label == caller }) else { return false }
      return other.declaration.type != node.declaration.type && fetched(from: other).isEmpty
    }
    let receivers = used.filter { $0.from == node.label }.flatMap { ends($0) }.filter { end in
      subject.nodes.contains { $0.label == end && $0.declaration.type != node.declaration.type }
    }
    let entry = node.declaration.inlets.filter { $0.name == node.declaration.entry }
    return node.declaration.entry == nil
      ? row(callers, usedInlets(of: node), node)
      : row(callers, entry, node) + row(receivers, fetched(from: node), node)
  }

  /// The inlets other than that of a send which were used.
  private static func usedInlets(of node: NodeReading) -> [Inlet] {
    node.declaration.inlets.filter { inlet in
      inlet.name != node.declaration.entry && inlet.price != nil
        && node.charges.contains { $0.price.item == inlet.price?.item && !$0.used.isZero }
    }
  }

  /// The inlets by which receivers fetch from a service that others send to; where those cost
  /// nothing, as to follow a stream, no charge says which are used.
  private static func fetched(from node: NodeReading) -> [Inlet] {
    guard node.declaration.entry != nil else { return [] }
    let free = node.declaration.inlets.filter { !$0.isCalled && $0.price == nil }
    return free.isEmpty ? usedInlets(of: node) : free
  }

  private static func row(_ who: [String], _ inlets: [Inlet], _ node: NodeReading) -> [Row] {
    let permissions = inlets.compactMap { $0.permission }
    guard !who.isEmpty, !permissions.isEmpty else { return [] }
    let (names, asked) = (distinct(who), distinct(permissions))
    return [
      Row("\(names.joined(separator: ", ")) on \(node.label)", asked.joined(separator: ", "))
    ]
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var distinct: [String] = []
    for text in texts where !distinct.contains(text) { distinct.append(text) }
    return distinct
  }

  private static func ends(_ edge: EdgeReading) -> [String] {
    edge.to.split(separator: "+").map { $0.split(separator: " ").joined(separator: " ") }
  }
}
