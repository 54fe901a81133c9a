import Blueprints
import Kernel
import Patterns
import Programs

/// What a reader should know of code that puts events on a bus because of events from a bus.
///
/// Two things are hard to see in a template: that the code sends on events of AWS as they came,
/// which PutEvents refuses, and that a rule brings the code what it put itself.
struct BusAdvice {
  /// How many events are tried out of a kind whose fields are drawn.
  private static let trials: UInt64 = 16

  /// The advice, in sentences without a full stop.
  let sentences: [String]

  /// Advice about the code of a function.
  init(for function: Function, in world: World) {
    let program = function.runner.program
    let buses = program.edges.filter { Self.isBus($0.to, in: world) }
    guard !buses.isEmpty else {
      sentences = []
      return
    }
    let rules = world.labels.compactMap { world.node(labelled: $0) as? Rule }
      .filter { $0.isEnabled && Self.brings($0, to: function, in: world) }
    var sentences: [String] = []
    for edge in buses {
      if program.forwardingEdges.contains(where: { $0 === edge }) {
        sentences += Self.refusals(of: function, edge.to, rules, in: world)
      }
      for rule in rules where rule.bus.label == edge.to {
        guard Self.comesBack(by: rule, along: edge, of: function, in: world) else { continue }
        sentences.append(
          "\(function.label) can call itself without end: \(function.label) → \(edge.to) → "
            + "\(function.label), as the rule \(rule.label) matches what it puts")
      }
    }
    self.sentences = sentences
  }

  /// Says of a rule that asks for events of S3 alone that no bucket sends any.
  static func missingBuckets(for rule: Rule, in world: World) -> [String] {
    guard !rule.sources.isEmpty, rule.sources.allSatisfy({ $0 == "aws.s3" }) else { return [] }
    let isTold = world.labels.contains {
      (world.node(labelled: $0) as? Bucket)?.tellsBus == true
    }
    guard !isTold else { return [] }
    return [
      "\(rule.label) asks for events of aws.s3, and no bucket of the template sends any to "
        + "EventBridge: give one NotificationConfiguration: {EventBridgeConfiguration: "
        + "{EventBridgeEnabled: true}}"
    ]
  }

  private static func isBus(_ label: String, in world: World) -> Bool {
    let node = world.node(labelled: label)
    return node is EventBus || node is CustomBus
  }

  // MARK: Refusals

  /// Says that events of AWS, sent on as they came, are refused.
  private static func refusals(
    of function: Function, _ bus: String, _ rules: [Rule], in world: World
  ) -> [String] {
    var sources: [String] = []
    for rule in rules where getsEvents(rule, function, in: world) {
      if rule.schedule != nil { sources.append("aws.events") }
      // Partners are AWS's too, as far as PutEvents goes.
      if rule.sources.allSatisfy({ $0.hasPrefix("aws.") }) { sources += rule.sources }
    }
    for label in world.labels {
      guard let schedule = world.node(labelled: label) as? Schedule,
        let target = schedule.targetOfOwnEvents(in: world), leads(target, to: function, in: world)
      else { continue }
      sources.append("aws.scheduler")
    }
    var named: [String] = []
    for source in sources where !named.contains(source) { named.append(source) }
    guard !named.isEmpty else { return [] }
    return [
      "\(function.label) sends events of \(named.joined(separator: ", ")) on to \(bus) as they "
        + "came, and PutEvents refuses each with NotAuthorizedForSource, as only AWS may send "
        + "them: say with event: what it sends instead"
    ]
  }

  // MARK: Ways

  /// Whether some target of a rule leads to the function.
  private static func brings(_ rule: Rule, to function: Function, in world: World) -> Bool {
    rule.targets.contains { target in
      target.node.map { leads($0.label, to: function, in: world) } ?? false
    }
  }

  /// Whether the function gets the events of a rule as they are.
  private static func getsEvents(_ rule: Rule, _ function: Function, in world: World) -> Bool {
    rule.targets.contains { target in
      target.getsEvents && target.node.map { leads($0.label, to: function, in: world) } == true
    }
  }

  /// Whether what comes to a label comes to the function, over queues and topics alone.
  private static func leads(_ label: String, to function: Function, in world: World) -> Bool {
    var labels = [label]
    var next = 0
    while next < labels.count {
      let label = labels[next]
      next += 1
      if label == function.label { return true }
      guard let node = world.node(labelled: label), !(node is Function), !(node is Bucket) else {
        continue
      }
      for end in RecursionGuard.ends(of: label, in: world) where !labels.contains(end) {
        labels.append(end)
      }
    }
    return false
  }

  /// Whether a rule matches something that the function puts along an edge.
  private static func comesBack(
    by rule: Rule, along edge: Edge, of function: Function, in world: World
  ) -> Bool {
    guard let pattern = rule.pattern else { return false }
    let program = function.runner.program
    if program.forwardingEdges.contains(where: { $0 === edge }),
      getsEvents(rule, function, in: world),
      rule.sources.isEmpty || rule.sources.contains(where: { !$0.hasPrefix("aws.") })
    {
      return true
    }
    return program.transformations(along: edge).contains { way in
      let sent = world.preview(
        EventKind(label: function.label, body: .json(.empty), size: 0), through: way)
      return matches(pattern, sent, from: function.label, on: rule.bus, in: world)
    }
  }

  /// Whether a pattern matches an event of a kind that somebody puts on a bus.
  private static func matches(
    _ pattern: EventPattern, _ kind: EventKind, from sender: String, on bus: EventBus,
    in world: World
  ) -> Bool {
    do throws(EventSlip) {
      let entry = try EventEntry(kind, from: sender, partner: bus.settings.partner)
      let content = entry.envelope(region: world.region)
      let matcher = PatternSet([pattern])
      return (0..<trials).contains { ordinal in
        let occasion = EventContent.Occasion(
          Name(client: 0, ordinal: ordinal), sent: .start, in: world)
        return matches(matcher, content.json(on: occasion))
      }
    } catch {
      return false
    }
  }

  private static func matches(_ matcher: PatternSet, _ json: [UInt8]) -> Bool {
    do throws(PatternError) {
      return try !matcher.matches(json).isEmpty
    } catch {
      return false
    }
  }
}
