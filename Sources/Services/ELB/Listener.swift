import Blueprints
import Documents

/// A port of a load balancer: what is done with a request that fits none of its rules.
final class Listener: Node {
  let card: NodeCard
  let settings: ListenerSettings
  /// The label of its load balancer.
  let balancer: String?
  private(set) var action: ListenerAction?
  private var site: Site?

  init(_ settings: ListenerSettings, at site: Site) {
    card = NodeCard(site.label, Self.declaration, in: site.world)
    self.settings = settings
    self.site = site
    balancer = settings.balancer.flatMap { site.logicalID(of: $0) }
  }

  /// What it does, read when the first asks.
  func read() throws(InputError) -> ListenerAction? {
    if let site, action == nil {
      action = try ListenerAction.read(settings.actions, of: label, at: site)
    }
    return action
  }

  func connect(_ site: Site) throws(InputError) {
    _ = try site.party(
      required: settings.balancer, "LoadBalancerArn", as: "a load balancer", missing: .silence)
    _ = try read()
  }

  func start(in world: World) { site = nil }

  func finish(in world: World) { action = nil }

  static let declaration: Declaration = {
    let arn = "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/app/{name}/{id}"
    var declaration = Declaration(
      type: "AWS::ElasticLoadBalancingV2::Listener", title: "Listener of a load balancer",
      summary: "Says what a load balancer does with the requests that come to a port.",
      identity: Identity(ref: arn, arn: arn, attributes: [("ListenerArn", arn)]))
    declaration.emblem = .balancer
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::ElasticLoadBalancingV2::Listener` in the catalogue.
  static let service = Service(declaration, settings: ListenerSettings.self) {
    (settings, site) throws(InputError) in Listener(settings, at: site)
  }
}

/// The properties of `AWS::ElasticLoadBalancingV2::Listener`.
struct ListenerSettings: Settings {
  var balancer: Reference?
  var actions: [ListenerActionSettings] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("LoadBalancerArn", &balancer, "The load balancer that it belongs to.")
    try visitor.list(
      "DefaultActions", &actions, "What is done with requests that fit none of the rules.")
    visitor.ignored(
      "AlpnPolicy", "Certificates", "ListenerAttributes", "MutualAuthentication", "Port",
      "Protocol", "SslPolicy")
  }
}
