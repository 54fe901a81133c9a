import Blueprints
import Kernel
import Measures

extension Schedule {
  private static let guide = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/"

  /// An invocation; the free tier gives 14 million a month.
  static let invocation = Price(
    "Scheduler invocations", microdollars: 1_000_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/eventbridge/pricing/")
  ).free(14_000_000).billed(by: "EventBridge")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Scheduler::Schedule", title: "EventBridge schedule",
      summary: "Invokes a target at the times of an expression.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:scheduler:{region}:{account}:schedule/default/{name}",
        nameProperty: "Name"))
    declaration.emblem = .clock
    declaration.authority = .role([["Target", "RoleArn"]])
    declaration.keyPath = ["KmsKeyArn"]
    declaration.prices = [invocation, EncryptionCalls.price]
    declaration.measures = ScheduleMeters.all
    declaration.limits = [
      Limit(
        ScheduleParameters.invocationRate.name, .account,
        "Invocations of all schedules that begin in a second; more of them wait.",
        source: .documented(guide + "scheduler-quotas.html"))
    ]
    declaration.faults = [Fault(.stop, "Invokes nothing, as while its state is DISABLED.")]
    declaration.actions = [
      .init(.enable, "Invokes its target at the times that are still to come."),
      .init(.disable, "Invokes nothing from then on; what is on its way is still tried again."),
    ]
    declaration.parameters = ScheduleParameters.all
    return declaration
  }()
}
