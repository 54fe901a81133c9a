import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// A custom event bus on a stage, to which a test adds subscribers and puts events by hand.
final class SubscriberBoard {
  let stage: Stage
  let bus: CustomBus
  private var puts: UInt64 = 0
  private lazy var edge = stage.world.addEdge(from: "Shop", to: bus.label)

  /// A bus without latencies, jitter and quotas, unless a test sets them.
  init(_ overrides: [String: Parameter.Value] = [:], groups: GroupLaw.Choice? = nil) {
    stage = Stage("ideal", overrides)
    bus = stage.add(CustomBus(label: "Orders", in: stage.world))
    guard let groups else { return }
    stage.world.setGroups(
      GroupLaw(groups, purpose: stage.world.purpose("group/test")), of: 0)
  }

  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, takesEvents: true, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Adds a subscriber of the bus.
  @discardableResult
  func subscriber(
    _ label: String = "Sub", to target: String, _ more: String = "",
    invocation: String = "", on bus: String = "Orders"
  ) throws -> (subscriber: Subscriber, notes: [String]) {
    let site = stage.site(
      label,
      properties: """
        EventBusArn: \(bus)
        InvokeConfiguration: {TargetArn: \(target)\(invocation.isEmpty ? "" : ", " + invocation)}
        \(more)
        """)
    let subscriber = try Subscriber.make(site.settings(SubscriberSettings.self), at: site)
    if let slip = site.diagnostics.errors.first { throw slip }
    return (stage.add(try #require(subscriber)), site.notes.map { $0.text })
  }

  func begin() throws { try stage.begin() }
  func run(to seconds: Double) { stage.run(to: seconds) }

  /// A kind of event as a client sends it.
  func kind(_ body: String, size: Int64 = 1_024) -> UInt16 {
    let content = ContentReader.literal(stage.document(body))
    return stage.world.add(EventKind(label: "Order Placed", body: .json(content), size: size))
  }

  /// Puts an event now; one of the same number is the same event.
  @discardableResult
  func put(
    _ kind: UInt16? = nil, number: UInt64? = nil, request: SharedRequest? = nil
  ) -> Answer {
    let kind = kind ?? order
    puts += 1
    var call = Call(
      inlet: 0, name: Name(client: 0, ordinal: number ?? puts), kind: kind,
      journey: stage.world.now, size: stage.world.size(of: kind), edge: edge.number,
      reply: Event(node: 0, kind: 0))
    if let request { call.request = request }
    return bus.call(call, in: stage.world)
  }

  /// An ordinary event.
  lazy var order = kind("{source: shop, detail-type: Order Placed, detail: {total: 5}}")

  func edge(to label: String, from bus: String = "Orders") -> Edge {
    guard let edge = stage.world.edges.first(where: { $0.from == bus && $0.to == label }) else {
      preconditionFailure("no edge leads to \(label)")
    }
    return edge
  }

  /// The total of a measure that counts.
  func count(_ name: String, at label: String = "Sub") -> Int64 {
    for instrument in stage.world.instruments
    where instrument.label == label && instrument.measure.name == name {
      if case .count(let count) = instrument.keeper { return count.total }
    }
    preconditionFailure("\(label) has no count \(name)")
  }
}
