import Blueprints
import Documents
import Kernel

/// The properties of `AWS::AutoScaling::AutoScalingGroup`.
struct GroupSettings: Settings {
  /// A type of instance that takes the place of the template's.
  struct Override: Settings {
    var type: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("InstanceType", &type, "The type of instance.")
      visitor.notYet("WeightedCapacity", "every instance counts as one")
      visitor.notYet("LaunchTemplateSpecification", "all use the template of the policy")
      visitor.notYet("InstanceRequirements", "name the InstanceType")
      visitor.ignored("ImageId")
    }
  }

  /// A launch template with the types that may take the place of its own.
  struct MixedTemplate: Settings {
    var template: TemplateReference?
    var overrides: [Override] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group("LaunchTemplateSpecification", &template, "The launch template.")
      try visitor.list(
        "Overrides", &overrides, "Types of instance, the preferred one first, which is used.")
    }
  }

  /// Several types of instance.
  struct Mixed: Settings {
    var template: MixedTemplate?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group("LaunchTemplate", &template, "The template and types of instance.")
      visitor.notYet("InstancesDistribution", "all instances are on demand, of the first type")
    }
  }

  /// How far the number of instances may deviate while some are replaced.
  struct Maintenance: Settings {
    var minimum: Int64?
    var maximum: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MinHealthyPercentage", &minimum, in: 0...100, "How many percent are kept in service.")
      try visitor.visit(
        "MaxHealthyPercentage", &maximum, in: 100...200, "How many percent may be there.")
    }
  }

  /// The most instances of a group.
  static let most: Int64 = 10_000

  var minimum: Int64?
  var maximum: Int64?
  var desired: Int64?
  var cooldown = TimeSpan.seconds(300)
  var warmUp: Int64?
  var grace = TimeSpan.zero
  var healthCheck: String?
  var template: TemplateReference?
  var mixed: Mixed?
  var zones: Document?
  var subnets: Document?
  var targets: [String] = []
  var terminationPolicies: [String] = []
  var lifetime = TimeSpan.zero
  var isProtected = false
  var maintenance: Maintenance?
  var hooks: [HookSettings] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    let sizes = 0...Self.most
    try visitor.visit("MinSize", &minimum, in: sizes, "The fewest instances.")
    try visitor.visit("MaxSize", &maximum, in: sizes, "The most instances.")
    try visitor.visit(
      "DesiredCapacity", &desired, in: sizes, "How many instances there are at first.")
    try visitor.group("LaunchTemplate", &template, "What instances are like.")
    try visitor.group("MixedInstancesPolicy", &mixed, "What instances of several types are like.")
    try visitor.document("AvailabilityZones", &zones, "The availability zones.")
    try visitor.document("VPCZoneIdentifier", &subnets, "The subnets, one in each zone.")
    try visitor.words("TargetGroupARNs", &targets, "Where instances sign up for requests.")
    try walkHealth(&visitor)
    try visitor.words(
      "TerminationPolicies", &terminationPolicies, "By what the instance is chosen that goes.")
    try visitor.visit(
      "NewInstancesProtectedFromScaleIn", &isProtected,
      "Whether policies and schedules take no instance away.")
    try visitor.list("LifecycleHookSpecificationList", &hooks, "Who is waited for.")
    walkRest(&visitor)
  }

  private mutating func walkHealth(
    _ visitor: inout some SettingVisitor
  ) throws(InputError) {
    try visitor.seconds(
      "Cooldown", &cooldown, in: 0...86_400, "How long simple policies pause [s].")
    try visitor.visit(
      "DefaultInstanceWarmup", &warmUp, in: -1...86_400,
      "How long a new instance does not count in metrics [s]; -1 as if it were left out.")
    try visitor.seconds(
      "HealthCheckGracePeriod", &grace, in: 0...86_400,
      "For how long load balancers may find a new instance unhealthy [s].")
    try visitor.visit(
      "HealthCheckType", &healthCheck,
      "EC2, ELB, EBS, VPC_LATTICE or several with commas: who has to find an instance healthy.")
    try visitor.seconds(
      "MaxInstanceLifetime", &lifetime, in: 0...31_536_000,
      "After how long an instance is replaced, a day at least [s].")
    try visitor.group(
      "InstanceMaintenancePolicy", &maintenance,
      "How far the number of instances may deviate while some are replaced.")
  }

  private func walkRest(_ visitor: inout some SettingVisitor) {
    visitor.notYet("LaunchConfigurationName", "use a launch template")
    visitor.notYet("InstanceId", "use a launch template")
    visitor.notYet("LoadBalancerNames", "classic load balancers do not exist here")
    visitor.notYet("NotificationConfigurations", "nobody is told; EventBridge hears of everything")
    visitor.notYet("CapacityRebalance", "Spot instances of groups are not interrupted")
    visitor.notYet("TrafficSources", "use TargetGroupARNs")
    visitor.ignored(
      "AutoScalingGroupName", "MetricsCollection", "Tags", "ServiceLinkedRoleARN",
      "PlacementGroup", "Context", "DesiredCapacityType", "NotificationConfiguration",
      "AvailabilityZoneDistribution", "CapacityReservationSpecification",
      "AvailabilityZoneImpairmentPolicy", "SkipZonalShiftValidation")
  }

  /// How many availability zones there are.
  var zoneCount: Int {
    func count(_ document: Document?) -> Int {
      guard let document else { return 0 }
      let commas = document.text.map { $0.split(separator: ",").count }
      return document.list?.count ?? commas ?? 0
    }
    return max(1, count(subnets), count(zones))
  }

  /// The policies by which the instance is chosen that goes.
  func policies(of label: String, at place: Place) throws(InputError) -> [TerminationPolicy] {
    var policies: [TerminationPolicy] = []
    let words = TerminationPolicy.allCases.map { $0.rawValue }
    for word in terminationPolicies {
      guard let policy = TerminationPolicy(rawValue: word) else {
        let near = Suggestion.nearest(to: word, among: words)
        throw InputError(
          "\(word) of \(label) is no termination policy",
          remedy: near.map { "did you mean \($0)?" } ?? "choose \(words.joined(separator: " or "))",
          at: place)
      }
      policies.append(policy)
    }
    return policies.isEmpty ? [.standard] : policies
  }
}
