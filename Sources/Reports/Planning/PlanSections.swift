import Measures
import Studies

/// What people read of a plan, from top to bottom.
struct PlanSections {
  private let planned: PlannedStudy
  private var study: Study { planned.study }
  private var plan: Plan { planned.plan }
  private let words: PlanWords
  private var question: PlanQuestion { plan.question }

  init(_ planned: PlannedStudy) {
    self.planned = planned
    words = PlanWords(planned.plan.question)
  }

  /// Every section that has something to say.
  var all: [Section] {
    [answer, goals, below, contradictions, tried, method, reproduce].compactMap { $0 }
  }

  // MARK: Answer

  private var answer: Section {
    var blocks: [Section.Block] = [.remark(verdict)]
    if let answer = plan.answer {
      blocks.append(
        .rows(answer.point.choices.map { Row($0.path, $0.value, note: note(on: $0.path)) }))
      blocks.append(.remark(proof))
    }
    if let missed { blocks.append(.remark(missed)) }
    if let left { blocks.append(.remark(left)) }
    return Section("Answer", blocks + [.remark(effort)])
  }

  /// The goals that every point misses that was tried; nil where there is an answer.
  private var missed: String? {
    guard plan.answer == nil, !plan.tried.isEmpty else { return nil }
    let always = words.goals.indices.filter { goal in
      plan.tried.allSatisfy { [.misses, .broken].contains($0.goals[goal].finding) }
    }
    guard !always.isEmpty else { return nil }
    let goals = always.map { words.goals[$0].name }
    return "Missed wherever it was tried: \(goals.joined(separator: "; "))."
  }

  /// More of them are in the table of what was tried.
  private static let mostLeft = 3

  /// The points that were left undecided, each with its goals; nil where there is none.
  private var left: String? {
    guard !plan.left.isEmpty else { return nil }
    let named = plan.left.prefix(Self.mostLeft).map { place in
      let trying = plan.tried[place]
      return "\(values(of: trying)) after \(trying.runs) runs, "
        + words.named(trying.undecided, at: trying)
    }
    let hidden = plan.left.count - named.count
    let more = hidden > 0 ? [" and \(hidden) more"] : []
    return "Left undecided: " + (named + more).joined(separator: "; ") + ". " + PlanWords.ceiling
  }

  private func values(of trying: Plan.Trying) -> String {
    words.values(trying.point).joined(separator: " · ")
  }

  private var confidence: String { PlanWords.share(question.confidence) }
  private var indifference: String { PlanWords.share(question.indifference) }

  private var verdict: String {
    guard let answer = plan.answer, let aim = words.aim else {
      if plan.isProvenImpossible {
        return
          "No setting that may be chosen meets every goal: proven with \(confidence) confidence."
      }
      return plan.isComplete || !plan.left.isEmpty
        ? "No setting that was tried is known to meet every goal."
        : "The runs ended before any was found."
    }
    let figure = words.text(answer.figure, answer.interval, aim.unit)
    let begin =
      plan.isComplete
      ? "The \(words.best) settings that meet every goal"
      : "The \(words.best) of what was tried so far"
    return "\(begin): \(aim.name) is \(figure)."
  }

  /// What is just below the answer in a setting.
  private func note(on path: String) -> String {
    guard let neighbour = plan.below.first(where: { $0.path == path }) else { return "" }
    guard let value = neighbour.value else { return "the first of its values" }
    guard let place = neighbour.trying else { return "\(value) was not tried" }
    return "\(value) \(fate(of: plan.tried[place]))"
  }

  /// What is proven and what was only tried, in whole sentences.
  private var proof: String {
    var proven: [String] = []
    var tried: [String] = []
    if plan.isProvenToMeet {
      let isOfRuns = plan.answer?.goals.contains { $0.finding == .held } ?? false
      proven.append(
        "these settings meet every goal"
          + (isOfRuns ? " (one of every run as far as is said of it below)" : ""))
    } else {
      tried.append("that these settings meet every goal: some figure is too close to its bound")
    }
    let cheapest =
      "no other setting of the \(NumberText.grouped(Int64(plan.points))) that meets every goal is "
      + "\(words.better) by more than \(indifference)"
    if plan.isProvenCheapest {
      proven.append(cheapest)
    } else {
      tried.append("that \(cheapest)\(reason)")
    }
    let sentences = [
      proven.isEmpty
        ? nil
        : "Proven, with \(confidence) confidence in all of it together: "
          + proven.joined(separator: ", and ") + ".",
      tried.isEmpty ? nil : "Tried and not proven: " + tried.joined(separator: "; ") + ".",
    ]
    return sentences.compactMap { $0 }.joined(separator: " ")
  }

  /// Why it is not proven that nothing is better.
  private var reason: String {
    if !plan.contradictions.isEmpty { return ", as what is declared of settings does not hold" }
    if !plan.left.isEmpty { return ", as some were left undecided" }
    if !plan.isComplete { return ", as the runs ended before" }
    guard let first = plan.contenders.first else { return ", as some miss a goal too narrowly" }
    return ", as \(values(of: plan.tried[first])) is so near that the selection alone cannot tell"
  }

  private var effort: String {
    func counted(_ count: Int, _ one: String, _ several: String) -> String? {
      count > 0 ? "\(NumberText.grouped(Int64(count))) \(count == 1 ? one : several)" : nil
    }
    let declared = "from what is declared of settings"
    let counts = [
      counted(plan.tried.count, "was run", "were run"),
      counted(plan.inferred, "follows \(declared)", "follow \(declared)"),
      counted(plan.spared, "\(words.isWorse) for sure", "\(words.areWorse) for sure"),
    ]
    return "It took \(NumberText.grouped(Int64(plan.runs))) of "
      + "\(NumberText.grouped(Int64(question.budget))) runs; of "
      + "\(NumberText.grouped(Int64(plan.points))) points "
      + counts.compactMap { $0 }.joined(separator: ", ") + "."
  }

  // MARK: Goals

  private var goals: Section? {
    guard let answer = plan.answer else { return nil }
    let rows = answer.goals.enumerated().map { place, verdict in
      Row(
        words.goals[place].name, words.figure(verdict, of: place),
        note: words.finding(verdict, of: place, runs: answer.runs), mark: words.mark(verdict))
    }
    return Section("Goals", remark: "at the answer, in \(answer.runs) runs", [.rows(rows)])
  }

  // MARK: Just below

  private var below: Section? {
    let known = plan.below.filter { $0.value != nil }
    guard !known.isEmpty, plan.answer != nil else { return nil }
    let rows = known.map { neighbour in
      let trying = neighbour.trying.map { plan.tried[$0] }
      return Row(
        "\(neighbour.path) \(neighbour.value ?? "")", trying.flatMap { cost(of: $0) } ?? "–",
        note: trying.map { fate(of: $0) } ?? "not tried",
        mark: trying.map { $0.standing.passes ? .met : $0.standing.fails ? .missed : .undecided })
    }
    return Section("Just below", remark: words.aim?.name ?? "", [.rows(rows)])
  }

  /// What becomes of the goals at a point beside the answer.
  private func fate(of trying: Plan.Trying) -> String {
    trying.standing.passes ? "misses no goal" : words.standing(trying)
  }

  private func cost(of trying: Plan.Trying) -> String? {
    words.aim.map { words.text(trying.figure, trying.interval, $0.unit) }
  }

  // MARK: What is declared

  private static let mostContradictions = 5

  private var contradictions: Section? {
    guard !plan.contradictions.isEmpty else { return nil }
    let shown = plan.contradictions.prefix(Self.mostContradictions).map { found in
      Section.Block.remark(sentence(of: found))
    }
    return Section(
      "Not as declared",
      shown + [.remark("What follows from what was declared there is not proven.")])
  }

  private func sentence(of found: Plan.Contradiction) -> String {
    func values(_ place: Int) -> String {
      found.paths.compactMap { plan.tried[place].point.value(of: $0) }.joined(separator: ", ")
    }
    let paths = found.paths.joined(separator: " with ")
    let (more, less) = (values(found.more), values(found.less))
    guard let goal = found.goal else {
      return "\(paths) is not monotone: \(more) is \(words.better) than \(less)."
    }
    return "\(paths) is not monotone: \(more) misses where \(less) meets \(words.goals[goal].name)."
  }

  // MARK: Tried

  /// More are in `report.json`.
  private static let mostTried = 60

  private var tried: Section? {
    guard !plan.tried.isEmpty else { return nil }
    let lines = plan.tried.prefix(Self.mostTried).map { trying in
      Table.Line(
        values(of: trying),
        [String(trying.runs), cost(of: trying) ?? "–", words.shortly(trying)])
    }
    let paths = question.knobs.map { $0.path }
    let table = Table("", ["runs", words.aim?.name ?? "", "goals"], lines)
    let hidden = plan.tried.count - lines.count
    return Section(
      "Tried",
      PlanCharts.blocks(of: planned) + [
        .remark(words.numbered), .remark(paths.joined(separator: " · ")), .table(table),
      ]
        + (hidden > 0 ? [.remark("\(hidden) more in report.json.")] : []))
  }

  // MARK: Method

  private var method: Section {
    let assumed =
      question.monotone.isEmpty
      ? ""
      : ", and as more of \(question.monotone.joined(separator: ", ")) is declared never to make"
        + " a goal worse and never to make anything \(words.better)"
    return Section(
      "Method",
      [
        .remark(
          """
          Each goal is decided at each point by sequential tests of the mean over replications \
          (Student's where it is far from its bound, else Batur and Kim's of 2010), the \
          \(words.best) among what meets every goal is selected fully sequentially \
          (Kim and Nelson 2001), and all points share their draws.
          """),
        .remark(
          """
          Everything that is called proven is true together with \(confidence) probability, as \
          far as the means of runs are normal\(assumed). A mean within \(indifference) of its \
          bound may pass for either.
          """),
        .remark(selection),
      ])
  }

  /// What is proven of the one that was selected, and by what.
  private var selection: String {
    """
    The selection finds the \(words.best) where every other is \(words.worse) by \(indifference) \
    of the least mean of the first \(question.firstStage) runs; of two that are nearer it may \
    choose either. Where three or more are as near, that none is \(words.better) than the answer \
    by more than that is proven by the paired differences of these runs, or is not called proven.
    """
  }

  private var reproduce: Section {
    ReproduceSection.section(
      [
        Row("seed", String(study.seed), note: "every point has the same draws"),
        Row("report format", String(Report.planFormat)), ReproduceSection.files(of: study),
      ], changes: study.changes)
  }
}
