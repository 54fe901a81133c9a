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
  /// Those on the key of KMS that encrypts it, if one does.
  let keyActions: [String]
  /// The parts of it that were called, as its indexes; nil where it was called itself.
  var parts: Inlet.Parts?

  /// What was called, as reports name it.
  var place: String { (parts.map { "\($0.words) of " } ?? "") + target.label }

  /// All of a run, in the order of what was called.
  static func all(of subject: Subject) -> [PermissionNeed] {
    subject.nodes.flatMap { PermissionFinder(node: $0, subject: subject).needs }
  }

  /// IAM actions, one by one, of what inlets ask for.
  static func actions(of permissions: [String?]) -> [String] {
    var actions: [String] = []
    for permission in permissions {
      for part in (permission ?? "").split(separator: ",") {
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
    subject.edges.filter { !$0.isUnused && $0.ends.contains(node.label) }.flatMap { edge in
      guard let inlets = edge.inlets else { return [PermissionNeed]() }
      // What is known to be used of parts alone was not used of the whole.
      let parts = edge.partInlets
      let whole = inlets & ~parts | edge.wholeInlets
      var needs = [need(edge.from, edge.owner, self.inlets(whole))]
      for inlet in self.inlets(parts) {
        var part = need(edge.from, edge.owner, [inlet])
        part?.parts = inlet.parts
        needs.append(part)
      }
      return needs.compactMap { $0 }
    }
  }

  /// The inlets of some bits.
  private func inlets(_ bits: UInt64) -> [Inlet] {
    let all = node.declaration.inlets
    return all.indices.filter { bits & 1 << UInt64($0) != 0 }.map { all[$0] }
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
    let receivers = used.filter { $0.tap == node.label }.flatMap { $0.ends }.filter { end in
      subject.nodes.contains { $0.label == end && $0.declaration.type != node.declaration.type }
    }
    guard let name = node.declaration.entry else {
      let given = used.filter { $0.tap == node.label && $0.from != node.label }
      return callers.compactMap { need($0.from, $0.owner, usedInlets) }
        + given.flatMap { $0.ends }.compactMap { need($0, nil, freeInlets) }
    }
    let entry = node.declaration.inlets.filter { $0.name == name }
    return callers.compactMap { need($0.from, $0.owner, entry) }
      + receivers.compactMap { need($0, nil, fetched) }
  }

  private func need(_ caller: String, _ owner: String?, _ inlets: [Inlet]) -> PermissionNeed? {
    let actions = PermissionNeed.actions(of: inlets.map { $0.permission })
    guard !actions.isEmpty else { return nil }
    return PermissionNeed(
      caller: caller, owner: owner, target: node, actions: actions,
      keyActions: PermissionNeed.actions(of: inlets.map { $0.keyPermission }))
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
    return freeInlets.isEmpty ? usedInlets : freeInlets
  }

  /// The inlets that cost nothing and that only services use.
  private var freeInlets: [Inlet] {
    node.declaration.inlets.filter { !$0.isCalled && $0.price == nil }
  }
}

extension EdgeReading {
  /// The resource that it belongs to, where that is not the node at its begin.
  var owner: String? { edges[0].owner }
}
