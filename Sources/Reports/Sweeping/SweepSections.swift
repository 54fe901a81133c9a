import Measures
import Studies

/// What people read of a sweep, from top to bottom.
struct SweepSections {
  private let sweep: Sweep
  private var study: Study { sweep.study }

  init(_ sweep: Sweep) { self.sweep = sweep }

  /// Every section that has something to say.
  var all: [Section] {
    [
      goals, best, points, SweepCharts.section(of: sweep), MainEffects.section(of: sweep), messages,
      reproduce,
    ].compactMap { $0 }
  }

  // MARK: Goals

  private var goals: Section? {
    let judged = study.figures.indices.filter { study.figures[$0].bound != nil }
    guard !judged.isEmpty else { return nil }
    let lines = judged.map { figure in
      let outcomes = sweep.spots.map { $0.figures[figure].outcome }
      return Table.Line(
        study.figures[figure].name,
        [GoalVerdict.Outcome.met, .missed, .undecided].map { outcome in
          NumberText.grouped(Int64(outcomes.filter { $0 == outcome }.count))
        })
    }
    let all = Row("every goal", met(sweep.spots.map { $0.outcome }))
    return Section(
      VerdictSection.heading,
      [.rows([all]), .table(Table("points", ["met", "missed", "undecided"], lines))])
  }

  private func met(_ outcomes: [GoalVerdict.Outcome?]) -> String {
    let met = outcomes.filter { $0 == .met }.count
    let open = outcomes.filter { $0 == .undecided }.count
    return "met at \(met) of \(counted(outcomes.count, "point"))"
      + (open > 0 ? ", undecided at \(open)" : "")
  }

  // MARK: The best points

  /// The points that may be chosen: those that meet every goal.
  private var best: Section? {
    let chosen = sweep.spots.filter { $0.outcome ?? .met == .met }
    guard sweep.spots.count > 1 else { return nil }
    guard !chosen.isEmpty else {
      let most = sweep.spots.map { self.metCount($0) }.max() ?? 0
      let nearest = sweep.spots.first { metCount($0) == most }
      let words = nearest.map { " \(label(of: $0)) meets \(most), as many as any." } ?? ""
      return Section("Best", [.remark("No point meets every goal." + (most > 0 ? words : ""))])
    }
    let rows = study.figures.indices.compactMap { figure -> Row? in
      let places = sweep.best(of: figure, among: chosen)
      guard let first = places.first else { return nil }
      let others = places.count > 1 ? " and \(places.count - 1) more" : ""
      return Row(
        study.figures[figure].name, chosen[first].figures[figure].text,
        note: label(of: chosen[first]) + others)
    }
    guard !rows.isEmpty else { return nil }
    let hasGoals = chosen.contains { $0.outcome != nil }
    return Section("Best", remark: hasGoals ? "where every goal is met" : "", [.rows(rows)])
  }

  private func metCount(_ spot: Sweep.Spot) -> Int {
    spot.figures.filter { $0.outcome == .met }.count
  }

  /// A point by what tells it from the others, with the names of the settings.
  private func label(of spot: Sweep.Spot) -> String {
    sweep.axes.map { axis in
      axis.path.isEmpty ? axis.text(of: spot.point) : "\(axis.name) \(axis.text(of: spot.point))"
    }.joined(separator: ", ")
  }

  // MARK: Points

  /// More nobody reads; they are in the files.
  private static let mostLines = 200

  private var points: Section {
    let best = study.figures.indices.map { sweep.best(of: $0, among: sweep.spots) }
    let lines = sweep.spots.prefix(Self.mostLines).enumerated().map { index, spot in
      Table.Line(
        sweep.axes.map { $0.text(of: spot.point) }.joined(separator: ", "),
        [spot.outcome.map { Self.word(of: $0) } ?? ""]
          + spot.figures.enumerated().map { figure, swept in
            swept.sign + swept.text + (best[figure].contains(index) ? " ★" : "")
          })
    }
    let head = sweep.axes.map { $0.name }.joined(separator: ", ")
    let table = Table(head, ["goals"] + study.figures.map { $0.name }, lines).omitting([""])
    let hidden = sweep.spots.count - lines.count
    let more = hidden > 0 ? [Section.Block.remark("\(hidden) more in points.csv.")] : []
    return Section("Points", [.table(table)] + more + [.remark(legend)])
  }

  private static func word(of outcome: GoalVerdict.Outcome) -> String {
    switch outcome {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "undecided"
    }
  }

  private var legend: String {
    let star = sweep.spots.count > 1 ? " ★ is the best of its column." : ""
    guard study.replications > 1 else {
      return "One replication: there is no interval, and chance may tell points apart." + star
    }
    return """
      Means over \(study.replications) replications; ± is Student's 95 % interval of the mean. A \
      goal is met or missed where the whole interval says so, else undecided.\(star)
      """
  }

  // MARK: Messages

  private var messages: Section? {
    guard sweep.spots.count > 1 else { return nil }
    if sweep.isSameMessages {
      return Section(
        "Messages",
        [
          .remark(
            "Every point got the same messages at the same moments, replication by replication.")
        ])
    }
    let strays = sweep.strayAxes.map { $0.path.isEmpty ? "the design" : $0.path }
    let causes = strays.isEmpty ? "" : " They differ where \(Self.list(strays)) does."
    return Section(
      "Messages",
      [
        .remark(
          "The points did not all get the same messages.\(causes) That is so where a setting "
            + "changes what clients send, or where clients wait for answers before they send "
            + "again. Points that differ in nothing else have the same draws.")
      ])
  }

  private static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  // MARK: Reproducing

  private var reproduce: Section {
    let fixed = study.knobs.filter { $0.values.count == 1 }
    let rows =
      [
        Row(
          "seed", String(study.seed),
          note: "with \(counted(Int(study.replications), "replication")) of each point"),
        Row("fingerprint", sweep.fingerprint.description, note: "of every delivery of every run"),
        Row("report format", String(Report.sweepFormat)),
      ] + fixed.map { Row($0.path, $0.values[0], note: "at every point") }
    return ReproduceSection.section(rows, changes: study.changes)
  }

  private func counted(_ count: Int, _ word: String) -> String {
    "\(NumberText.grouped(Int64(count))) \(word)\(count == 1 ? "" : "s")"
  }
}
