import Blueprints
import Kernel

/// What no template says of Auto Scaling groups.
enum AutoScalingParameters {
  static let all = [reaction, healthCheck, notice]

  static let reaction = Parameter(
    "autoscaling.reaction", .time(.uniform(.init(minimum: 1e9, maximum: 15e9))), in: .anyLength,
    "From a change of what is wanted to the launch or termination of instances.",
    source: .assumption(
      "not published; activities of groups begin some seconds after the cause that they name")
  ).ideally(.span(.zero))

  static let healthCheck = Parameter(
    "autoscaling.healthCheck", .span(.seconds(30)), in: .lengths(.seconds(1) ... .hours(1)),
    "How often a group asks whether its instances are healthy.",
    source: .assumption("AWS says periodically"))

  static let notice = Parameter(
    "autoscaling.notice", .time(.lognormal(.init(median: 200e6, p99: 2e9))), in: .anyLength,
    "From a change in a group to its event on the default bus.",
    source: .assumption("not published; taken as for other notifications between services")
  ).ideally(.span(.zero))
}
