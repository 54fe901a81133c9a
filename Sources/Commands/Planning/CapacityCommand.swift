import Documents
import Kernel
import Reports
import Scenarios
import Studies

/// Finds the largest load that a design carries within its goals, and what gives out first.
enum CapacityCommand {
  static let load = Option(
    "of", "PATH", .text,
    "Says which load: else the first client's first spike, or its rate, or its users.")
  static let from = Option("from", "LOAD", .text, "Tries no less; else a hundredth of what it is.")
  static let to = Option("to", "LOAD", .text, "Tries no more; else ten times what it is.")
  static let within = Option(
    "within", "SHARE", .text, "Says how far apart two loads lie that are tried; else 5 %.")
  static let replications = Option(
    RunCommand.replications.name, "N", .count(5...1_000),
    "Runs each load so often before anything is decided; else 10 times.")
  static let out = Option(
    "out", "DIR", .text, "Writes the report to DIR/capacity instead of reports/SCENARIO/capacity.")

  static let command = Command(
    name: "capacity", summary: "Finds the largest load that a design carries within its goals.",
    argument: .required("SCENARIO"),
    options: [
      load, from, to, within, replications, PlanOptions.confidence, PlanOptions.indifference,
      PlanOptions.budget, PlanCommand.design, RunCommand.seed, ScenarioLoader.set,
      ScenarioLoader.parameter, out, CompareCommand.format, StudyProgress.option,
      Invocation.cores, RunCommand.quiet,
    ],
    refusals: [ShardChoice.refusal(of: "capacity")], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      return try capacity(CapacityOrder(invocation), invocation)
    } catch {
      return invocation.outside.refuse(error)
    }
  }

  private static func capacity(
    _ order: CapacityOrder, _ invocation: Invocation
  ) throws(InputErrors) -> ExitCode {
    let desk = PlanDesk(command.name, of: order.study.scenario, invocation)
    var runs = try SteppedRuns(
      order.study, on: order.bench, into: desk.path, asking: order.question, invocation)
    var search = CapacitySearch(
      order.question, first: order.first, doubling: order.scale.doubling)
    let found = try search.capacity { (keys) throws(InputErrors) in try runs.run(keys) }
    guard let capacity = found else { return try runs.interrupt() }
    var study = LoadedStudy(order.study, capacity)
    if let least = capacity.least {
      let setup = try order.bench.setup(at: least.point)
      let result = try Simulation.run(
        setup.scenario, setup.design, replication: least.missing ?? 0,
        catalogue: invocation.catalogue,
        watch: Watch(isCancelled: invocation.outside.isInterrupted))
      if invocation.outside.isInterrupted() { return try runs.interrupt() }
      study.tell(of: result)
    }
    if let imbalance = runs.imbalance { return invocation.outside.confess(imbalance) }
    try desk.hand(out: Report(on: study), runs: capacity.runs)
    try runs.finish()
    return capacity.most == nil ? .missed : .done
  }
}
