import Documents
import Scenarios
import Studies

/// A scenario that a study runs at many points, read anew for each of them.
struct StudyBench: Sendable {
  /// The files that it is read from.
  let source: ScenarioSource
  /// What the command line changes at every point.
  private let changes: [Setting]
  private let parameters: [(name: String, value: String)]
  private var figures: [Document]

  /// The scenario of a command line.
  ///
  /// - Parameters:
  ///   - settings: Changes that other options stand for.
  ///   - figures: What a study asks for beside the goals.
  /// - Throws: That there is none, or that a change cannot be read.
  init(
    _ invocation: Invocation, also settings: [(name: String, value: String)] = [],
    asking figures: [Document]
  ) throws(InputError) {
    source = try ScenarioSource(invocation.argument ?? "", invocation)
    var changes: [Setting] = []
    for change in settings + invocation.assignments(ScenarioLoader.set) {
      changes.append(try Setting(change.name, to: change.value))
    }
    self.changes = changes
    parameters = invocation.assignments(ScenarioLoader.parameter)
    self.figures = figures
  }

  /// The same, asking for other figures.
  func asking(_ figures: [Document]) -> StudyBench {
    var bench = self
    bench.figures = figures
    return bench
  }

  /// The scenario as it is where nothing is chosen.
  ///
  /// - Throws: All errors of the scenario and its templates.
  func scenario() throws(InputErrors) -> Scenario { try scenario(at: Point([])) }

  /// What is run at a point.
  ///
  /// - Throws: All errors of the scenario and its templates as they are there.
  func setup(at point: Point) throws(InputErrors) -> Setup {
    let scenario = try scenario(at: point)
    guard let design = scenario.design(point.design) ?? scenario.designs.first else {
      preconditionFailure("a scenario without designs")
    }
    return Setup(scenario, design)
  }

  private func scenario(at point: Point) throws(InputErrors) -> Scenario {
    var chosen: [Setting] = []
    do throws(InputError) {
      for choice in point.choices { chosen.append(try Setting(choice.path, to: choice.value)) }
    } catch {
      throw InputErrors(error)
    }
    return try source.scenario(
      setting: changes + chosen, parameters: parameters, asking: figures)
  }
}
