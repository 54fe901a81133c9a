import Blueprints
import Documents
import Reports
import Scenarios
import Studies

/// What a run of a lesson came to.
struct LessonRun {
  /// Its report, as any run of the scenario has one.
  let report: Report
  /// Where the report was written.
  let folder: ReportFolder
  /// How each claim was judged, by its name.
  let verdicts: [(name: String, verdict: Verdict)]

  /// What a run of a lesson ended with.
  enum Ending {
    /// It ran.
    case done(LessonRun)
    /// The user stopped it.
    case interrupted
    /// The ledger does not balance.
    case bug(String)
  }

  /// Runs a lesson's scenario as it says, and writes the report.
  static func perform(
    _ run: Lesson.Run, of lesson: Lesson, into folder: (ScenarioFile) -> String,
    _ invocation: Invocation
  ) throws(InputErrors) -> Ending {
    let outside = invocation.outside
    let loader = try ScenarioLoader(lesson, run, invocation)
    let scenario = loader.scenario
    let design = try scenario.designs(meantBy: run.design)[0]
    let progress = Progress(outside, of: scenario, isQuiet: true)
    let runs = try Replications.run(
      scenario, design, catalogue: invocation.catalogue, watch: progress.watch)
    progress.clear()
    if outside.isInterrupted() { return .interrupted }
    if let imbalance = runs.flatMap({ $0.imbalances }).first { return .bug(imbalance) }
    let verdicts = GoalVerdict.all(of: scenario, design, runs)
    let claims = verdicts.suffix(run.claims.count).map { Verdict($0) }
    let report = Report(
      on: loader.subject(of: design, runs, Array(verdicts.dropLast(run.claims.count))))
    let home = ReportFolder(
      folder(loader.file), design: design.name,
      isFirst: design.name == scenario.designs.first?.name)
    do throws(InputError) { try home.write(report, outside) } catch { throw InputErrors(error) }
    return .done(
      LessonRun(
        report: report, folder: home,
        verdicts: Array(zip(run.claims.map { $0.name }, claims))))
  }

  /// The parts of the report that belong to the answer.
  ///
  /// - Throws: That the report has no such section or line.
  func sections(_ excerpts: [Lesson.Excerpt]) throws(InputError) -> [Section] {
    var sections: [Section] = []
    for excerpt in excerpts {
      guard let section = report.sections.first(where: { $0.heading == excerpt.heading }) else {
        throw InputError(
          "the report has no section \(excerpt.heading)",
          remedy: "it has \(report.sections.map { $0.heading }.joined(separator: ", "))",
          at: excerpt.place)
      }
      let blocks = section.printed.compactMap { $0.keeping(excerpt.names) }
      guard !blocks.isEmpty else {
        throw InputError(
          "no line of \(excerpt.heading) begins with \(excerpt.names.joined(separator: ", or "))",
          at: excerpt.place)
      }
      sections.append(
        Section(section.heading, remark: section.remark, blocks, isTight: section.isTight))
    }
    return sections
  }
}

extension Section.Block {
  /// The block with the lines alone whose names begin so; nil where none is left.
  fileprivate func keeping(_ names: [String]) -> Section.Block? {
    guard !names.isEmpty else { return self }
    func isKept(_ name: String) -> Bool { names.contains { name.hasPrefix($0) } }
    switch self {
    case .rows(let rows):
      let kept = rows.filter { isKept($0.name) }
      return kept.isEmpty ? nil : .rows(kept)
    case .table(let table):
      let kept = table.lines.filter { isKept($0.name) }
      return kept.isEmpty ? nil : .table(Table(table.head, table.heads, kept))
    case .charts(let charts):
      let kept = charts.filter { isKept($0.name) }
      return kept.isEmpty ? nil : .charts(kept)
    case .picture, .remark: return nil
    }
  }
}
