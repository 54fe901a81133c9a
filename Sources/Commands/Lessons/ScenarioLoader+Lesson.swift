import Documents
import Scenarios

extension ScenarioLoader {
  /// The scenario of a lesson as one of its runs has it: what it claims is judged as goals are,
  /// behind the goals of the scenario itself.
  init(
    _ lesson: Lesson, _ run: Lesson.Run, _ invocation: Invocation
  ) throws(InputErrors) {
    let source: ScenarioSource
    var changes: [Setting] = []
    do throws(InputError) {
      source = try ScenarioSource(lesson.folder, invocation)
      for setting in run.settings { changes.append(try Setting(setting)) }
      changes.append(try Self.claims(of: run, in: try Document.read(source.text)))
    } catch {
      throw InputErrors(error)
    }
    self.init(
      source, try source.scenario(setting: changes),
      changes: run.settings.map { "--set \($0)" })
  }

  /// The claims of a run as goals of its design, behind those of the scenario.
  private static func claims(
    of run: Lesson.Run, in scenario: Document
  ) throws(InputError) -> Setting {
    let claims = run.claims.map { $0.sentence }
    let designs = scenario["designs"]?.map
    let name = run.design ?? designs?.keys.first
    let design = name.flatMap { designs?[$0] }
    let goals = design?["goals"]?.list ?? scenario["goals"]?.list ?? []
    let all = Document(.list(goals + claims), at: run.place)
    if let name, design != nil { return Setting(["designs", name, "goals"], to: all) }
    return Setting(["goals"], to: all)
  }
}
