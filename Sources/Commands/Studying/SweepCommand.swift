import Documents
import Studies

/// Runs a scenario at many points and shows which settings do what.
enum SweepCommand {
  static let out = Option(
    "out", "DIR", .text, "Writes the report to DIR/sweep instead of reports/SCENARIO/sweep.")
  static let replications = Option(
    RunCommand.replications.name, "N", .count(1...10_000),
    "Runs each point so often; else as the study or the scenario says, or"
      + " \(Comparison.usualReplications) times.")

  static let command = Command(
    name: "sweep", summary: "Runs a scenario at many settings and shows what they do.",
    argument: .required("SCENARIO"),
    options: [
      StudyOptions.vary, StudyOptions.designs, replications, StudyOptions.figure,
      StudyOptions.study, RunCommand.seed, ScenarioLoader.set, ScenarioLoader.parameter,
      ShardChoice.shard, ShardChoice.shards, out, RunCommand.format, StudyProgress.option,
      Invocation.cores, RunCommand.quiet,
    ],
    perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      let shard: Shard?
      do throws(InputError) {
        shard = try ShardChoice.shard(of: invocation)
      } catch {
        throw InputErrors(error)
      }
      return try SweepRun(SweepPlan(invocation), shard, invocation).perform()
    } catch {
      return invocation.outside.refuse(error)
    }
  }
}
