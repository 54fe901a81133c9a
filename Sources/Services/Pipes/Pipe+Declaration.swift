import Blueprints
import Kernel
import Measures

extension Pipe {
  private static let guide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"

  /// One record that passed the filter, for each 64 KB of it.
  static let request = Price(
    "EventBridge Pipes requests", microdollars: 400_000, per: 1_000_000,
    source: .measured("https://cloudburn.io, March 2026"))

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Pipes::Pipe", title: "EventBridge pipe",
      summary:
        "Brings the records of a queue or a stream to a target: filtered, enriched, changed.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:pipes:{region}:{account}:pipe/{name}",
        nameProperty: "Name"))
    declaration.emblem = .pipe
    declaration.authority = .role([["RoleArn"]])
    declaration.keyPath = ["KmsKeyIdentifier"]
    declaration.inlets = [
      Inlet(
        "Execute", "Takes a record that passed the filter, counted by 64 KB.", permission: nil,
        price: request, isCalled: false)
    ]
    declaration.metrics = MetricAddress("AWS/EventBridge/Pipes", by: "PipeName")
    declaration.measures = PipeMeters.all
    declaration.limits = [
      Limit(
        queueConcurrency.name, .resource,
        "Executions at once of a pipe that reads a queue; more messages wait in it.",
        source: queueConcurrency.entries[0].source),
      Limit(
        executions.name, .account,
        "Executions at once of all pipes; more of them wait.",
        source: executions.entries[0].source),
    ]
    declaration.faults = [Fault(.stop, "The pipe is stopped and reads nothing.")]
    declaration.actions = [
      .init(.enable, "StartPipe: it reads from then on."),
      .init(.disable, "StopPipe: it reads nothing from then on; what runs is not touched."),
    ]
    declaration.parameters = parameters + [EncryptionCalls.holderReuse]
    declaration.prices = [EncryptionCalls.price]
    return declaration
  }()

  static let parameters = [
    queueConcurrency, executions, executionTime, delivery, EventSourceMapping.pickup,
    EventSourceMapping.fifoPickup, EventSourceMapping.throttleDelay,
    EventSourceMapping.throttleCap, EventSourceMapping.longPoll, EventSourceMapping.firstPollers,
    EventSourceMapping.retryDelay,
  ]

  static let queueConcurrency = Parameter(
    "pipes.queueConcurrency", .count(1_250), in: .limit,
    "Executions at once of a pipe that reads a queue. How fast it gets there is not published, and "
      + "it may have them at once here.",
    source: .documented(guide + "eb-pipes-batching-concurrency.html")
  ).ideally(.count(.max))

  static let executions = Parameter(
    "pipes.executions", .count(3_000), in: .limit,
    "Executions at once of all pipes of an account; set by the region.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let executionTime = Parameter(
    "pipes.executionTime", .span(.minutes(5)), in: .lengths(.seconds(1) ... .days(1)),
    "The longest time of an execution, its enrichment and its target included.",
    source: .documented(guide + "eb-pipes-batching-concurrency.html"))

  static let delivery = Parameter(
    "pipes.delivery", .time(.lognormal(.init(median: 15e6, p99: 100e6))), in: .anyLength,
    "How long a pipe takes to hand a batch to a target that runs no code.",
    source: .assumption("no percentiles are published; as a call of such a service takes")
  ).ideally(.span(.zero))

  /// The quota of a region.
  static func executions(in region: String) -> Int64 {
    ["us-east-1", "us-west-2", "eu-west-1"].contains(region) ? 3_000 : 1_000
  }
}
