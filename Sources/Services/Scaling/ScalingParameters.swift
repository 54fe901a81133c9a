import Blueprints

/// What no template says of policies that scale.
enum ScalingParameters {
  /// Below which part of its target a policy of an Auto Scaling group takes instances away.
  static let groupLowFactor = Parameter(
    "autoscaling.lowFactor", .real(0.9), in: .shares,
    "Below which part of the target the low alarm of a target tracking policy lies.",
    source: .assumption(
      "not published; alarms seen in accounts lie at 0.9 and, of newer groups of EC2, at 0.7"))

  /// How long a policy of an Auto Scaling group waits before it takes more instances away.
  static let groupShrinkPause = Parameter(
    "autoscaling.scaleInPause", .span(.seconds(300)), in: .lengths(.zero ... .hours(24)),
    "How long a target tracking policy waits, once it took instances away, before it takes more.",
    source: .assumption(
      "AWS says that it scales in gradually; as the usual pause of Application Auto Scaling"))

  /// Below which part of its target a policy of Application Auto Scaling takes tasks away.
  static let serviceLowFactor = Parameter(
    "applicationAutoScaling.lowFactor", .real(0.9), in: .shares,
    "Below which part of the target the low alarm of a target tracking policy lies.",
    source: .assumption("not published; alarms seen in accounts lie at 0.9: 36 for 40, 63 for 70"))
}
