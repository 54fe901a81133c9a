import Blueprints

/// That somebody called a resource in the run, for which AWS asks a permission.
struct PermissionNeed {
  /// Who called, as the ledger has it.
  let caller: String
  /// The resource that the wire belongs to, as a rule; nil where that is the caller.
  let owner: String?
  /// What was called.
  let target: NodeReading
  /// The IAM actions, each once.
  let actions: [String]

  /// All of a run, in the order of what was called.
  static func all(of subject: Subject) -> [PermissionNeed] {
    subject.nodes.flatMap { PermissionFinder(node: $0, subject: subject).needs }
  }

  /// IAM actions, one by one, of what inlets ask for.
  static func actions(of inlets: [Inlet]) -> [String] {
    var actions: [String] = []
    for inlet in inlets {
      for part in (inlet.permission ?? "").split(separator: ",") {
        let action = String(part.drop { $0 == " " })
        if !action.isEmpty, !actions.contains(action) { actions.append(action) }
      }
    }
    return actions
  }
}

/// Finds who called a node, and by which inlets.
///
/// The inlet that a send means is called by whoever stands at the begin of a wire; of a service
/// that has one, the other inlets that were used are called by those who fetch from it, and who
/// fetches is called by nobody. What is set aside from one resource to another of its type is
/// moved by AWS, which asks for nothing.
struct PermissionFinder {
  let node: NodeReading
  let subject: Subject

  var needs: [PermissionNeed] { told + likely }

  /// Who calls along wires that know which inlets were used.
  private var told: [PermissionNeed] {
    subject.edges.filter { !$0.isUnused && $0.ends.contains(node.label) }.compactMap { edge in
      guard let inlets = edge.inlets else { return nil }
      let all = node.declaration.inlets
      let used = all.indices.filter { inlets & 1 << UInt64($0) != 0 }.map { all[$0] }
      return need(edge.from, edge.owner, used)
    }
  }

  /// Who calls along wires that know nothing of inlets.
  private var likely: [PermissionNeed] {
    let used = subject.edges.filter { !$0.isUnused && $0.inlets == nil }
    let callers = used.filter { $0.ends.contains(node.label) }.filter { edge in
      guard let other = subject.nodes.first(where: { $0.label == edge.from }) else { return false }
      let isMovedByAWS =
        edge.edges[0].takesSetAside && other.declaration.type == node.declaration.type
      return !isMovedByAWS
        && PermissionFinder(node: other, subject: subject).fetched.isEmpty
    }
    let receivers = used.filter { $0.from == node.label }.flatMap { $0.ends }.filter { end in
      subject.nodes.contains { $0.label == end && $0.declaration.type != node.declaration.type }
    }
    guard let name = node.declaration.entry else {
      return callers.compactMap { need($0.from, $0.owner, usedInlets) }
    }
    let entry = node.declaration.inlets.filter { $0.name == name }
    return callers.compactMap { need($0.from, $0.owner, entry) }
      + receivers.compactMap { need($0, nil, fetched) }
  }

  private func need(_ caller: String, _ owner: String?, _ inlets: [Inlet]) -> PermissionNeed? {
    let actions = PermissionNeed.actions(of: inlets)
    guard !actions.isEmpty else { return nil }
    return PermissionNeed(caller: caller, owner: owner, target: node, actions: actions)
  }

  /// The inlets other than that of a send which were used.
  private var usedInlets: [Inlet] {
    node.declaration.inlets.filter { inlet in
      inlet.name != node.declaration.entry && inlet.price != nil
        && node.charges.contains { $0.price.item == inlet.price?.item && !$0.used.isZero }
    }
  }

  /// The inlets by which receivers fetch from a service that others send to; where those cost
  /// nothing, as to follow a stream, no charge says which are used.
  private var fetched: [Inlet] {
    guard node.declaration.entry != nil else { return [] }
    let free = node.declaration.inlets.filter { !$0.isCalled && $0.price == nil }
    return free.isEmpty ? usedInlets : free
  }
}

extension EdgeReading {
  /// The resource that it belongs to, where that is not the node at its begin.
  var owner: String? { edges[0].owner }
}
