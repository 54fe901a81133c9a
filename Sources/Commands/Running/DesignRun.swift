import Blueprints
import Documents
import Kernel
import Reports
import Scenarios
import Studies

/// One design, run and reported.
struct DesignRun {
  private let design: Design
  private let loader: ScenarioLoader
  private let invocation: Invocation
  private var outside: Outside { invocation.outside }
  private var scenario: Scenario { loader.scenario }

  init(_ design: Design, _ loader: ScenarioLoader, _ invocation: Invocation) {
    self.design = design
    self.loader = loader
    self.invocation = invocation
  }

  /// Runs it, writes the files, shows the report; whether the goals were met.
  func perform() throws(InputErrors) -> ExitCode {
    let begin = outside.clock()
    let progress = Progress(
      outside, of: scenario, isQuiet: invocation.has(RunCommand.quiet))
    let interrupted = outside.isInterrupted
    var runs = try Replications.run(
      scenario, design, catalogue: invocation.catalogue, by: invocation.crew,
      watch: progress.watch)
    if invocation.has(RunCommand.trace), !interrupted() {
      runs[0] = try RemarkableRun.run(
        scenario, design, catalogue: invocation.catalogue,
        watch: Watch(progress: { progress.update(0, at: $0) }, isCancelled: interrupted))
    }
    progress.clear()
    if outside.isInterrupted() { return .interrupted }
    let wall = TimeSpan(nanoseconds: outside.clock() - begin)
    if let imbalance = runs.flatMap({ $0.imbalances }).first { return outside.confess(imbalance) }
    let verdicts = GoalVerdict.all(of: scenario, design, runs)
    var subject = loader.subject(of: design, runs, verdicts)
    subject.certainty = scenario.precision.map {
      Certainty(of: verdicts, asking: $0, sharing: verdicts.count)
    }
    let report = Report(on: subject)
    let folder = folder
    try ReportDesk(invocation).hand(out: report, into: folder, runs, wall)
    return verdicts.allSatisfy { $0.outcome == .met } ? .done : .missed
  }

  private var folder: ReportFolder {
    ReportFolder(
      invocation.value(RunCommand.out) ?? "reports/\(loader.file.report)", design: design.name,
      isFirst: design.name == scenario.designs.first?.name)
  }
}
