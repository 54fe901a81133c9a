import Blueprints
import Documents
import Kernel
import Templates

/// Makes the nodes of a design in a world and connects them; every slip is reported.
final class Assembly {
  let world: World
  private let design: Design
  private let catalogue: Catalogue
  private let diagnostics: Diagnostics
  private let finder: NodeFinder
  private var sites: [(node: any Node, site: Site)] = []
  private(set) var notes: [Note] = []

  init(
    _ design: Design, in world: World, _ catalogue: Catalogue,
    reporting diagnostics: Diagnostics
  ) {
    self.design = design
    self.world = world
    world.directory = design.directory
    self.catalogue = catalogue
    self.diagnostics = diagnostics
    finder = NodeFinder(design.directory, implied: catalogue.implied, in: world)
  }

  /// Makes and connects everything; false where something is missing in the world.
  func assemble() -> Bool {
    for resource in design.template.resources { build(resource, wires: false) }
    for entry in design.outside where !isAnswering(entry) { build(entry, catalogue.outside) }
    for resource in design.template.resources { build(resource, wires: true) }
    for entry in design.traffic { build(entry, catalogue.client) }
    buildFaults()
    buildActions()
    guard world.isComplete else { return false }
    world.seal()
    checkBehavior()
    for (node, site) in sites {
      let known = site.notes.count
      do throws(InputError) { try node.connect(site) } catch { diagnostics.report(error) }
      notes += site.notes.dropFirst(known)
    }
    world.seal()
    for (node, site) in sites where diagnostics.isEmpty {
      notes += node.remarks(in: world).map { Note(at: site.properties.place, $0) }
    }
    if diagnostics.isEmpty {
      notes += world.fieldKeys.compactMap { $0.slip(in: world) }
      notes += idleEndpoints + silentCode
    }
    return true
  }

  /// Remarks on entries under `outside` that nothing calls, with the names that were meant.
  private var idleEndpoints: [Note] {
    let idle = design.outside.filter { entry in
      !world.edges.contains { $0.reaches(one: entry.name) || $0.owner == entry.name }
    }
    guard !idle.isEmpty else { return [] }
    let answered = design.template.resources.filter {
      catalogue.service($0.type)?.declaration.isAnsweredOutside == true
    }
    let names = answered.map { $0.logicalID } + world.edges.flatMap { Array($0.ends) }
    return idle.map { entry in
      let near = Suggestion.nearest(to: entry.name, among: names)
      return Note(
        at: entry.place,
        "nothing calls \(entry.name)" + (near.map { ": did you mean \($0)?" } ?? ""))
    }
  }

  /// A remark on code of which the scenario says nothing, though something comes to it.
  private var silentCode: [Note] {
    let silent = sites.filter { node, site in
      node.runsCode && site.behavior == nil && design.directory[site.label] != nil
        && world.edges.contains { $0.beginning != site.label && $0.reaches(one: site.label) }
    }.map { $1 }
    guard let first = silent.first else { return [] }
    let names = silent.map { $0.label }.joined(separator: ", ")
    return [
      Note(
        at: first.properties.place,
        "the scenario does not say what \(names) \(silent.count == 1 ? "does" : "do"), which then "
          + "takes no time; for example behavior: {\(first.label): {duration: 100 ms}}")
    ]
  }

  // MARK: Making

  /// Makes the node of a resource; wires are made after all others, which they look up.
  private func build(_ resource: Resource, wires: Bool) {
    guard let service = catalogue.service(resource.type), service.isWire == wires else { return }
    let behavior = design.behavior.first { $0.name == resource.logicalID }
    let outside = design.outside.first { $0.name == resource.logicalID && isAnswering($0) }
    let site = site(
      resource.logicalID, resource.properties, behavior: behavior?.document,
      outside: outside?.document, named: resource.physicalName)
    add(site) { (site) throws(InputError) in try service.build(site) }
    notes += site.notes
  }

  /// Whether an entry under `outside` describes what answers in the place of a resource.
  private func isAnswering(_ entry: Design.Entry) -> Bool {
    guard let type = design.directory[entry.name]?.type else { return false }
    return catalogue.service(type)?.declaration.isAnsweredOutside == true
  }

  private func build(
    _ entry: Design.Entry, _ make: (Site) throws(InputError) -> any Node
  ) {
    let behavior = design.behavior.first { $0.name == entry.name }
    let site = site(entry.name, entry.document, behavior: behavior?.document)
    add(site) { (site) throws(InputError) in try make(site) }
  }

  private func buildFaults() {
    guard !design.faults.isEmpty else { return }
    let place = design.faults[0].place
    let site = site("faults", Document(.null, at: place), behavior: nil)
    let faults = design.faults
    add(site) { (site) throws(InputError) in FaultInjector(faults, in: site.world) }
  }

  private func buildActions() {
    guard !design.actions.isEmpty else { return }
    let place = design.actions[0].place
    let site = site("actions", Document(.null, at: place), behavior: nil)
    let actions = design.actions
    add(site) { (site) throws(InputError) in Operator(actions, in: site.world) }
  }

  private func add(_ site: Site, _ make: (Site) throws(InputError) -> (any Node)?) {
    do throws(InputError) {
      guard let node = try make(site) else { return }
      world.add(node)
      finder.add(node, as: site.label)
      sites.append((node, site))
    } catch {
      diagnostics.report(error)
    }
  }

  private func site(
    _ label: String, _ properties: Document, behavior: Document?, outside: Document? = nil,
    named name: String? = nil
  ) -> Site {
    Site(
      label: label, physicalName: name, world: world, properties: properties, behavior: behavior,
      outside: outside,
      diagnostics: diagnostics, directory: design.directory, find: { [finder] in finder.find($0) })
  }

  /// Behavior belongs to what runs code.
  private func checkBehavior() {
    for entry in design.behavior where finder.node(entry.name)?.runsCode != true {
      let type = design.directory[entry.name]?.type ?? ""
      diagnostics.report(
        InputError(
          "\(entry.name) runs no code",
          remedy: "it is of type \(type); give behavior to what runs code",
          at: entry.place))
    }
  }
}

/// Finds a node by whatever names it: a name, an ARN, a URL, a logical id, or a name of the
/// scenario.
final class NodeFinder {
  private let directory: Directory
  private let implied: [ImpliedResource]
  private let world: World
  private var nodes: [String: any Node] = [:]

  init(_ directory: Directory, implied: [ImpliedResource], in world: World) {
    self.directory = directory
    self.implied = implied
    self.world = world
  }

  /// Adds a node under its label, unless another one has it.
  func add(_ node: any Node, as label: String) {
    if nodes[label] == nil { nodes[label] = node }
  }

  /// The node of a label.
  func node(_ label: String) -> (any Node)? { nodes[label] }

  /// The node that a text means: what a resolved property says before what a scenario calls it.
  func find(_ text: String) -> (any Node)? {
    switch directory.meant(by: text) {
    case .one(let index): return node(at: index)
    case .several(let indices): return node(at: indices[0])
    case .none: break
    }
    if case .one(let index) = directory.named(text) { return node(at: index) }
    return nodes[text] ?? impliedNode(text)
  }

  /// The node of what every account has, made for the first who asks.
  private func impliedNode(_ text: String) -> (any Node)? {
    guard let resource = implied.first(where: { $0.isNamed(text) }) else { return nil }
    if let node = nodes[resource.label] { return node }
    let node = resource.build(world)
    world.add(node)
    add(node, as: resource.label)
    return node
  }

  private func node(at index: Int) -> (any Node)? { nodes[directory.resources[index].logicalID] }
}
