import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ElasticLoadBalancingV2::TargetGroup`.
struct TargetGroupSettings: Settings {
  /// A target that the template lists.
  struct Entry: Settings {
    var id: Reference?
    var zone: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "Id", &id, "An instance, a function, or the name of an entry under outside.")
      try visitor.visit("AvailabilityZone", &zone, "The zone that it is in.")
      visitor.ignored("Port", "QuicServerId")
    }
  }

  /// How the one among several targets is chosen that gets a request.
  enum Algorithm: String, CaseIterable {
    case roundRobin = "round_robin"
    case leastOutstanding = "least_outstanding_requests"
    case random = "weighted_random"
  }

  var type = "instance"
  var targets: [Entry] = []
  var attributes: [AttributeSetting] = []
  var healthProtocol = "HTTP"
  var checksHealth = true
  var interval: Int64?
  var patience: Int64?
  var healthyThreshold: Int64 = 5
  var unhealthyThreshold: Int64 = 2

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "TargetType", &type, among: ["instance", "ip", "lambda", "alb"],
      "What its targets are: instances, addresses, or one function.")
    try visitor.list("Targets", &targets, "Targets that are there from the start.")
    try visitor.list("TargetGroupAttributes", &attributes, "The algorithm, the slow start, delays.")
    try visitor.choice(
      "HealthCheckProtocol", &healthProtocol, among: ["HTTP", "HTTPS", "TCP"],
      "How targets are asked whether they are well.")
    try visitor.visit(
      "HealthCheckEnabled", &checksHealth, "Whether they are asked; machines always are.")
    try visitor.visit(
      "HealthCheckIntervalSeconds", &interval, in: 5...300,
      "From one check of a target to the next; 30 s if left out, 35 s for a function.")
    try visitor.visit(
      "HealthCheckTimeoutSeconds", &patience, in: 2...120,
      "After which a check without an answer has failed; 5 s if left out, 30 s for a function.")
    try visitor.visit(
      "HealthyThresholdCount", &healthyThreshold, in: 2...10,
      "Checks in a row that make an unhealthy target healthy.")
    try visitor.visit(
      "UnhealthyThresholdCount", &unhealthyThreshold, in: 2...10,
      "Failed checks in a row that make a target unhealthy.")
    visitor.ignored(
      "Name", "Port", "Protocol", "ProtocolVersion", "VpcId", "IpAddressType", "HealthCheckPath",
      "HealthCheckPort", "Matcher", "Tags")
    visitor.notYet("TargetControlPort", "targets take whatever they are sent")
  }

  var isLambda: Bool { type == "lambda" }

  /// How often a target is checked.
  var checkInterval: TimeSpan { .seconds(interval ?? (isLambda ? 35 : 30)) }
  /// When a check without an answer has failed.
  ///
  /// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/
  /// API_CreateTargetGroup.html; 6 s and 10 s, which are found too, are those of other kinds of
  /// load balancer.
  var checkTimeout: TimeSpan { .seconds(patience ?? (isLambda ? 30 : 5)) }
}

/// What the attributes of a target group say.
struct TargetGroupTerms {
  var algorithm = TargetGroupSettings.Algorithm.roundRobin
  /// How long the requests under way at a target that signs off are given to end.
  var deregistrationDelay = TimeSpan.seconds(300)
  /// How long a target that became healthy gets less than its share; zero for not at all.
  var slowStart = TimeSpan.zero

  private static let known = [
    "load_balancing.algorithm.type", "deregistration_delay.timeout_seconds",
    "slow_start.duration_seconds", "load_balancing.algorithm.anomaly_mitigation",
    "load_balancing.cross_zone.enabled", "stickiness.enabled",
  ]

  /// Reads the attributes; what is not modelled is noted.
  init(_ settings: TargetGroupSettings, at site: Site) throws(InputError) {
    let place = site.properties["TargetGroupAttributes"]?.place ?? site.properties.place
    let list = AttributeList(attributes: settings.attributes, owner: site.label, place: place)
    try list.check(
      known: Self.known,
      prefixes: [
        "stickiness.", "target_group_health.", "lambda.", "proxy_", "preserve_", "target_",
      ]
    )
    let words = TargetGroupSettings.Algorithm.allCases.map { $0.rawValue }
    if let word = try list.word("load_balancing.algorithm.type", among: words) {
      algorithm = TargetGroupSettings.Algorithm(rawValue: word) ?? .roundRobin
    }
    if let delay = try list.count("deregistration_delay.timeout_seconds", in: 0...3_600) {
      deregistrationDelay = .seconds(delay)
    }
    if let time = try list.count("slow_start.duration_seconds", in: 30...900, orZero: true) {
      slowStart = .seconds(time)
    }
    guard slowStart == .zero || algorithm == .roundRobin else {
      throw InputError(
        "\(site.label) has a slow start, and its algorithm is \(algorithm.rawValue)",
        remedy: "AWS has slow starts with round_robin alone", at: place)
    }
    if list.text("stickiness.enabled") == "true" {
      site.note("stickiness of \(site.label) is not modelled: every request may go anywhere")
    }
    if list.text("load_balancing.cross_zone.enabled") == "false" {
      site.note("\(site.label) keeps to zones, which is not modelled: all targets get requests")
    }
    if list.text("load_balancing.algorithm.anomaly_mitigation") == "on" {
      site.note("anomaly mitigation of \(site.label) is not modelled: all targets weigh the same")
    }
  }
}
