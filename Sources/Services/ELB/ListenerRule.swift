import Blueprints
import Documents

/// A rule of a listener: what is done with requests that fit it.
final class ListenerRule: Node {
  let card: NodeCard
  let settings: ListenerRuleSettings
  /// The label of its listener.
  let listener: String?
  private(set) var action: ListenerAction?
  private var site: Site?

  init(_ settings: ListenerRuleSettings, at site: Site) {
    card = NodeCard(site.label, Self.declaration, in: site.world)
    self.settings = settings
    self.site = site
    listener = settings.listener.flatMap { site.logicalID(of: $0) }
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
      required: settings.listener, "ListenerArn", as: "a listener", missing: .silence)
    _ = try read()
  }

  func start(in world: World) { site = nil }

  func finish(in world: World) { action = nil }

  /// Whether a request fits every condition.
  func holds(for line: RequestLine) -> Bool {
    settings.conditions.allSatisfy { $0.holds(for: line) }
  }

  static let declaration: Declaration = {
    let arn =
      "arn:{partition}:elasticloadbalancing:{region}:{account}:listener-rule/app/{name}/{id}"
    var declaration = Declaration(
      type: "AWS::ElasticLoadBalancingV2::ListenerRule", title: "Rule of a listener",
      summary: "Says what a load balancer does with requests of a path, a host or a method.",
      identity: Identity(ref: arn, arn: arn, attributes: [("RuleArn", arn)]))
    declaration.emblem = .balancer
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::ElasticLoadBalancingV2::ListenerRule` in the catalogue.
  static let service = Service(declaration, settings: ListenerRuleSettings.self) {
    (settings, site) throws(InputError) in ListenerRule(settings, at: site)
  }
}

/// The properties of `AWS::ElasticLoadBalancingV2::ListenerRule`.
struct ListenerRuleSettings: Settings {
  var listener: Reference?
  var priority: Int64 = 50_000
  var conditions: [RuleCondition] = []
  var actions: [ListenerActionSettings] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("ListenerArn", &listener, "The listener that it belongs to.")
    try visitor.visit(
      "Priority", &priority, in: 1...50_000, "Rules with lower numbers are looked at first.")
    try visitor.list("Conditions", &conditions, "What a request has to fit, all of it.")
    try visitor.list("Actions", &actions, "What is done with a request that fits.")
    visitor.notYet("Transforms", "paths and hosts stay as they are")
  }
}
