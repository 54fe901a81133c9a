import Documents
import Reports
import Studies

/// Finds the cheapest settings that meet every goal, and says what of it is proven.
enum PlanCommand {
  static let minimize = Option(
    "minimize", "PHRASE", .text,
    "Makes another figure least than the cost, as \"mean of latency Shop to Ship\".")
  static let maximize = Option(
    "maximize", "PHRASE", .text, "Makes a figure greatest instead, as \"goodput of Shop\".")
  static let monotone = Option(
    "monotone", "PATH", .text,
    "Declares that more of a setting never makes a goal worse, nor anything cheaper or better."
  ).repeatable
  static let out = Option(
    "out", "DIR", .text, "Writes the report to DIR/plan instead of reports/SCENARIO/plan.")
  static let design = Option(
    RunCommand.design.name, "NAME", .text, "Plans another design than the first.")

  static let command = Command(
    name: "plan", summary: "Finds the cheapest settings that meet every goal.",
    argument: .required("SCENARIO"),
    options: [
      StudyOptions.vary, minimize, maximize, PlanOptions.confidence, PlanOptions.indifference,
      monotone,
      PlanOptions.budget, design, StudyOptions.study, RunCommand.seed, ScenarioLoader.set,
      ScenarioLoader.parameter, out, CompareCommand.format, StudyProgress.option,
      Invocation.cores, RunCommand.quiet,
    ],
    refusals: [ShardChoice.refusal(of: "plan")], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      return try plan(PlanOrder(invocation), invocation)
    } catch {
      return invocation.outside.refuse(error)
    }
  }

  /// Names what a study says and no plan reads.
  private static func remark(on order: PlanOrder, _ invocation: Invocation) {
    guard let (file, keys) = order.unread, !keys.isEmpty, !invocation.has(RunCommand.quiet) else {
      return
    }
    let outside = invocation.outside
    outside.errors.write(
      "\(outside.errorInk.unsure("note:")) \(file): \(keys.joined(separator: ", ")) of it are for"
        + " spillway sweep; a plan reads none of them\n")
  }

  private static func plan(
    _ order: PlanOrder, _ invocation: Invocation
  ) throws(InputErrors) -> ExitCode {
    remark(on: order, invocation)
    let desk = PlanDesk(command.name, of: order.study.scenario, invocation)
    var runs = try SteppedRuns(
      order.study, on: order.bench, into: desk.path, asking: order.question, invocation)
    var search = PlanSearch(order.question)
    let found = try search.plan { (keys) throws(InputErrors) in try runs.run(keys) }
    guard let plan = found else { return try runs.interrupt() }
    if let imbalance = runs.imbalance { return invocation.outside.confess(imbalance) }
    try desk.hand(out: Report(on: PlannedStudy(order.study, plan)), runs: plan.runs)
    try runs.finish()
    return plan.answer == nil ? .missed : .done
  }
}
