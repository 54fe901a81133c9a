import Blueprints
import Documents
import Scenarios

/// Reads the scenario that a command line names, with the changes that stand beside it.
struct ScenarioLoader {
  static let set = Option(
    "set", "PATH=VALUE", .assignment,
    "Changes a setting of a resource or of the scenario, as traffic.Shop.rate=100/s."
  ).repeatable
  static let parameter = Option(
    "parameter", "NAME=VALUE", .assignment, "Gives a parameter of the template its value."
  ).repeatable

  /// The files that it was read from.
  let source: ScenarioSource
  /// What it says.
  let scenario: Scenario
  /// What the command line changed, as it was written there.
  let changes: [String]
  /// Where the scenario is.
  var file: ScenarioFile { source.file }

  /// The scenario of a command line.
  ///
  /// - Parameter settings: Changes that other options stand for.
  /// - Throws: All errors of the scenario and its templates.
  init(
    _ invocation: Invocation,
    also settings: (Invocation) throws(InputError) -> [Setting] = { _ in [] }
  ) throws(InputErrors) {
    let source: ScenarioSource
    var changes: [Setting]
    do throws(InputError) {
      changes = try settings(invocation)
      source = try ScenarioSource(invocation.argument ?? "", invocation)
      for change in invocation.assignments(Self.set) {
        changes.append(try Setting(change.name, to: change.value))
      }
    } catch {
      throw InputErrors(error)
    }
    self.init(
      source,
      try source.scenario(setting: changes, parameters: invocation.assignments(Self.parameter)),
      changes: Self.changes(of: invocation))
  }

  /// A scenario that was read already.
  init(_ source: ScenarioSource, _ scenario: Scenario, changes: [String]) {
    self.source = source
    self.scenario = scenario
    self.changes = changes
  }

  /// What a command line changes of a scenario, as it is written there.
  static func changes(of invocation: Invocation) -> [String] {
    [set, parameter].flatMap { option in
      invocation.values(option).map { "--\(option.name) \($0)" }
    }
  }
}
