import Blueprints
import Documents

extension TargetGroup {
  private static let guide = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"

  static let declaration: Declaration = {
    let name = "targetgroup/{name}/{id}"
    let arn = "arn:{partition}:elasticloadbalancing:{region}:{account}:" + name
    var declaration = Declaration(
      type: "AWS::ElasticLoadBalancingV2::TargetGroup", title: "Target group",
      summary: "Knows who can take the requests of a load balancer, and who is well.",
      identity: Identity(
        ref: arn, arn: arn,
        attributes: [
          ("TargetGroupArn", arn), ("TargetGroupFullName", name), ("TargetGroupName", "{name}"),
        ],
        nameProperty: "Name"))
    declaration.emblem = .balancer
    declaration.authority = .free
    declaration.authorities = LoadBalancer.functionAuthorities
    declaration.metrics = MetricAddress("AWS/ApplicationELB", by: "TargetGroup")
    declaration.measures = TargetGroupMeters.measures
    declaration.limits = [
      Limit(
        "health", .resource,
        "Targets that fail their checks get no requests, unless all fail: then all get some.",
        source: .documented(guide + "target-group-health-checks.html"))
    ]
    return declaration
  }()

  /// `AWS::ElasticLoadBalancingV2::TargetGroup` in the catalogue.
  static let service = Service(declaration, settings: TargetGroupSettings.self) {
    (settings, site) throws(InputError) in
    guard settings.type != "alb" else {
      throw InputError(
        "\(site.label) has a load balancer as its target, which is not modelled",
        remedy: "aim at that load balancer", at: site.properties["TargetType"]?.place)
    }
    guard settings.isLambda || settings.checkTimeout < settings.checkInterval else {
      throw InputError(
        "\(site.label) checks again before a check has failed",
        remedy: "HealthCheckTimeoutSeconds is less than HealthCheckIntervalSeconds",
        at: site.properties.place)
    }
    return TargetGroup(
      settings, try TargetGroupTerms(settings, at: site), label: site.label, in: site.world)
  }
}
