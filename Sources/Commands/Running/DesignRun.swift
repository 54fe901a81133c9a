import Blueprints
import Documents
import Kernel
import Measures
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
    let progress = Progress(outside, of: scenario)
    let interrupted = outside.isInterrupted
    let runs = try Replications.run(
      scenario, design, catalogue: invocation.catalogue,
      watch: .init(progress: { progress.update($0, at: $1) }, isCancelled: interrupted))
    progress.clear()
    if outside.isInterrupted() { return .interrupted }
    let wall = TimeSpan(nanoseconds: outside.clock() - begin)
    if let imbalance = runs.flatMap({ $0.imbalances }).first { return outside.confess(imbalance) }
    let verdicts = GoalVerdict.all(of: scenario, design, runs)
    let report = Report(on: subject(runs, verdicts))
    do throws(InputError) {
      let folder = folder
      try folder.write(report, outside)
      show(report)
      tell(runs, wall, folder)
    } catch {
      throw InputErrors(error)
    }
    return verdicts.allSatisfy { $0.outcome == .met } ? .done : .missed
  }

  private var folder: ReportFolder {
    ReportFolder(
      invocation.value(RunCommand.out) ?? "reports/\(loader.file.report)", design: design.name,
      isFirst: design.name == scenario.designs.first?.name)
  }

  private func subject(_ runs: [RunResult], _ verdicts: [GoalVerdict]) -> Subject {
    var subject = Subject(
      title: scenario.title ?? loader.file.report, design: design.name, runs: runs)
    subject.verdicts = verdicts.map { Verdict($0) }
    subject.changes = [ScenarioLoader.set, ScenarioLoader.parameter].flatMap { option in
      invocation.values(option).map { "--\(option.name) \($0)" }
    }
    subject.costPerMonth = scenario.month.map { month in
      Figure(
        runs.map {
          .real(RunCost($0).perMonth(month, of: scenario, baseRate: design.baseRate))
        }, .microUSD)
    }
    return subject
  }

  private func show(_ report: Report) {
    guard !invocation.has(RunCommand.quiet) else { return }
    switch invocation.value(RunCommand.format) {
    case "json": outside.output.write(JSONFormat.text(of: report))
    case "csv": outside.output.write(report.series)
    case "markdown": outside.output.write(MarkdownFormat.text(of: report))
    default: outside.output.write(outside.format.text(of: report))
    }
  }

  /// What belongs to this machine and moment, and so into no report.
  private func tell(_ runs: [RunResult], _ wall: TimeSpan, _ folder: ReportFolder) {
    guard !invocation.has(RunCommand.quiet) else { return }
    let messages = runs.reduce(0) { $0 + $1.messages }
    let rate = Int128(messages) * 1_000_000_000 / Int128(max(wall.nanoseconds, 1))
    outside.errors.write(
      "\(NumberText.grouped(messages)) messages in \(TimeText.text(wall)), "
        + "\(NumberText.short(Int64(clamping: rate))) a second · \(folder.path)/\n")
  }
}
