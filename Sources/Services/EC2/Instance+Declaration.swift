import Blueprints
import Documents
import Measures

extension Instance {
  /// The key of a behaviour that says in which state an instance is when the run begins.
  static let beginning = "initially"
  /// What it can be asked, by inlets after the first.
  static let actions: [InstanceAction] = [.start, .stop, .terminate, .reboot]

  static let faults = [
    Fault(.slow, "Its cores work so many times slower, for what has begun too."),
    Fault(.fail, "A share of requests fails before the code; callers may try again."),
    Fault(
      .stop, "Its host is impaired: every request that comes fails, and the status check too."),
    Fault(.throttle, "A share of requests is turned away."),
    Fault(.terminate, "So many instances are terminated without notice, the oldest first."),
    Fault(.loseZone, "The instances of a zone are terminated, and none begins there."),
    Fault(.emptyCredits, "All CPU credits are gone at this moment."),
  ]

  static let limits = [
    Limit(
      "workers", .resource, "Requests that an instance works on at once; more waits.",
      source: .definition("what the scenario gives as `workers` and `queue`")),
    Limit(
      "vCPUs", .resource, "Cores that all requests at an instance share.",
      source: .documented("https://aws.amazon.com/ec2/instance-types/")),
    Limit(
      "launch credits", .account,
      "A hundred starts of T2 instances in 24 hours get launch credits; not modelled yet: all do.",
      source: .documented(
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/"
          + "burstable-performance-instances-standard-mode-concepts.html")),
    Limit(
      "requests to the API", .account,
      "RunInstances and StartInstances: five at once, then two a second; others more.",
      source: .documented("https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html")
    ),
    Limit(
      "instances in requests", .account,
      "A thousand at once, then two a second to start and twenty to end.",
      source: .documented("https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html")
    ),
  ]

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::EC2::Instance", title: "EC2 instance",
      summary: "Serves what its behaviour says on a machine that can be stopped and started.",
      identity: Identity(
        ref: "i-{name}", arn: "arn:{partition}:ec2:{region}:{account}:instance/i-{name}",
        attributes: [
          ("InstanceId", "i-{name}"), ("AvailabilityZone", "{region}a"),
          ("PrivateDnsName", "ip-10-0-0-10.ec2.internal"), ("PrivateIp", "10.0.0.10"),
          ("PublicDnsName", "ec2-203-0-113-10.compute-1.amazonaws.com"),
          ("PublicIp", "203.0.113.10"), ("VpcId", "vpc-1"),
        ]))
    declaration.emblem = .server
    declaration.authority = .role([["IamInstanceProfile", "Roles"]])
    declaration.segments = .code(origin: "AWS::EC2::Instance")
    declaration.inlets =
      [Inlet("Request", "Sends a request and gets its answer.", permission: nil)]
      + actions.map { $0.inlet }
    declaration.entry = "Request"
    declaration.metrics = MetricAddress("AWS/EC2", by: "InstanceId")
    declaration.measures = InstanceMeters.measures
    declaration.limits = limits
    declaration.faults = faults
    declaration.parameters = EC2Parameters.all
    declaration.prices = InstanceBill.prices
    return declaration
  }()

  /// `AWS::EC2::Instance` in the catalogue.
  static let service = Service(declaration, settings: InstanceSettings.self) {
    (settings, site) throws(InputError) in
    Instance(
      settings, try FleetBehavior(site.behavior, of: site.label),
      beginsStopped: try beginsStopped(site.behavior), at: site)
  }

  private static func beginsStopped(_ behavior: Document?) throws(InputError) -> Bool {
    guard let document = behavior?[beginning] else { return false }
    switch document.scalarText {
    case "running": return false
    case "stopped": return true
    default:
      throw InputError(
        "an instance is initially running or stopped, and not "
          + (document.scalarText ?? document.kindName),
        remedy: "write initially: running, or initially: stopped", at: document.place)
    }
  }
}
