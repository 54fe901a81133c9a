import Blueprints
import Documents
import Kernel
import Programs

extension Client {
  /// Makes a client from its entry under `traffic`.
  static func build(_ site: Site) throws(InputError) -> any Node {
    Client(TrafficReader(site).traffic(), label: site.label, in: site.world)
  }

  func connect(_ site: Site) throws(InputError) {
    guard !isAimed else { return }
    let target = try target(at: site)
    let inlet = try inlet(of: target, at: site)
    let declaration = target.card.declaration
    let usual = CallTerms.Retries.profile(
      site.world.calibration.flag(ProgramReader.sdkRetries) && declaration.retryFamily != .web
        ? "standard" : "none")
    retries = usual.policy(dynamoDB: declaration.retryFamily == .dynamoDB)
    kinds = TrafficReader(site).kinds(standardSize: declaration.standardSize, in: site.world)
    try (target as? Bucket)?.check(kinds.numbers, from: label, at: site)
    if let law = TrafficReader(site).groups(in: site.world) {
      site.world.setGroups(law, of: mark)
    }
    let way = try target.way(
      reading: site.properties.map ?? DocumentMap(), of: inlet, from: label, in: site.world,
      at: site.properties["to"]?.place)
    aim(at: target, inlet: inlet, way: way, in: site.world)
    try OrderedPath(from: self, to: target, at: site).check()
  }

  private func target(at site: Site) throws(InputError) -> any Node {
    guard let to = site.properties["to"], !to.isNull else {
      throw InputError(
        "\(label) does not say where it sends",
        remedy: Self.choices(Self.receivers(in: site.world)),
        at: site.properties["to"]?.place ?? site.properties.place)
    }
    guard let name = to.scalarText else {
      throw InputError(
        "to of \(label) is one name, and not \(to.kindName)",
        remedy: "write to: OrderPlaced, and another client for each further receiver",
        at: to.place)
    }
    if let node = site.find(name) { return node }
    let names = Self.receivers(in: site.world)
    let near = Suggestion.nearest(to: name, among: names)
    throw InputError(
      "\(label) sends to \(name), which is nothing that can be sent to",
      remedy: near.map { "did you mean \($0)?" } ?? Self.choices(names), at: to.place)
  }

  private func inlet(of target: any Node, at site: Site) throws(InputError) -> Int {
    let declaration = target.card.declaration
    let inlets = declaration.inlets
    if let role = site.properties["as"] { return try partnerInlet(of: target, role) }
    if let action = site.properties["action"] {
      let name = action.scalarText ?? action.kindName
      if let inlet = inlets.firstIndex(where: { $0.name == name && $0.isCalled }) { return inlet }
      let known = inlets.filter { $0.isCalled }.map { $0.name }
      let near = Suggestion.nearest(to: name, among: known)
      throw InputError(
        "\(target.label) has no action \(name)",
        remedy: near.map { "did you mean \($0)?" } ?? "it has \(known.joined(separator: ", "))",
        at: action.place)
    }
    guard let entry = declaration.entry, let inlet = inlets.firstIndex(where: { $0.name == entry })
    else {
      throw InputError(
        "clients cannot send to \(target.label), \(Self.article(declaration.title))",
        remedy: Self.choices(Self.receivers(in: site.world)), at: site.properties["to"]?.place)
    }
    return inlet
  }

  /// The inlet by which a partner sends its events to the bus that is for them.
  private func partnerInlet(of target: any Node, _ role: Document) throws(InputError) -> Int {
    guard role.text == "partner" else {
      throw InputError(
        "\(label) sends as \(role.scalarText ?? role.kindName)",
        remedy: "write as: partner, or leave it out", at: role.place)
    }
    guard let bus = target as? EventBus, bus.settings.partner != nil else {
      throw InputError(
        "\(target.label) takes no events of a partner",
        remedy: "it must be an AWS::Events::EventBus with EventSourceName: aws.partner/…",
        at: role.place)
    }
    return EventBus.Action.putPartnerEvents.rawValue
  }

  func remarks(in world: World) -> [String] {
    refusals(of: kinds, in: world)
  }

  /// The labels of what clients can send to, in the order of the template.
  private static func receivers(in world: World) -> [String] {
    world.nodes.filter { $0.card.declaration.entry != nil }.map { $0.label }
  }

  private static func choices(_ names: [String]) -> String {
    names.isEmpty
      ? "give the template a topic, a queue or a function"
      : "choose \(names.joined(separator: ", "))"
  }

  private static func article(_ title: String) -> String {
    let letters = Array(title.utf8.prefix(2))
    let isSpelled = letters.count > 1 && letters[0] == 0x53 && !(0x61...0x7A ~= letters[1])
    let isVowel = ["A", "E", "I", "O", "U"].contains(title.prefix(1).uppercased())
    return (isSpelled || isVowel ? "an " : "a ") + title
  }
}
