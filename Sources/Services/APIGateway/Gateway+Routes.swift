import Blueprints
import Documents
import Kernel

/// How much of its requests an API takes, found among all nodes.
struct GatewayLimits {
  private let stage: StageLimits?
  /// What a usage plan lets each client have.
  let plan: GatewayLimit?

  /// What the first stage says, by which requests come.
  init(of gateway: Gateway, in world: World, noting site: Site) throws(InputError) {
    var stages: [StageLimits] = []
    for part in GatewayPart.all(of: gateway.label, in: world) {
      if case .stage(let stage) = part.content { stages.append(stage) }
    }
    stage = stages.first
    if stages.count > 1 {
      site.note(
        "\(gateway.label) has \(stages.count) stages: requests come by \(stages[0].name)")
    }
    var plan: GatewayLimit?
    for case let known as UsagePlan in world.nodes where known.apis.contains(gateway.label) {
      plan = plan ?? known.limit
    }
    self.plan = plan
  }

  /// The bound of a route; nil where it has none of its own.
  func limit(of route: GatewayRoute) -> GatewayLimit? { stage?.limit(of: route) }
}

extension Gateway: Router {
  func way(
    of line: RequestLine, in world: World, at place: Place?
  ) throws(InputError) -> UInt16 {
    try routeTable(in: world).number(of: line, in: label, at: place)
  }

  /// All routes: those of its definition, then those of its parts, in the order of the template.
  func routeTable(in world: World) throws(InputError) -> RouteTable {
    if let table { return table }
    var table = RouteTable(routes: ContiguousArray(routes))
    let parts = GatewayPart.all(of: label, in: world)
    for part in parts {
      switch part.content {
      case .method(let settings, let resource):
        table.routes.append(try route(of: part, settings, at: resource, among: parts))
      case .route(let settings, let integration):
        table.routes.append(try route(of: part, settings, to: integration, among: parts))
      case .resource, .integration, .stage: break
      }
    }
    for route in table.routes { try check(route) }
    precondition(table.routes.count < UInt16.max, "\(label) has \(table.routes.count) routes")
    self.table = table
    return table
  }

  private func route(
    of part: GatewayPart, _ settings: RestMethodSettings, at resource: String?,
    among parts: [GatewayPart]
  ) throws(InputError) -> GatewayRoute {
    let method = settings.method ?? "ANY"
    var plan = settings.plan
    // A path may be long, and never longer than there are parts.
    var pieces: [String] = []
    var next = resource
    for _ in 0...parts.count {
      guard let label = next, let above = parts.first(where: { $0.label == label }),
        case .resource(let own, let parent) = above.content
      else { break }
      pieces.append(own.piece ?? "")
      next = parent
    }
    if plan.type == "AWS", plan.uri == nil { plan.type = "MOCK" }
    return GatewayRoute(
      method: method == "ANY" ? nil : method.uppercased(),
      path: "/" + pieces.reversed().joined(separator: "/"), integration: plan,
      needsKey: settings.needsKey, owner: part.label,
      place: part.place)
  }

  private func route(
    of part: GatewayPart, _ settings: HTTPRouteSettings, to integration: String?,
    among parts: [GatewayPart]
  ) throws(InputError) -> GatewayRoute {
    let (method, path) = HTTPRouteKey.parts(of: settings.key ?? "")
    guard path != nil || settings.key == "$default" else {
      throw InputError(
        "the RouteKey of \(part.label) is \(settings.key ?? "missing")",
        remedy: "write method and path, as GET /orders, or $default", at: part.place)
    }
    guard let label = integration, let other = parts.first(where: { $0.label == label }),
      case .integration(let own) = other.content
    else {
      throw InputError(
        "\(part.label) leads to no integration of \(self.label)",
        remedy: "write Target: !Sub integrations/${Integration}", at: part.place)
    }
    return GatewayRoute(
      method: method, path: path, integration: own.plan, owner: part.label, place: part.place)
  }

  /// Refuses what the kind of API does not wait for.
  private func check(_ route: GatewayRoute) throws(InputError) {
    guard let timeout = route.integration.timeout, timeout > terms.longestSetting else { return }
    throw InputError(
      "\(route.owner) waits \(timeout.nanoseconds / 1_000_000) ms for an answer",
      remedy: "\(label) waits \(terms.longestSetting.nanoseconds / 1_000_000) ms at most",
      at: route.place)
  }
}
