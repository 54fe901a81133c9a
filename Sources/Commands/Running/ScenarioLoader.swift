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

  /// Where the scenario is.
  let file: ScenarioFile
  /// What it says.
  let scenario: Scenario
  /// What the command line changed, as it was written there.
  let changes: [String]

  /// The scenario of a command line.
  ///
  /// - Parameter settings: Changes that other options stand for.
  /// - Throws: All errors of the scenario and its templates.
  init(
    _ invocation: Invocation, also settings: [(name: String, value: String)] = []
  ) throws(InputErrors) {
    let outside = invocation.outside
    let file: ScenarioFile
    let source: SourceText
    var changes: [Setting] = []
    do throws(InputError) {
      file = try ScenarioFile(invocation.argument ?? "", outside)
      source = try SourceText.decoding(try outside.read(file.path), name: file.path)
      for change in settings + invocation.assignments(Self.set) {
        changes.append(try Setting(change.name, to: change.value))
      }
    } catch {
      throw InputErrors(error)
    }
    let reader = ScenarioReader(invocation.catalogue, zones: outside.zones) {
      (path) throws(InputError) in
      try Self.open(file.folder == "." ? path : "\(file.folder)/\(path)", outside)
    }
    self.file = file
    self.changes = [Self.set, Self.parameter].flatMap { option in
      invocation.values(option).map { "--\(option.name) \($0)" }
    }
    scenario = try reader.read(
      source, setting: changes, parameters: invocation.assignments(Self.parameter))
  }

  /// The text of a file beside the scenario.
  static func open(_ path: String, _ outside: Outside) throws(InputError) -> SourceText {
    guard case .file = outside.place(path) else { throw InputError("there is no file \(path)") }
    return try SourceText.decoding(try outside.read(path), name: path)
  }
}
