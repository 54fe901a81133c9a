import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// A bus on a stage, to which a test adds rules and puts events by hand.
final class Switchboard {
  let stage: Stage
  let bus: EventBus
  private var puts: UInt64 = 0
  private lazy var edge = stage.world.addEdge(from: "Shop", to: bus.label)

  /// A bus in a world without latencies, jitter and quotas, unless a test sets them.
  init(
    _ overrides: [String: Parameter.Value] = [:], calibration: String = "ideal",
    named name: String = "Orders", settings: String = "{}"
  ) {
    stage = Stage(calibration, overrides)
    bus = Switchboard.bus(name, settings, on: stage)
  }

  private static func bus(_ name: String, _ settings: String, on stage: Stage) -> EventBus {
    let settings = stage.site(name, properties: settings).settings(EventBusSettings.self)
    return stage.add(EventBus(settings, label: name, in: stage.world))
  }

  /// Another bus beside the first.
  func bus(_ name: String, _ settings: String = "{}") -> EventBus {
    Self.bus(name, settings, on: stage)
  }

  /// Adds a queue that takes what the test lets it take.
  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, takesEvents: true, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Adds a rule of the first bus, unless the properties name another one.
  @discardableResult
  func rule(_ label: String, _ properties: String) throws -> Rule {
    try ruleAndNotes(label, properties).rule
  }

  /// Adds a rule, and tells what of it is not modelled.
  func ruleAndNotes(_ label: String, _ properties: String) throws -> (rule: Rule, notes: [String]) {
    var properties = properties
    if !properties.contains("EventBusName") {
      let named = "EventBusName: \(bus.label)"
      properties =
        properties.hasPrefix("{")
        ? "{\(named), \(properties.dropFirst())" : "\(named)\n\(properties)"
    }
    let site = stage.site(label, properties: properties)
    let rule = try #require(try Rule.make(site.settings(RuleSettings.self), at: site))
    stage.world.add(rule)
    return (rule, site.notes.map { $0.text })
  }

  /// Adds a rule that has every event brought to one target.
  @discardableResult
  func rule(
    _ label: String, to target: String, _ more: String = "", on bus: String? = nil
  ) throws -> Rule {
    try rule(
      label,
      """
      EventBusName: \(bus ?? self.bus.label)
      EventPattern: {source: [{exists: true}]}
      Targets:
        - {Id: Only, Arn: \(target)\(more.isEmpty ? "" : ", " + more)}
      """)
  }

  func begin() throws { try stage.begin() }
  func run(to seconds: Double) { stage.run(to: seconds) }

  /// A kind of event as a client sends it.
  func kind(_ body: String, label: String = "Order Placed", size: Int64 = 1_024) -> UInt16 {
    stage.world.add(event(body, label: label, size: size))
  }

  /// An event as a scenario describes it.
  func event(_ body: String, label: String = "Order Placed", size: Int64 = 1_024) -> EventKind {
    let content = ContentReader.literal(stage.document(body))
    return EventKind(label: label, body: .json(content), size: size)
  }

  /// Puts an event of a kind now, as part of a request where one is given.
  @discardableResult
  func put(
    _ kind: UInt16? = nil, _ action: EventBus.Action = .putEvents, to bus: EventBus? = nil,
    request: SharedRequest? = nil
  ) -> Answer {
    let kind = kind ?? order
    puts += 1
    let size = stage.world.size(of: kind)
    var call = Call(
      inlet: action.rawValue, name: Name(client: 0, ordinal: puts), kind: kind,
      journey: stage.world.now, size: size, edge: edge.number, reply: Event(node: 0, kind: 0))
    if let request { call.request = request }
    return (bus ?? self.bus).call(call, in: stage.world)
  }

  /// An ordinary event.
  lazy var order = kind("{source: shop, detail-type: Order Placed, detail: {total: 5}}")

  /// What became of the copies for a target.
  func edge(to label: String, from bus: String? = nil) -> Edge {
    let from = bus ?? self.bus.label
    guard let edge = stage.world.edges.first(where: { $0.from == from && $0.to == label }) else {
      preconditionFailure("no edge leads to \(label)")
    }
    return edge
  }

  /// The total of a measure that counts.
  func count(_ name: String, at label: String) -> Int64 {
    for instrument in stage.world.instruments
    where instrument.label == label && instrument.measure.name == name {
      if case .count(let count) = instrument.keeper { return count.total }
    }
    preconditionFailure("\(label) has no count \(name)")
  }
}
