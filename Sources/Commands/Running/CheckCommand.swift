import Blueprints
import Documents
import Measures
import Scenarios
import Studies

/// Shows every error of a scenario and all that is not modelled, and runs nothing.
enum CheckCommand {
  private static let format = Option(
    "format", "FORMAT", .choice(["text", "json"]), "Says how errors and notes are shown.")

  static let command = Command(
    name: "check",
    summary: "Shows all errors of a scenario and what is not modelled; runs nothing.",
    argument: .required("SCENARIO"),
    options: [ScenarioLoader.set, ScenarioLoader.parameter, format],
    perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    let isJSON = invocation.value(format) == "json"
    var notes: [Note] = []
    do throws(InputErrors) {
      let loader = try ScenarioLoader(invocation)
      var architectures: [Architecture] = []
      for design in loader.scenario.designs {
        architectures.append(
          try Architecture(design, of: loader.scenario, invocation.catalogue))
      }
      let study = try study(beside: loader.file, invocation)
      for architecture in architectures {
        if !isJSON { show(architecture, outside) }
        for note in architecture.notes where !notes.contains(note) { notes.append(note) }
      }
      if let study, !isJSON { show(study.sweep, as: study.plan, outside) }
      if isJSON { outside.output.write(Findings.json(errors: [], notes: notes)) }
      return .done
    } catch {
      if isJSON {
        outside.output.write(Findings.json(errors: error.errors, notes: []))
        return .wrongInput
      }
      return outside.refuse(error)
    }
  }

  /// The study beside a scenario, with every value of every setting read, and what it asks as a
  /// plan if it says anything that plans alone read; nil where there is none.
  private static func study(
    beside scenario: ScenarioFile, _ invocation: Invocation
  ) throws(InputErrors) -> (sweep: Study, plan: PlanQuestion?)? {
    guard case .file = invocation.outside.place(StudyOptions.place(beside: scenario)) else {
      return nil
    }
    let sweep = try SweepPlan(invocation, sampling: true)
    return (sweep.study, sweep.isOfPlans ? try PlanOrder(invocation).question : nil)
  }

  private static func show(_ study: Study, as plan: PlanQuestion?, _ outside: Outside) {
    let points = study.points.count == 1 ? "1 point" : "\(study.points.count) points"
    let runs = NumberText.grouped(Int64(study.points.count) * Int64(study.replications))
    let most = plan.map { " · as a plan at most \(NumberText.grouped(Int64($0.budget)))" } ?? ""
    outside.output.write("\(StudySheet.name): no errors · \(points) · \(runs) runs\(most)\n")
  }

  private static func show(_ architecture: Architecture, _ outside: Outside) {
    let design = architecture.design
    let name = design.name.isEmpty ? "" : "\(design.name): "
    func counted(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    let resources = counted(design.template.resources.count, "resource")
    let goals = counted(design.goals.count, "goal")
    outside.output.write("\(name)no errors · \(resources) · \(goals)\n")
    for note in architecture.notes {
      let place = note.place
      outside.output.write(
        "\(outside.outputInk.unsure("note:")) \(place.source.name):\(place.line):\(place.column): "
          + "\(note.text)\n")
    }
  }
}
