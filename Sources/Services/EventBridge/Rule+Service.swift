import Blueprints
import Documents
import Patterns

extension Rule {
  /// The most characters that the API takes for a pattern, and the quota below that.
  private static let patternLimit = 4_096
  private static let patternQuota = 2_048
  /// The most rules of a bus whose patterns hold wildcards.
  private static let wildcardLimit = 30

  /// `AWS::Events::Rule` in the catalogue, with the events of SAM functions.
  static let service = {
    var service = Service(declaration, settings: RuleSettings.self, isWire: true) {
      (settings, site) throws(InputError) in
      try make(settings, at: site)
    }
    service.shorthands = RuleEvent.shorthands
    return service
  }()

  /// A rule, made known to its bus.
  static func make(_ settings: RuleSettings, at site: Site) throws(InputError) -> Rule? {
    let bus = try EventBus.named(settings.bus, at: site)
    try check(settings, on: bus, at: site)
    let pattern = try settings.pattern.map { (document) throws(InputError) in
      try compiled(document, at: site)
    }
    guard let bus else { return nil }
    let card = NodeCard(site.label, declaration, in: site.world)
    var targets: ContiguousArray<RuleTarget> = []
    for (index, target) in settings.targets.enumerated() {
      targets.append(try self.target(target, number: index, of: card, on: bus, at: site))
    }
    let rule = Rule(settings, card, matching: pattern, on: bus, to: targets, in: site.world)
    if let text = settings.schedule {
      let place = site.properties["ScheduleExpression"]?.place ?? site.properties.place
      rule.schedule = RuleSchedule(
        try FiringTimes(rule: text, at: place, in: site.world), of: site.label, in: site.world)
    }
    rule.hasWildcards = settings.pattern.map { hasWildcards($0) } ?? false
    rule.sources = settings.pattern.map { sources(of: $0) } ?? []
    bus.add(rule)
    try checkWildcards(of: bus, at: site)
    if bus.rules.count == EventQuotas.rules(in: site.world.region) + 1 {
      site.note(
        "\(bus.label) has more than \(bus.rules.count - 1) rules, which AWS allows only on request")
    }
    return rule
  }

  /// What a rule is called; the name that AWS would make up is no use to anybody.
  static func name(at site: Site) -> String {
    site.properties["Name"]?.scalarText ?? site.label
  }

  /// The ARN of a rule on a bus.
  static func arn(at site: Site, on bus: EventBus) -> String {
    let name = name(at: site)
    let path = bus.label == EventBus.defaultName ? name : bus.label + "/" + name
    return site.world.arn(of: "rule/\(path)", in: "events")
  }

  private static func check(
    _ settings: RuleSettings, on bus: EventBus?, at site: Site
  ) throws(InputError) {
    let place = site.properties.place
    guard settings.pattern != nil || settings.schedule != nil else {
      throw InputError(
        "Parameter(s) EventPattern or ScheduleExpression must be specified for \(site.label).",
        remedy: "a rule has a pattern, a schedule or both", at: place)
    }
    if settings.schedule != nil, bus?.label != EventBus.defaultName {
      throw InputError(
        "ScheduleExpression is supported only on the default event bus.",
        remedy: "leave out EventBusName of \(site.label)",
        at: site.properties["ScheduleExpression"]?.place ?? place)
    }
    try checkIdentifiers(of: settings.targets, at: site)
    guard settings.targets.count <= targetLimit else {
      throw InputError(
        "\(site.label) has \(settings.targets.count) targets",
        remedy: "AWS allows \(targetLimit); make a second rule with the same pattern",
        at: site.properties["Targets"]?.place ?? place)
    }
  }

  /// Targets of a rule are told apart by their ids.
  private static func checkIdentifiers(
    of targets: [TargetSettings], at site: Site
  ) throws(InputError) {
    for (index, target) in targets.enumerated() {
      guard let id = target.id, targets[..<index].contains(where: { $0.id == id }) else { continue }
      throw InputError(
        "two targets of \(site.label) have the Id \(id)",
        remedy: "AWS refuses this: give each target of a rule an Id of its own",
        at: site.properties["Targets"]?.list?[index].place ?? site.properties.place)
    }
  }

  // MARK: Patterns

  static func compiled(
    _ document: Document, at site: Site
  ) throws(InputError) -> EventPattern {
    let text = document.text ?? JSONWriter.compact(document)
    let length = text.unicodeScalars.count
    guard length <= patternLimit else {
      throw InputError(
        "the EventPattern of \(site.label) has \(length) characters",
        remedy: "AWS takes \(patternLimit) at most", at: document.place)
    }
    if length > patternQuota {
      site.note(
        "the EventPattern of \(site.label) has \(length) characters, and AWS allows more than "
          + "\(patternQuota) only on request")
    }
    do throws(PatternError) {
      return try EventPattern(text)
    } catch {
      throw InputError(
        "Event pattern is not valid. Reason: \(error.message)",
        remedy: "correct the EventPattern of \(site.label)", at: document.place)
    }
  }

  private static func checkWildcards(of bus: EventBus, at site: Site) throws(InputError) {
    guard bus.rules.count(where: { $0.hasWildcards }) > wildcardLimit else { return }
    throw InputError(
      "\(site.label) is the \(wildcardLimit + 1)st rule of \(bus.label) with a wildcard",
      remedy: "AWS allows \(wildcardLimit) on a bus", at: site.properties.place)
  }

  /// Whether a pattern asks for a wildcard somewhere among its alternatives.
  private static func hasWildcards(_ pattern: Document) -> Bool {
    if let text = pattern.text {
      do throws(InputError) {
        return hasWildcards(try JSON.read(SourceText(name: "pattern", text: text)))
      } catch {
        return false
      }
    }
    if let list = pattern.list { return list.contains { namesWildcard($0) || hasWildcards($0) } }
    return pattern.map?.entries.contains { hasWildcards($0.value) } ?? false
  }

  /// The sources that a pattern asks for, or what they begin with.
  private static func sources(of pattern: Document) -> [String] {
    if let text = pattern.text {
      do throws(InputError) {
        return sources(of: try JSON.read(SourceText(name: "pattern", text: text)))
      } catch {
        return []
      }
    }
    return (pattern["source"]?.list ?? []).compactMap { $0.text ?? $0["prefix"]?.text }
  }

  private static func namesWildcard(_ alternative: Document) -> Bool {
    alternative["wildcard"] != nil || alternative["anything-but"]?["wildcard"] != nil
  }

  // MARK: Targets

  private static func target(
    _ settings: TargetSettings, number: Int, of card: NodeCard, on bus: EventBus, at site: Site
  ) throws(InputError) -> RuleTarget {
    let place = site.properties["Targets"]?.list?[number].place ?? site.properties.place
    guard let id = settings.id else {
      throw InputError(
        "Targets[\(number)] of \(site.label) has no Id",
        remedy: "give it a name that no other target of the rule has", at: place)
    }
    let name = "the target \(id) of \(site.label)"
    let input = try TargetInput.read(
      settings.input, of: .init(target: id, rule: site, on: bus, at: place))
    let address = try TargetAddress(settings.target, of: name, at: site)
    let queue = address.node as? FIFOQueue
    if let queue { try checkFIFO(queue, settings, id, at: place) }
    let target = try RuleTarget(
      settings, number: number, at: address, given: input, of: card, on: bus, at: site)
    if let group = settings.queue?.group {
      queue?.takes(site.world.groupNumber(named: group), on: target.edge)
    }
    return target
  }

  /// A FIFO queue needs a group from the rule, and tells events apart by their bodies.
  private static func checkFIFO(
    _ queue: FIFOQueue, _ settings: TargetSettings, _ id: String, at place: Place
  ) throws(InputError) {
    guard settings.queue?.group != nil else {
      throw InputError(
        "Parameter(s) MessageGroupId must be specified for target: \(id).",
        remedy: "give SqsParameters: {MessageGroupId: …}, as \(queue.label) is a FIFO queue",
        at: place)
    }
    try FIFORules.checkIdentity(of: queue, from: "the target \(id)", at: place)
  }
}
