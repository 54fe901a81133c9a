import Blueprints
import Documents
import Measures

extension AutoScalingGroup {
  /// The group metrics of Auto Scaling, and what else is counted.
  static let measures = GroupMeasures(
    desired: Measure(
      "GroupDesiredCapacity", .gauge, in: .count, role: .concurrency,
      "Instances that the group tries to have."),
    inService: Measure(
      "GroupInServiceInstances", .gauge, in: .count, role: .concurrency,
      "Instances in service, those included whose software is not up yet."),
    pending: Measure(
      "GroupPendingInstances", .gauge, in: .count, role: .concurrency,
      "Instances that are not in service yet."),
    terminating: Measure(
      "GroupTerminatingInstances", .gauge, in: .count, role: .concurrency,
      "Instances that are being terminated."),
    launches: Measure("Launches", .count, in: .count, "Instances launched."),
    terminations: Measure("Terminations", .count, in: .count, "Instances terminated."),
    replacements: Measure(
      "Replacements", .count, in: .count, role: .failure,
      "Of them, those that were lost, unhealthy or too old."))

  static let declaration: Declaration = {
    let guide = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/"
    var declaration = Declaration(
      type: "AWS::AutoScaling::AutoScalingGroup", title: "Auto Scaling group",
      summary: "Keeps as many EC2 instances as are wanted, and replaces those that are lost.",
      identity: Identity(
        ref: "{name}",
        arn: "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:{id}:"
          + "autoScalingGroupName/{name}", nameProperty: "AutoScalingGroupName"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    declaration.segments = .code(origin: "AWS::EC2::Instance")
    declaration.inlets = [
      Inlet("Request", "Sends a request to an instance and gets its answer.", permission: nil),
      Inlet(
        "CompleteLifecycleAction", "Says that an instance may go on that a hook keeps waiting.",
        permission: "autoscaling:CompleteLifecycleAction"),
    ]
    declaration.entry = "Request"
    declaration.metrics = MetricAddress(
      "AWS/AutoScaling", by: "AutoScalingGroupName",
      only: [measures.desired, measures.inService, measures.pending, measures.terminating]
        .map { $0.name })
    declaration.furtherMetrics = [
      MetricAddress(
        "AWS/EC2", by: "AutoScalingGroupName", only: [Fleet.utilization.name])
    ]
    declaration.measures = measures.all + InstanceMeters.measures
    declaration.limits = [
      Limit(
        "replacements", .resource,
        "A tenth of the instances, and one at least, may be missing while others replace them.",
        source: .documented(guide + "ec2-auto-scaling-health-checks.html"))
    ]
    declaration.faults =
      MachineGroup.faults + [Fault(.emptyCredits, "The CPU credits of instances are used up.")]
    declaration.parameters = AutoScalingParameters.all + EC2Parameters.all
    declaration.prices = InstanceBill.prices
    return declaration
  }()

  /// `AWS::AutoScaling::AutoScalingGroup` in the catalogue; it is made after its launch template.
  static let service = Service(declaration, settings: GroupSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    AutoScalingGroup(
      try GroupTerms(settings, at: site), try GroupPlan(settings, at: site), label: site.label,
      in: site.world)
  }

  /// The group that a property names.
  static func named(
    _ reference: Reference?, at site: Site
  ) throws(InputError) -> AutoScalingGroup {
    let node = try site.node(
      required: reference, "AutoScalingGroupName", as: "an Auto Scaling group")
    guard let group = node as? AutoScalingGroup else {
      throw site.slip(reference, "\(node.label) is no Auto Scaling group")
    }
    return group
  }
}
