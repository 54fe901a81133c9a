import Blueprints
import Commands
import Documents
import Kernel
import Scenarios
import Schedules
import Services
import Studies

/// A scenario with its template from texts, ready to run: what tests of whole architectures begin
/// with.
///
///     let result = try Bench(template: "Resources: …", scenario: "duration: 1 min …").run()
package struct Bench {
  /// The scenario.
  package let scenario: Scenario
  /// The design that runs.
  package let design: Design
  /// The run; it can be started once.
  package let simulation: Simulation

  /// The world, for what a result does not hold.
  package var world: World { simulation.architecture.world }
  /// All that is remarked on the input, save that nothing is said of some code, as in most tests.
  package var notes: [String] {
    allNotes.filter { !$0.hasPrefix("the scenario does not say what ") }
  }
  /// All that is remarked on the input.
  package var allNotes: [String] { simulation.architecture.notes.map { $0.text } }

  /// The time zones that tests know: those of the command.
  package static let zones = TimeZoneDatabase.foundation

  /// A scenario and its files; it need not name its template where that is `template.yaml`.
  package init(
    template: String, scenario text: String, files: [String: String] = [:],
    settings: [String] = []
  ) throws(InputErrors) {
    var files = files
    files["template.yaml"] = template
    self = try Bench(text, files: files, settings: settings)
  }

  /// A scenario that names its templates, which are among the files.
  package init(
    _ text: String, files: [String: String], settings: [String] = [], design: String? = nil,
    replication: UInt32 = 0
  ) throws(InputErrors) {
    scenario = try Bench.scenario(text, files: files, settings: settings)
    let name = design ?? scenario.designs[0].name
    guard let design = scenario.design(name) else { preconditionFailure("no design \(name)") }
    self.design = design
    simulation = try Simulation(
      scenario, design, replication: replication, catalogue: .aws)
  }

  /// Runs it; traps where the ledger does not balance.
  package func run() -> RunResult {
    let result = simulation.run()
    precondition(result.imbalances.isEmpty, "\(result.imbalances)")
    return result
  }

  /// The verdicts on the goals, after a run.
  package func verdicts(_ result: RunResult) -> [GoalVerdict] {
    GoalVerdict.all(of: scenario, design, [result])
  }

  /// Reads a scenario whose files are texts.
  package static func scenario(
    _ text: String, files: [String: String], settings: [String] = []
  ) throws(InputErrors) -> Scenario {
    let reader = ScenarioReader(.aws, zones: zones) { (path) throws(InputError) in
      guard let text = files[path] else { throw InputError("there is no file \(path)") }
      return SourceText(name: path, text: text)
    }
    var changes: [Setting] = []
    do throws(InputError) {
      if !text.contains("template:"), !text.contains("designs:") {
        changes.append(try Setting("template", to: "template.yaml"))
      }
      for setting in settings { changes.append(try Setting(setting)) }
    } catch {
      throw InputErrors(error)
    }
    return try reader.read(SourceText(name: "scenario.yaml", text: text), setting: changes)
  }
}
