import Blueprints
import Documents
import Measures

extension ContainerService {
  /// The metrics of Container Insights, and what else is counted.
  static let measures = GroupMeasures(
    desired: Measure(
      "DesiredTaskCount", .gauge, in: .count, role: .concurrency,
      "Tasks that the service tries to have."),
    inService: Measure(
      "RunningTaskCount", .gauge, in: .count, role: .concurrency,
      "Tasks that run, those included whose software is not up yet."),
    pending: Measure(
      "PendingTaskCount", .gauge, in: .count, role: .concurrency,
      "Tasks that do not run yet."),
    terminating: Measure(
      "StoppingTaskCount", .gauge, in: .count, role: .concurrency,
      "Tasks that are being stopped."),
    launches: Measure("TasksStarted", .count, in: .count, "Tasks that were started."),
    terminations: Measure("TasksStopped", .count, in: .count, "Tasks that were stopped."),
    replacements: Measure(
      "TasksReplaced", .count, in: .count, role: .failure,
      "Of them, those that were lost or unhealthy."))

  static let declaration: Declaration = {
    let arn = "arn:{partition}:ecs:{region}:{account}:service/{Cluster.name}/{name}"
    var declaration = Declaration(
      type: "AWS::ECS::Service", title: "ECS service",
      summary: "Keeps as many tasks on Fargate as are wanted, and replaces those that are lost.",
      identity: Identity(
        ref: arn, arn: arn, attributes: [("Name", "{name}"), ("ServiceArn", arn)],
        nameProperty: "ServiceName"))
    declaration.emblem = .server
    declaration.authority = .role([["TaskDefinition", "TaskRoleArn"]])
    declaration.segments = .code(origin: "AWS::ECS::Container")
    declaration.inlets = [
      Inlet("Request", "Sends a request to a task and gets its answer.", permission: nil)
    ]
    declaration.entry = "Request"
    declaration.metrics = MetricAddress(
      "AWS/ECS", by: "ServiceName", only: [Fleet.utilization.name])
    let counts = [measures.desired, measures.inService, measures.pending].map { $0.name }
    declaration.furtherMetrics = [
      // Metrics of a service name its cluster too.
      MetricAddress("AWS/ECS", by: "ClusterName", only: []),
      MetricAddress("ECS/ContainerInsights", by: "ServiceName", only: counts),
      MetricAddress("ECS/ContainerInsights", by: "ClusterName", only: []),
    ]
    declaration.measures = measures.all + Fleet.measures
    declaration.faults = MachineGroup.faults
    declaration.parameters = ContainerParameters.all
    declaration.prices = TaskBill.prices + [PublicAddress.price]
    return declaration
  }()

  /// `AWS::ECS::Service` in the catalogue.
  static let service = Service(declaration, settings: ContainerServiceSettings.self) {
    (settings, site) throws(InputError) in
    if settings.strategy == "DAEMON" {
      site.note("\(site.label) has as many tasks as DesiredCount says, and not one on each host")
    }
    return ContainerService(
      settings, try FleetBehavior(site.behavior, of: site.label), label: site.label,
      in: site.world)
  }
}
