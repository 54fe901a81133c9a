import Blueprints
import Documents
import Kernel
import Measures

/// Something outside AWS that answers requests: with a latency, a share of failures and a limit.
final class Endpoint: Node {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "outside", title: "Outside endpoint",
      summary: "Answers requests with a latency, a share of failures and a limit.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .globe
    declaration.authority = .elsewhere
    declaration.inlets = [Inlet("Request", "Sends a request and gets its answer.", permission: nil)]
    declaration.entry = "Request"
    declaration.measures = EndpointAnswers.measures
    declaration.limits = [
      Limit(
        "limit", .resource, "Requests in a time, with a burst of one second; more is turned away.",
        source: .definition("what the scenario gives as `limit`"))
    ]
    declaration.faults = EndpointAnswers.faults
    return declaration
  }()

  let card: NodeCard
  let answers: EndpointAnswers

  init(_ settings: EndpointSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    answers = EndpointAnswers(settings, label: label, in: world)
  }

  /// Makes the endpoint of an entry under `outside`.
  static func make(_ site: Site) throws(InputError) -> any Node {
    Endpoint(
      try EndpointSettings(site.properties, of: site.label, beside: ServerSettings.known),
      label: site.label, in: site.world)
  }

  func apply(_ fault: FaultState, in world: World) {
    answers.apply(fault)
  }

  func call(_ call: Call, in world: World) -> Answer {
    let answer = answers.answer(call.name, call.attempt, in: world)
    if case .done = answer { world.edge(call.edge).delivered(call.name, in: world) }
    return answer
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    switch answers.answer(message.name, UInt32(message.runs), in: world) {
    case .done:
      world.absorb(slot)
      return .accepted
    case .throttled: return .throttled
    case .refused, .unmet: return .refused
    case .failed, .partly, .later: return .unavailable
    }
  }
}
