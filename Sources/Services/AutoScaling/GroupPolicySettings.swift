import Blueprints
import Documents
import Kernel

/// The properties of `AWS::AutoScaling::ScalingPolicy`.
struct GroupPolicySettings: Settings {
  static let kinds = ["SimpleScaling", "StepScaling", "TargetTrackingScaling", "PredictiveScaling"]

  var group: Reference?
  var kind = "SimpleScaling"
  var adjustment: String?
  var amount: Int64?
  var least: Int64?
  var cooldown: Int64?
  var warmUp: Int64?
  var steps: [StepSettings] = []
  var tracking: TrackingSettings?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("AutoScalingGroupName", &group, "The group.")
    try visitor.choice("PolicyType", &kind, among: Self.kinds, "How it scales.")
    try visitor.visit(
      "AdjustmentType", &adjustment,
      "`ChangeInCapacity`, `ExactCapacity` or `PercentChangeInCapacity`.")
    try visitor.visit(
      "ScalingAdjustment", &amount, in: ScalingSettings.amounts,
      "By how many instances or percent a simple policy changes the capacity.")
    try visitor.visit(
      "MinAdjustmentMagnitude", &least, in: 1...GroupSettings.most,
      "The least change that a percentage makes.")
    try visitor.visit(
      "Cooldown", &cooldown, in: 0...86_400,
      "How long a simple policy pauses [s]; as the group's if left out.")
    try visitor.visit(
      "EstimatedInstanceWarmup", &warmUp, in: 0...86_400,
      "After how long an instance counts in the metric [s]; as the group's if left out.")
    try visitor.list("StepAdjustments", &steps, "What a step policy does how far off.")
    try visitor.group("TargetTrackingConfiguration", &tracking, "What a policy tracks.")
    visitor.notYet("PredictiveScalingConfiguration", "it does nothing")
    visitor.ignored("PolicyName", "MetricAggregationType")
  }
}

extension GroupPolicySettings {
  /// What a policy of a group does; nil, with a remark, where that is not modelled.
  func rule(
    of group: AutoScalingGroup, at site: Site
  ) throws(InputError) -> GroupPolicy.Rule? {
    switch kind {
    case "TargetTrackingScaling": return .tracking(try tracker(at: site))
    case "StepScaling":
      let adjustment = try ScalingSettings.adjustment(adjustment, least: least, at: site)
      return .steps(try ScalingSettings.steps(steps, adjustment, at: site))
    case "SimpleScaling":
      guard let amount else {
        throw InputError(
          "\(site.label) has no ScalingAdjustment", remedy: "say by how much the capacity changes",
          at: site.properties.place)
      }
      let adjustment = try ScalingSettings.adjustment(adjustment, least: least, at: site)
      return .simple(
        SimpleScaling(adjustment: adjustment, amount: amount),
        pause: cooldown.map { .seconds($0) } ?? group.group.terms.cooldown)
    default:
      site.note("predictive scaling is not modelled: \(site.label) does nothing")
      return nil
    }
  }

  private func tracker(at site: Site) throws(InputError) -> TargetTracker {
    guard let tracking else {
      throw InputError(
        "\(site.label) has no TargetTrackingConfiguration",
        remedy: "give a metric and a TargetValue", at: site.properties.place)
    }
    let factor = site.world.calibration.real(ScalingParameters.groupLowFactor)
    return try TargetTracker(
      try ScalingSettings.tracking(tracking, lowFactor: factor, at: site),
      of: try TrackingMetric(
        tracking, among: TrackingMetric.ofGroups, of: group?.text ?? "", at: site), at: site)
  }
}
