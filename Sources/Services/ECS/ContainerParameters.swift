import Blueprints
import Kernel

/// What no template says of ECS services on Fargate.
enum ContainerParameters {
  static let all = [start, boot, stop, reaction, healthCheck, QueueWorkers.receiving]

  static let start = Parameter(
    "ecs.start", .time(.lognormal(.init(median: 32e9, p99: 75e9))), in: .anyLength,
    "From the order of a task on Fargate until its containers run, the pull of the image included.",
    source: .measured(
      "https://www.vladionescu.me/posts/scaling-containers-on-aws-in-2022/: the first of many "
        + "tasks ran after 30 s; how it varies, and grows with the image, is assumed"))

  static let boot = Parameter(
    "ecs.boot", .time(.lognormal(.init(median: 3e9, p99: 15e9))), in: .anyLength,
    "How long it takes from there until what a task serves is up.",
    source: .assumption("it depends on the software alone"))

  static let stop = Parameter(
    "ecs.stop", .time(.uniform(.init(minimum: 1e9, maximum: 10e9))), in: .anyLength,
    "How long a task takes to be gone once nothing is worked on.",
    source: .assumption("AWS publishes no figures"))

  static let reaction = Parameter(
    "ecs.reaction", .time(.uniform(.init(minimum: 1e9, maximum: 10e9))), in: .anyLength,
    "From a change of the desired count to the start or stop of tasks.",
    source: .assumption("AWS publishes no figures")
  ).ideally(.span(.zero))

  static let healthCheck = Parameter(
    "ecs.healthCheck", .span(.seconds(10)), in: .lengths(.seconds(1) ... .hours(1)),
    "How often a service asks whether its tasks are healthy.",
    source: .assumption("AWS publishes no figures"))
}
