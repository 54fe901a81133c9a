import Measures
import Studies

/// What people read of a capacity, from top to bottom.
struct CapacitySections {
  private let loaded: LoadedStudy
  private let words: PlanWords
  private var capacity: Capacity { loaded.capacity }

  init(_ loaded: LoadedStudy) {
    self.loaded = loaded
    words = PlanWords(loaded.capacity.question)
  }

  /// Every section that has something to say.
  var all: [Section] { [answer, tried, story, method, reproduce].compactMap { $0 } }

  // MARK: Answer

  private var answer: Section {
    var blocks: [Section.Block] = [.remark(verdict)]
    if let least = capacity.least {
      blocks.append(
        .remark(
          "At \(capacity.load(of: least)) it \(words.standing(least))."
            + (loaded.first.map { " First: \($0)" } ?? "")))
    }
    if let left = capacity.undecided {
      blocks.append(
        .remark("At \(capacity.load(of: left)) it is \(words.standing(left)). \(PlanWords.ceiling)")
      )
    }
    return Section("Answer", blocks + [.remark(proof), .remark(effort)])
  }

  private var verdict: String {
    guard let most = capacity.most else {
      if capacity.left != nil { return "No load was found that is carried within the goals." }
      return capacity.isComplete
        ? "Not even \(capacity.range.least) is carried within the goals."
        : "The runs ended before a load was found that is carried within the goals."
    }
    let load = capacity.load(of: most)
    guard capacity.least != nil, capacity.left == nil else {
      return capacity.isComplete
        ? "The design carries at least \(load) of \(capacity.path) within its goals, where the"
          + " range ends; --to goes further."
        : "The design carries at least \(load) of \(capacity.path) within its goals."
    }
    return "The design carries \(load) of \(capacity.path) within its goals."
  }

  private var proof: String {
    let confidence = PlanWords.share(capacity.question.confidence)
    if capacity.isProven { return "Proven with \(confidence) confidence\(reservation)." }
    if let left = capacity.undecided {
      return "Tried and not proven: \(capacity.load(of: left)) was left undecided."
    }
    if !capacity.isComplete { return "Tried and not proven: the runs ended before." }
    guard let found = capacity.contradictions.first, let goal = found.goal else {
      return "Tried and not proven: a figure cannot be told from its bound there."
    }
    let (more, less) = (capacity.tried[found.more], capacity.tried[found.less])
    return "Tried and not proven: \(capacity.load(of: more)) misses where "
      + "\(capacity.load(of: less)) meets \(words.goals[goal].name)."
  }

  /// What is proven of goals of every run is no more than how many may break them.
  private var reservation: String {
    let most = capacity.most?.goals.compactMap { $0.mostBroken }.max()
    return most.map { "; goals of every run are broken by at most \(PlanWords.share($0)) of runs" }
      ?? ""
  }

  private var effort: String {
    "It took \(NumberText.grouped(Int64(capacity.runs))) of "
      + "\(NumberText.grouped(Int64(capacity.question.budget))) runs at "
      + "\(capacity.tried.count) loads from \(capacity.range.least) to \(capacity.range.greatest)."
  }

  // MARK: Tried

  private var tried: Section? {
    guard !capacity.tried.isEmpty else { return nil }
    let order = capacity.tried.sorted { place($0) > place($1) }
    let lines = order.map { trying in
      Table.Line(
        capacity.load(of: trying),
        [String(trying.runs)]
          + trying.goals.enumerated().map { goal, verdict in
            "\(words.mark(verdict).sign) \(words.figure(verdict, of: goal))"
          })
    }
    return Section(
      "Tried",
      [.table(Table(capacity.path, ["runs"] + words.goals.map { $0.name }, lines))])
  }

  private func place(_ trying: Plan.Trying) -> Int {
    capacity.question.knobs[0].values.firstIndex(of: capacity.load(of: trying)) ?? 0
  }

  private var story: Section? {
    guard let least = capacity.least, !loaded.story.isEmpty else { return nil }
    return Section(
      StorySection.heading, remark: "at \(capacity.load(of: least)), in \(replication(of: least))",
      [.rows(loaded.story.map { Row($0.time, "", note: $0.sentence) })])
  }

  /// The replication that is told of.
  private func replication(of least: Plan.Trying) -> String {
    let number = "replication \(loaded.replication + 1) of \(least.runs)"
    return least.missing == nil ? number : "\(number), the first that misses a goal"
  }

  // MARK: Method

  private var method: Section {
    Section(
      "Method",
      [
        .remark(
          """
          The load is doubled until a goal is missed, then bisected; each goal is decided at each \
          load by sequential tests of the mean over replications (Student's where it is far from \
          its bound, else Batur and Kim's of 2010). \
          Everything that is called proven is true together with \
          \(PlanWords.share(capacity.question.confidence)) probability, as far as the means of \
          runs are normal and less load never makes a goal worse. A mean within \
          \(PlanWords.share(capacity.question.indifference)) of its bound may pass for either.
          """)
      ])
  }

  private var reproduce: Section {
    ReproduceSection.section(
      [
        Row("seed", String(loaded.study.seed)),
        Row("report format", String(Report.capacityFormat)),
        ReproduceSection.files(of: loaded.study),
      ], changes: loaded.study.changes)
  }
}

/// The contents of a capacity's `report.json`, key by key in their order.
struct CapacityRecord {
  private let loaded: LoadedStudy

  init(_ loaded: LoadedStudy) { self.loaded = loaded }

  /// The whole record.
  var fact: Fact {
    let capacity = loaded.capacity
    let trying = TryingRecord(capacity.question)
    return .object([
      ("format", .whole(Report.capacityFormat)), ("study", .text("capacity")),
      ("title", .text(loaded.study.title)), ("design", .text(capacity.question.design)),
      ("load", .text(capacity.path)), ("from", .text(capacity.range.least)),
      ("to", .text(capacity.range.greatest)), ("question", asked(capacity.question)),
      ("carries", capacity.most.map { .text(capacity.load(of: $0)) } ?? .none),
      ("fails", capacity.least.map { .text(capacity.load(of: $0)) } ?? .none),
      ("proven", .flag(capacity.isProven)), ("complete", .flag(capacity.isComplete)),
      ("left", capacity.undecided.map { .text(capacity.load(of: $0)) } ?? .none),
      ("givesOut", loaded.node.map { .text($0) } ?? .none),
      ("how", loaded.first.map { .text($0) } ?? .none),
      ("contradictions", trying.fact(of: capacity.contradictions)),
      ("tried", .list(capacity.tried.map(trying.fact))),
      (
        "effort",
        .object([
          ("runs", .whole(Int64(capacity.runs))), ("errorOfOne", .real(capacity.error)),
        ])
      ), ("run", TryingRecord.run(of: loaded.study)),
    ])
  }

  /// The question without its loads, of which there are hundreds.
  private func asked(_ question: PlanQuestion) -> Fact {
    .object([
      ("goals", .list(question.goals.map { .text(question.figures[$0].name) })),
      ("confidence", .real(question.confidence)),
      ("indifference", .real(question.indifference)), ("budget", .whole(Int64(question.budget))),
    ])
  }
}
