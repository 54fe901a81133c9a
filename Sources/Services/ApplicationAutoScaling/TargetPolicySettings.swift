import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ApplicationAutoScaling::ScalingPolicy`.
struct TargetPolicySettings: Settings {
  /// What a step policy does.
  struct Steps: Settings {
    var adjustment: String?
    var least: Int64?
    var cooldown = usualCooldown
    var steps: [StepSettings] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "AdjustmentType", &adjustment,
        "`ChangeInCapacity`, `ExactCapacity` or `PercentChangeInCapacity`.")
      try visitor.visit(
        "MinAdjustmentMagnitude", &least, in: 1...ContainerServiceSettings.most,
        "The least change that a percentage makes.")
      try visitor.seconds("Cooldown", &cooldown, in: 0...86_400, "How long it pauses [s].")
      try visitor.list("StepAdjustments", &steps, "What is done how far off.")
      visitor.ignored("MetricAggregationType")
    }
  }

  /// What a target-tracking policy does.
  struct Tracking: Settings {
    var tracking = TrackingSettings()
    var afterGrowth = usualCooldown
    var afterShrinking = usualCooldown

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try tracking.walk(&visitor)
      try visitor.seconds(
        "ScaleOutCooldown", &afterGrowth, in: 0...86_400, "How long it pauses after adding [s].")
      try visitor.seconds(
        "ScaleInCooldown", &afterShrinking, in: 0...86_400,
        "How long it pauses after taking away [s].")
    }
  }

  /// The pause that AWS has for ECS services.
  static let usualCooldown = TimeSpan.seconds(300)

  var target: Reference?
  var resource: Reference?
  var dimension: String?
  var kind = "StepScaling"
  var steps: Steps?
  var tracking: Tracking?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("ScalingTargetId", &target, "The scalable target.")
    try visitor.reference(
      "ResourceId", &resource, "What is scaled: service/CLUSTER/SERVICE or table/NAME.")
    try visitor.visit(
      "ScalableDimension", &dimension, "What of it: `ecs:service:DesiredCount`, …")
    try visitor.choice(
      "PolicyType", &kind, among: ["StepScaling", "TargetTrackingScaling", "PredictiveScaling"],
      "How it scales.")
    try visitor.group("StepScalingPolicyConfiguration", &steps, "What a step policy does.")
    try visitor.group(
      "TargetTrackingScalingPolicyConfiguration", &tracking, "What a policy tracks.")
    visitor.notYet("PredictiveScalingPolicyConfiguration", "it does nothing")
    visitor.ignored("PolicyName", "ServiceNamespace")
  }

  /// The pauses of the policy; AWS has none for tables where nobody asks for them.
  func cooldowns(of resource: ScaledResource, at site: Site) -> ScalingCooldowns.Lengths {
    if let tracking {
      let given = site.properties["TargetTrackingScalingPolicyConfiguration"]
      func pause(_ name: String, _ length: TimeSpan) -> TimeSpan {
        resource.isTable && given?[name] == nil ? .zero : length
      }
      return ScalingCooldowns.Lengths(
        afterGrowth: pause("ScaleOutCooldown", tracking.afterGrowth),
        afterShrinking: pause("ScaleInCooldown", tracking.afterShrinking))
    }
    let pause = steps?.cooldown ?? Self.usualCooldown
    return ScalingCooldowns.Lengths(afterGrowth: pause, afterShrinking: pause)
  }

  /// What the policy does; nil, with a remark, where that is not modelled.
  func rule(of resource: ScaledResource, at site: Site) throws(InputError) -> TargetPolicy.Rule? {
    switch kind {
    case "StepScaling":
      guard !resource.isTable else {
        throw InputError(
          "\(site.label) scales in steps, and what is provisioned of a table only tracks a target",
          remedy: "set PolicyType to TargetTrackingScaling", at: site.properties.place)
      }
      guard let steps else { throw Self.lacking("StepScalingPolicyConfiguration", at: site) }
      let adjustment = try ScalingSettings.adjustment(
        steps.adjustment, least: steps.least, at: site)
      return .steps(try ScalingSettings.steps(steps.steps, adjustment, at: site))
    case "TargetTrackingScaling":
      guard let tracking = tracking?.tracking else {
        throw Self.lacking("TargetTrackingScalingPolicyConfiguration", at: site)
      }
      let factor = site.world.calibration.real(ScalingParameters.serviceLowFactor)
      let metric = try TrackingMetric(
        tracking,
        among: resource.isOfReads.map { TrackingMetric.ofTables(reading: $0) }
          ?? TrackingMetric.ofServices, of: resource.name, index: resource.index, at: site)
      return .tracking(
        try TargetTracker(
          try ScalingSettings.tracking(tracking, lowFactor: factor, at: site), of: metric,
          highPeriods: resource.isTable ? 2 : 3, at: site))
    default:
      site.note("predictive scaling is not modelled: \(site.label) does nothing")
      return nil
    }
  }

  private static func lacking(_ property: String, at site: Site) -> InputError {
    InputError(
      "\(site.label) has no \(property)", remedy: "say what the policy does",
      at: site.properties.place)
  }
}
