import Documents
import Kernel
import Reports
import Scenarios
import Studies

/// Runs designs of a scenario on the same messages and reports what differs between them.
enum CompareCommand {
  static let designs = Option(
    "designs", "A,B", .text,
    "Compares these designs instead of all; the first is what the others are held against.")
  static let replications = Option(
    RunCommand.replications.name, RunCommand.replications.placeholder,
    RunCommand.replications.kind,
    "Runs each design so often; auto: until every goal's figure is known in all. Else as the"
      + " scenario says, or \(Comparison.usualReplications) times where it says 1 or nothing.")
  static let out = Option(
    "out", "DIR", .text, "Writes the report to DIR/compare instead of reports/SCENARIO/compare.")
  static let format = Option(
    RunCommand.format.name, "FORMAT", .choice(["text", "json", "markdown"]),
    RunCommand.format.summary)

  static let command = Command(
    name: "compare", summary: "Runs designs on the same messages and shows what differs.",
    argument: .required("SCENARIO"),
    options: [
      designs, RunCommand.seed, replications, RunCommand.precision, RunCommand.most,
      ScenarioLoader.set, ScenarioLoader.parameter, out, format, Invocation.cores,
      RunCommand.quiet,
    ],
    refusals: [ShardChoice.sweeps("designs", "--designs all")], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      let loader = try ScenarioLoader(invocation, also: RunCommand.settings)
      let designs = try loader.scenario.designs(listed: invocation.value(designs))
      return try compare(designs, loader, invocation)
    } catch {
      return invocation.outside.refuse(error)
    }
  }

  private static func compare(
    _ designs: [Design], _ loader: ScenarioLoader, _ invocation: Invocation
  ) throws(InputErrors) -> ExitCode {
    let outside = invocation.outside
    let scenario = loader.scenario
    let begin = outside.clock()
    let progress = Progress(
      outside, of: scenario, isQuiet: invocation.has(RunCommand.quiet))
    let comparison = try Comparison(
      scenario, designs, replications: replications(of: scenario, invocation),
      catalogue: invocation.catalogue, by: invocation.crew, watch: progress.watch)
    progress.clear()
    if outside.isInterrupted() { return .interrupted }
    let wall = TimeSpan(nanoseconds: outside.clock() - begin)
    let runs = Array(comparison.runs.joined())
    if let imbalance = runs.flatMap({ $0.imbalances }).first { return outside.confess(imbalance) }
    let verdicts = comparison.verdicts(of: scenario)
    var contrast = Contrast(
      title: loader.title,
      designs: designs.indices.map {
        loader.subject(of: designs[$0], comparison.runs[$0], verdicts[$0])
      })
    contrast.changes = loader.changes
    contrast.certainty = scenario.precision.map { comparison.certainty(of: scenario, asking: $0) }
    let folder = ReportFolder(
      comparing: invocation.value(out) ?? "reports/\(loader.file.report)")
    try ReportDesk(invocation).hand(out: Report(on: contrast), into: folder, runs, wall)
    return verdicts.joined().allSatisfy { $0.outcome == .met } ? .done : .missed
  }

  /// How often each design runs; nil where that depends on what comes out.
  private static func replications(of scenario: Scenario, _ invocation: Invocation) -> UInt32? {
    if scenario.precision != nil { return nil }
    if let given = invocation.count(replications) { return UInt32(given) }
    return scenario.replications > 1 ? scenario.replications : Comparison.usualReplications
  }
}
