import Blueprints
import Documents
import Kernel

extension LoadBalancer {
  private static let guide = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
  private static let pricing = "https://aws.amazon.com/elasticloadbalancing/pricing/"

  /// An hour of a load balancer; a unit is a second.
  static let hour = Price(
    "ALB hours", microdollars: 22_500, per: 3_600, source: .documented(pricing)
  ).sold(by: "hour", of: 3_600).billed(by: "Elastic Load Balancing")
  /// A capacity unit for an hour; a unit is a millionth of it.
  static let capacity = Price(
    "ALB capacity units", microdollars: 8_000, per: LoadBalancerUse.parts,
    source: .documented(pricing)
  ).sold(by: "LCU-hour", of: LoadBalancerUse.parts).billed(by: "Elastic Load Balancing")

  /// A function lets the service in that shares requests out.
  static let functionAuthorities: [Authority.Exception] = [
    .init(calling: "AWS::Lambda::Function", authority: .service("elasticloadbalancing"))
  ]

  static let latency = Parameter(
    "elb.latency", .time(.lognormal(.init(median: 1e6, p99: 6e6))), in: .anyLength,
    "How long a load balancer itself takes for a request.",
    source: .assumption("not published; a few milliseconds at most are usual")
  ).ideally(.span(.zero))

  static let requestsPerConnection = Parameter(
    "elb.requestsPerConnection", .count(1), in: .counts(1...1_000_000),
    "How many requests come by one connection, which is what capacity is counted by.",
    source: .assumption("every request by a connection of its own is the dearest case")
  )

  static let functionPayload = Parameter(
    "elb.functionPayload", .count(1 << 20), in: .limit,
    "The most bytes of a request that a load balancer hands to a function.",
    source: .documented(guide + "lambda-functions.html")
  ).ideally(.count(.max))

  static let declaration: Declaration = {
    let name = "app/{name}/{id}"
    let arn = "arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/" + name
    var declaration = Declaration(
      type: "AWS::ElasticLoadBalancingV2::LoadBalancer", title: "Application Load Balancer",
      summary: "Shares requests out among targets that are well.",
      identity: Identity(
        ref: arn, arn: arn,
        attributes: [
          ("LoadBalancerArn", arn), ("LoadBalancerFullName", name),
          ("LoadBalancerName", "{name}"), ("DNSName", "{name}.{region}.elb.amazonaws.com"),
          ("CanonicalHostedZoneID", "Z35SXDOTRQ7X7K"),
        ],
        nameProperty: "Name"))
    declaration.emblem = .balancer
    declaration.authority = .free
    declaration.authorities = functionAuthorities
    declaration.prices = [hour, capacity, PublicAddress.price]
    declaration.inlets = [
      Inlet("Request", "Sends a request and gets its answer.", permission: nil)
    ]
    declaration.entry = "Request"
    declaration.retryFamily = .web
    declaration.metrics = MetricAddress("AWS/ApplicationELB", by: "LoadBalancer")
    declaration.measures = LoadBalancerMeters.measures
    declaration.limits = [
      Limit(
        "idle timeout", .resource,
        "Targets that are silent for so long are given up: the client gets 504.",
        source: .documented(guide + "edit-load-balancer-attributes.html")),
      Limit(
        functionPayload.name, .resource, "Bytes of a request to a function; more gets 413.",
        source: functionPayload.entries[0].source),
    ]
    declaration.faults = [
      Fault(.slow, "The load balancer itself takes so many times as long."),
      Fault(.fail, "A share of requests is answered with 500 before any target sees it."),
      Fault(.stop, "Every request is answered with 503."),
    ]
    declaration.parameters = [latency, requestsPerConnection, functionPayload]
    return declaration
  }()

  /// `AWS::ElasticLoadBalancingV2::LoadBalancer` in the catalogue.
  static let service = Service(declaration, settings: LoadBalancerSettings.self) {
    (settings, site) throws(InputError) in
    var settings = settings
    try settings.readAttributes(at: site)
    return LoadBalancer(settings, label: site.label, in: site.world)
  }
}
