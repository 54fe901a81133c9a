import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ECS::Service`.
struct ContainerServiceSettings: Settings {
  /// A target group in which tasks sign up.
  struct Balancer: Settings {
    var target: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TargetGroupArn", &target, "Where tasks sign up for requests.")
      visitor.notYet("LoadBalancerName", "classic load balancers do not exist here")
      visitor.ignored("ContainerName", "ContainerPort", "AdvancedConfiguration")
    }
  }

  /// How far the number of tasks may deviate while some are replaced.
  struct Deployment: Settings {
    var minimum: Int64?
    var maximum: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MinimumHealthyPercent", &minimum, in: 0...100, "How many percent are kept running.")
      try visitor.visit(
        "MaximumPercent", &maximum, in: 100...200, "How many percent may run.")
      visitor.ignored(
        "Alarms", "BakeTimeInMinutes", "CanaryConfiguration", "DeploymentCircuitBreaker",
        "LifecycleHooks", "LinearConfiguration", "Strategy")
    }
  }

  /// Where tasks are.
  struct Network: Settings {
    var configuration: Document?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.document(
        "AwsvpcConfiguration", &configuration,
        "The `Subnets` of tasks, one in each zone; `AssignPublicIp`, which is paid for.")
    }

    /// Whether each task has an address on the internet.
    var hasPublicAddress: Bool { configuration?["AssignPublicIp"]?.text == "ENABLED" }
  }

  /// The most tasks of a service.
  static let most: Int64 = 5_000

  var definition: Reference?
  var desired: Int64 = 1
  var launchType = "FARGATE"
  var balancers: [Balancer] = []
  var grace = TimeSpan.zero
  var deployment: Deployment?
  var network: Network?
  var strategy = "REPLICA"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("TaskDefinition", &definition, "What tasks are.")
    try visitor.visit(
      "DesiredCount", &desired, in: 0...Self.most, "How many tasks there are at first.")
    try visitor.choice(
      "LaunchType", &launchType, among: ["FARGATE", "EC2", "EXTERNAL"],
      "Where tasks run; all are modelled as on Fargate.")
    try visitor.list("LoadBalancers", &balancers, "Where tasks sign up for requests.")
    try visitor.seconds(
      "HealthCheckGracePeriodSeconds", &grace, in: 0...2_147_483_647,
      "For how long load balancers may find a new task unhealthy [s].")
    try visitor.group(
      "DeploymentConfiguration", &deployment,
      "How far the number of tasks may deviate while some are replaced.")
    try visitor.group("NetworkConfiguration", &network, "Where tasks are.")
    try visitor.choice(
      "SchedulingStrategy", &strategy, among: ["REPLICA", "DAEMON"],
      "Whether there are as many tasks as are wanted.")
    visitor.notYet("CapacityProviderStrategy", "tasks run on Fargate, and not on Spot")
    visitor.notYet("ServiceConnectConfiguration", "who calls the service calls it directly")
    visitor.ignored(
      "AvailabilityZoneRebalancing", "Cluster", "DeploymentController", "EnableECSManagedTags",
      "EnableExecuteCommand", "ForceNewDeployment", "PlacementConstraints", "PlacementStrategies",
      "PlatformVersion", "PropagateTags", "Role", "ServiceName", "ServiceRegistries", "Tags",
      "VolumeConfigurations", "VpcLatticeConfigurations")
  }

  /// What the service goes by.
  var terms: GroupTerms {
    var terms = GroupTerms(0...Self.most, desired: desired)
    let subnets = network?.configuration?["Subnets"]
    terms.zoneCount = max(1, subnets?.list?.count ?? 1)
    // ECS starts the replacement of an unhealthy task first, where that many may run.
    terms.limits = ReplacementLimits(
      minimum: deployment?.minimum ?? 100, maximum: deployment?.maximum ?? 200)
    terms.policies = []
    terms.grace = grace
    terms.asksBalancers = true
    return terms
  }
}
