import Blueprints
import Documents
import Scenarios

/// Runs a scenario and writes its report.
enum RunCommand {
  static let design = Option(
    "design", "NAME|all", .text, "Runs another design than the first, or each in turn.")
  static let seed = Option(
    "seed", "N", .count(0...UInt64(Int64.max)), "Takes another seed than the scenario's.")
  static let replications = Option(
    "replications", "N", .count(1...10_000), "Runs so often, each time with other draws.")
  static let out = Option(
    "out", "DIR", .text, "Writes the report there instead of into reports/SCENARIO.")
  static let format = Option(
    "format", "FORMAT", .choice(["text", "json", "csv", "markdown"]),
    "Says how standard output shows the report.")
  static let explain = Option.flag(
    "explain", "Shows why it went as it did, in sentences, and nothing else of the report.")
  static let trace = Option.flag(
    "trace", "Follows the slowest messages, the lost and those that came twice.")
  static let quiet = Option.flag("quiet", "Shows nothing but errors.")

  static let command = Command(
    name: "run", summary: "Runs a scenario and writes its report.",
    argument: .required("SCENARIO"),
    options: [
      design, seed, replications, ScenarioLoader.set, ScenarioLoader.parameter, out, format,
      explain, trace, quiet,
    ],
    refusals: [ShardChoice.sweeps("replications", "--replications N")], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      try refuseExplainedNumbers(invocation)
      let given = [seed, replications].flatMap { option in
        invocation.values(option).map { (name: option.name, value: $0) }
      }
      let loader = try ScenarioLoader(invocation, also: given)
      var code = ExitCode.done
      for design in try loader.scenario.designs(meantBy: invocation.value(design)) {
        let outcome = try DesignRun(design, loader, invocation).perform()
        code = .worse(code, outcome)
        if outcome == .interrupted { break }
      }
      return code
    } catch {
      return invocation.outside.refuse(error)
    }
  }

  /// What programs read of a report has no story apart from the rest.
  private static func refuseExplainedNumbers(_ invocation: Invocation) throws(InputErrors) {
    guard invocation.has(explain), let shown = invocation.value(format),
      ["json", "csv"].contains(shown)
    else { return }
    throw InputErrors(
      InputError(
        "--explain goes with text or markdown, found --format \(shown)", remedy: "leave one out"))
  }
}
