import Blueprints
import Documents
import Measures
import Scenarios

/// Runs a scenario and writes its report.
enum RunCommand {
  static let design = Option(
    "design", "NAME|all", .text, "Runs another design than the first, or each in turn.")
  static let seed = Option(
    "seed", "N", .count(0...UInt64(Int64.max)), "Takes another seed than the scenario's.")
  static let replications = Option(
    "replications", "N|auto", .countOr("auto", 1...10_000),
    "Runs so often, each time with other draws; auto: until every goal's figure is known.")
  static let precision = Option(
    "precision", "P%", .text,
    "With --replications auto, says to what share of itself a figure is to be known; else 5 %.")
  static let most = Option(
    "most", "N", .count(UInt64(Precision.leastMost)...UInt64(Precision.greatestMost)),
    "With --replications auto, says how many replications to make at most; else"
      + " \(NumberText.grouped(Int64(Precision.usual.most))).")
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
      design, seed, replications, precision, most, ScenarioLoader.set, ScenarioLoader.parameter,
      out, format, explain, trace, Invocation.cores, quiet,
    ],
    refusals: [ShardChoice.sweeps("replications", "--replications N")], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    do throws(InputErrors) {
      try refuseExplainedNumbers(invocation)
      let loader = try ScenarioLoader(invocation, also: settings)
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

  /// The seed that was given, as a setting of the scenario.
  static func seed(of invocation: Invocation) throws(InputError) -> [Setting] {
    try invocation.settings(seed, at: [seed.name])
  }

  /// The seed that was given and how often to run, as settings of the scenario.
  ///
  /// - Throws: That a number of replications needs no precision.
  static func settings(of invocation: Invocation) throws(InputError) -> [Setting] {
    let given = invocation.value(replications)
    let details = [precision, most].filter { invocation.value($0) != nil }
    if let first = details.first, let given, given != "auto" {
      throw InputError(
        "--\(first.name) goes with --replications auto, found --replications \(given)",
        remedy: "leave one out")
    }
    return try seed(of: invocation)
      + invocation.settings(replications, at: [replications.name])
      + invocation.settings(precision, at: [replications.name, precision.name])
      + invocation.settings(most, at: [replications.name, most.name])
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
