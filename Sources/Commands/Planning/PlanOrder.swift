import Blueprints
import Documents
import Kernel
import Scenarios
import Studies

/// A plan as a command line and `study.yaml` ask for it, all of it read.
struct PlanOrder {
  /// What is asked.
  let question: PlanQuestion
  /// What is run, as the files of results have it.
  let study: Study
  /// Where points are read.
  let bench: StudyBench
  /// The file that says keys which no plan reads, and these keys; nil where no file is read.
  let unread: (file: String, keys: [String])?

  /// The plan of a command line.
  ///
  /// - Throws: Every slip in it, in the scenario, or at a point with one value that is wrong.
  init(_ invocation: Invocation) throws(InputErrors) {
    let sheet: StudySheet
    let plain: StudyBench
    do throws(InputError) {
      let file = try ScenarioFile(invocation.argument ?? "", invocation.outside)
      sheet = try Self.sheet(invocation, beside: file)
      plain = try StudyBench(invocation, choosing: sheet.origin)
    } catch {
      throw InputErrors(error)
    }
    let first = try plain.scenario()
    let aim: PlanAim
    do throws(InputError) { aim = try PlanAim(invocation, sheet, first) } catch {
      throw InputErrors(error)
    }
    bench = plain.asking([aim.phrase])
    let scenario = try bench.scenario()
    let design = try scenario.designs(meantBy: invocation.value(RunCommand.design))[0]
    do throws(InputError) {
      question = try Self.question(sheet, design, aim, invocation)
    } catch {
      throw InputErrors(error)
    }
    try bench.check(Self.edges(of: question))
    unread = sheet.written.map { ($0, Self.unread(of: sheet)) }
    study = bench.study(of: PlanCommand.command, scenario, question)
  }

  private static func sheet(
    _ invocation: Invocation, beside file: ScenarioFile
  ) throws(InputError) -> StudySheet {
    let found = try StudyOptions.sheet(invocation, beside: file)
    if let place = found?.listedPlace, found?.listed.isEmpty == false {
      throw InputError(
        "a plan chooses a value for each setting, and takes no points",
        remedy: "write vary in place of points, or run them all with spillway sweep", at: place)
    }
    guard let sheet = found, !sheet.knobs.isEmpty else {
      throw InputError(
        "nothing says what a plan may choose",
        remedy: "write --vary PATH=VALUES, or vary in \(StudyOptions.place(beside: file))")
    }
    return sheet
  }

  private static func question(
    _ sheet: StudySheet, _ design: Design, _ aim: PlanAim, _ invocation: Invocation
  ) throws(InputError) -> PlanQuestion {
    guard !design.goals.isEmpty else {
      throw InputError(
        "a plan needs goals, and the scenario has none",
        remedy: "add goals to it, or see what settings do with spillway sweep")
    }
    let figures = AskedFigure.all(of: [design])
    let best = design.figures.first.flatMap { asked in
      figures.firstIndex { $0.name == asked.text && $0.bound == nil }
    }
    var question = PlanQuestion(knobs: sheet.knobs, figures: figures, aim: best)
    question.wantsMost = aim.isGreatest
    question.design = design.name
    question.monotone = try monotone(sheet, invocation)
    try PlanOptions(invocation, sheet).apply(to: &question)
    guard question.points <= StudySheet.mostPoints else {
      throw InputError(
        "the plan has more than \(StudySheet.mostPoints) points",
        remedy: "vary fewer settings, or take longer steps")
    }
    return question
  }

  private static func monotone(
    _ sheet: StudySheet, _ invocation: Invocation
  ) throws(InputError) -> [String] {
    let told = invocation.values(PlanCommand.monotone).map { (path: $0, place: Place?.none) }
    let paths = sheet.monotone + told
    let known = sheet.knobs.map { $0.path }
    for (path, place) in paths where !known.contains(path) {
      let near = Suggestion.nearest(to: path, among: known)
      throw InputError(
        "monotone names \(path), which is not varied",
        remedy: near.map { "did you mean \($0)?" } ?? "choose \(known.joined(separator: ", "))",
        at: place)
    }
    return paths.map { $0.path }
  }

  /// What a study says that sweeps read and plans do not.
  private static func unread(of sheet: StudySheet) -> [String] {
    let said = [
      ("designs", sheet.designs != nil), ("replications", sheet.replications != nil),
      ("figures", !sheet.figures.isEmpty),
    ]
    return said.filter { $0.1 }.map { $0.0 }
  }

  /// Points that hold every value of every setting once, the others being at their first or last.
  private static func edges(of question: PlanQuestion) -> [Point] {
    var points: [Point] = []
    for end in [{ $0.first }, { $0.last }] as [(([String]) -> String?)] {
      let choices = question.knobs.map { Point.Choice($0.path, end($0.values) ?? "") }
      for (place, knob) in question.knobs.enumerated() {
        for value in knob.values {
          var chosen = choices
          chosen[place] = Point.Choice(knob.path, value)
          let point = Point(design: question.design, chosen)
          if !points.contains(point) { points.append(point) }
        }
      }
    }
    return points
  }
}

extension PlanQuestion {
  /// How many combinations of settings there are; no more than can be counted.
  var points: Int {
    knobs.reduce(1) { product, knob in
      let (points, isTooLarge) = product.multipliedReportingOverflow(by: knob.values.count)
      return isTooLarge ? .max : points
    }
  }
}

extension StudyBench {
  /// A study that decides as it goes where it is run.
  func study(of command: Command, _ scenario: Scenario, _ question: PlanQuestion) -> Study {
    var study = study(of: command, scenario, asking: question.figures)
    study.designs = [question.design]
    study.knobs = question.knobs
    return study
  }
}
