import Blueprints
import Documents

/// The properties of `AWS::ApiGateway::UsagePlan`.
struct UsagePlanSettings: Settings {
  struct Stage: Settings {
    var api: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("ApiId", &api, "An API that the plan is for.")
      visitor.ignored("Stage")
      visitor.notYet("Throttle", "the plan's own rate bounds every method")
    }
  }

  struct Throttle: Settings {
    var rate: String?
    var burst: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("RateLimit", &rate, "Requests in a second with one key.")
      try visitor.visit(
        "BurstLimit", &burst, in: 0...1_000_000, "How many of them may come at once.")
    }
  }

  var stages: [Stage] = []
  var throttle: Throttle?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list("ApiStages", &stages, "The APIs that the plan is for.")
    try visitor.group("Throttle", &throttle, "What each key lets through.")
    visitor.notYet("Quota", "no client ever uses up what it has for a day, a week or a month")
    visitor.ignored("Description", "Tags", "UsagePlanName")
  }
}

/// Bounds what clients with a key may ask of an API.
final class UsagePlan: Node {
  static let declaration = GatewayPart.declaration(
    "AWS::ApiGateway::UsagePlan", "Usage plan",
    "Bounds what clients with a key may ask of an API; each client here has one of its own.")

  let card: NodeCard
  /// The labels of the APIs that it is for.
  let apis: [String]
  let limit: GatewayLimit?

  init(_ settings: UsagePlanSettings, at site: Site) throws(InputError) {
    card = NodeCard(site.label, Self.declaration, in: site.world)
    apis = settings.stages.compactMap { $0.api }.compactMap { site.logicalID(of: $0) }
    limit = try settings.throttle.flatMap { (throttle) throws(InputError) in
      try GatewayLimit(
        rate: throttle.rate, burst: throttle.burst, of: site.label, at: site.properties.place)
    }
  }

  /// `AWS::ApiGateway::UsagePlan` in the catalogue.
  static let service = Service(declaration, settings: UsagePlanSettings.self) {
    (settings, site) throws(InputError) in try UsagePlan(settings, at: site)
  }
}
