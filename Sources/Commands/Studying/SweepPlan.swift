import Blueprints
import Documents
import Kernel
import Scenarios
import Studies

/// A sweep whose every point was read: what is run, and where.
struct SweepPlan {
  /// The study.
  let study: Study
  /// Where its points are read.
  let bench: StudyBench
  /// Whether what describes it says anything that plans alone read.
  let isOfPlans: Bool

  /// The sweep of a command line.
  ///
  /// - Parameter sampling: Whether it is enough that every value of every knob was read once.
  /// - Throws: Every slip in it, in the scenario or at the first point that has any.
  init(_ invocation: Invocation, sampling: Bool = false) throws(InputErrors) {
    let sheet: StudySheet
    let plain: StudyBench
    do throws(InputError) {
      let file = try ScenarioFile(invocation.argument ?? "", invocation.outside)
      sheet = try Self.sheet(invocation, beside: file)
      plain = try StudyBench(invocation, choosing: sheet.origin)
    } catch {
      throw InputErrors(error)
    }
    try self.init(sheet, on: plain, sampling: sampling, invocation)
  }

  /// The sweep that a file of a study describes.
  private init(
    _ sheet: StudySheet, on plain: StudyBench, sampling: Bool, _ invocation: Invocation
  ) throws(InputErrors) {
    isOfPlans = sheet.isOfPlans
    let designs = try plain.scenario().designs(studied: sheet.designs)
    let figures =
      sheet.figures.isEmpty ? plain.usualFigures(beside: designs[0].goals) : sheet.figures
    bench = plain.asking(figures)
    let scenario = try bench.scenario()
    let names = designs.map { $0.name }
    let (points, samples): ([Point], [Point])
    do throws(InputError) {
      points = try sheet.points(in: names)
      samples = sampling ? try sheet.samples(in: names) : points
    } catch {
      throw InputErrors(error)
    }
    let asked = AskedFigure.all(of: names.compactMap { scenario.design($0) })
    try bench.check(samples)
    let usual =
      scenario.replications > 1 ? scenario.replications : Comparison.usualReplications
    var study = bench.study(of: SweepCommand.command, scenario, asking: asked)
    study.designs = names
    study.knobs = sheet.axes
    study.points = points
    study.replications = sheet.replications ?? usual
    self.study = study
  }

  private static func sheet(
    _ invocation: Invocation, beside file: ScenarioFile
  ) throws(InputError) -> StudySheet {
    if let sheet = try StudyOptions.sheet(invocation, beside: file) { return sheet }
    throw InputError(
      "nothing says what to vary",
      remedy: "write --vary PATH=VALUES, or \(StudyOptions.place(beside: file))")
  }
}

extension StudyBench {
  /// What a study asks for where nobody says it: what the goals leave out of latency, losses and
  /// cost.
  func usualFigures(beside goals: [Goal]) -> [Document] {
    let cost = ["cost per month", "cost"]
    let phrases =
      goals.isEmpty
      ? [["p50 of latency"], ["p99 of latency"], ["lost"], ["dead-lettered"], cost] : [cost]
    return phrases.compactMap { alternatives in
      alternatives.map { Document(phrase: $0, of: "figures") }
        .first { (try? asking([$0]).scenario()) != nil }
    }
  }
}
