import Blueprints
import Documents
import Kernel
import Scenarios
import Studies

/// A scenario that a study runs at many points, read anew for each of them.
struct StudyBench: Sendable {
  /// The files that it is read from.
  let source: ScenarioSource
  /// What the command line changes at every point.
  private let changes: [Setting]
  private let catalogue: Catalogue
  private let crew: Crew
  private let parameters: [(name: String, value: String)]
  /// The same as it was written there.
  private let words: [String]
  /// What is asked for beside the goals.
  private var figures: [Document] = []
  /// The option, or the file, that says what is chosen at a point.
  private let origin: String

  /// The scenario of a command line.
  ///
  /// - Parameter origin: The option, or the file, that says what is chosen at a point.
  /// - Throws: That there is none, or that a change cannot be read.
  init(_ invocation: Invocation, choosing origin: String) throws(InputError) {
    source = try ScenarioSource(invocation.argument ?? "", invocation)
    var changes = try RunCommand.seed(of: invocation)
    for change in invocation.assignments(ScenarioLoader.set) {
      changes.append(try Setting(change.name, to: change.value))
    }
    self.changes = changes
    catalogue = invocation.catalogue
    crew = invocation.crew
    parameters = invocation.assignments(ScenarioLoader.parameter)
    words = ScenarioLoader.changes(of: invocation)
    self.origin = origin
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

  /// A study of the scenario, as the files of results have it, that is run nowhere yet.
  func study(
    of command: Command, _ scenario: Scenario, asking figures: [AskedFigure]
  ) -> Study {
    var sources = Fingerprint()
    sources.fold(source.fingerprint, stableHash(words.joined(separator: "\n")), 0)
    return Study(
      version: Spillway.version, command: command.name, title: scenario.title ?? source.file.report,
      scenario: source.file.report, sources: sources.value, seed: scenario.seed, changes: words,
      designs: [], knobs: [], points: [], replications: 0, figures: figures)
  }

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

  /// Reads every point before any is run, so that no study ends at its last point.
  ///
  /// - Throws: The errors of the first point, in order, that has any.
  func check(_ points: [Point]) throws(InputErrors) {
    try Laboratory(asking: [], catalogue: catalogue, crew: crew, setup: setup).check(points)
  }

  private func scenario(at point: Point) throws(InputErrors) -> Scenario {
    var chosen: [Setting] = []
    do throws(InputError) {
      for choice in point.choices {
        chosen.append(try Setting(choice.path, to: choice.value, by: origin))
      }
    } catch {
      throw InputErrors(error)
    }
    return try source.scenario(
      setting: changes + chosen, parameters: parameters, asking: figures)
  }
}
