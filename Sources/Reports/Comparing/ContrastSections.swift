import Kernel
import Measures
import Studies

/// What people read of a comparison, from top to bottom.
struct ContrastSections {
  private let contrast: Contrast

  init(_ contrast: Contrast) { self.contrast = contrast }

  /// Every section that has something to say.
  var all: [Section] {
    [goals].compactMap { $0 } + [messages] + FigureChapter.allCases.compactMap(figures)
      + [
        AssumptionSection.section(contrast.assumptions, changes: contrast.changes),
        NoteSection.section(contrast.notes), reproduce,
      ].compactMap { $0 }
  }

  // MARK: Goals

  private var goals: Section? {
    var texts: [String] = []
    for verdict in contrast.designs.flatMap({ $0.verdicts }) where !texts.contains(verdict.goal) {
      texts.append(verdict.goal)
    }
    guard !texts.isEmpty else { return nil }
    let lines = texts.map { text in
      Table.Line(
        text,
        contrast.designs.map { design in
          design.verdicts.first { $0.goal == text }.map { "\($0.mark.sign) \($0.figure)" } ?? "–"
        })
    }
    let counts = contrast.designs.map { design in
      Row(design.design, VerdictSection.counts(of: design.verdicts))
    }
    let certainty = contrast.certainty.map {
      [Section.Block.remark(CertaintyWords.text(of: $0))]
    }
    return Section(
      VerdictSection.heading,
      [.rows(counts), .table(Table("", contrast.names, lines))] + (certainty ?? []))
  }

  // MARK: Messages

  /// More are in `report.json`.
  private static let mostFingerprints = 10

  private var messages: Section {
    let arrivals = contrast.arrivals
    let shown = arrivals.isSame ? Array(contrast.designs.prefix(1)) : contrast.designs
    let lines = (0..<min(contrast.replications, Self.mostFingerprints)).map { index in
      Table.Line(
        "replication \(index + 1)",
        shown.indices.flatMap { design in
          [
            NumberText.grouped(shown[design].runs[index].messages),
            arrivals.fingerprints[design][index].description,
          ]
        })
    }
    let heads =
      arrivals.isSame
      ? ["messages", "fingerprint"]
      : contrast.names.flatMap { ["messages of \($0)", "fingerprint"] }
    let hidden = contrast.replications - lines.count
    return Section(
      "Messages",
      fairness.map { .remark($0) } + [.table(Table("arrivals", heads, lines))]
        + (hidden > 0 ? [.remark("\(hidden) more in report.json.")] : []))
  }

  /// Whether the designs got the same messages, and where not, why.
  private var fairness: [String] {
    guard !contrast.arrivals.isSame else {
      return ["Every design got the same messages at the same moments, replication by replication."]
    }
    let words =
      contrast.arrivals.isPaired
      ? "Every design got its messages at the same moments, replication by replication."
      : "The designs did not get the same messages."
    return [words]
      + contrast.arrivals.strays.map { "\($0.client) \($0.reason.words)." }
  }

  // MARK: Figures

  private func figures(_ chapter: FigureChapter) -> Section? {
    let groups = chapter.groups(of: contrast)
    guard !groups.isEmpty else { return nil }
    let tables = contrast.designs.indices.dropFirst().map { design in
      Section.Block.table(table(groups, of: design))
    }
    return Section(
      chapter.heading, remark: chapter.remark,
      ContrastCharts(contrast: contrast).blocks(of: chapter) + tables
        + (chapter == .latency ? [.remark(legend)] : []))
  }

  private func table(_ groups: [ComparedGroup], of design: Int) -> Table {
    let names = contrast.names
    let heads = [names[0], names[design], "difference", "", "ratio"]
    let lines = groups.flatMap { group in
      let own = group.figures.filter { $0.figures[0] != nil || $0.figures[design] != nil }
      let level = group.title.isEmpty ? 0 : 1
      let title = level == 0 || own.isEmpty ? [] : [Table.Line(group.title, heads.map { _ in "" })]
      return title + own.map { line(of: $0, design, level: level) }
    }
    return Table("", heads, lines).omitting([""])
  }

  private func line(of figure: ComparedFigure, _ design: Int, level: Int) -> Table.Line {
    let difference = figure.difference(of: design, replications: contrast.replications)
    return Table.Line(
      figure.name,
      [
        figure.figures[0]?.meanText ?? "–", figure.figures[design]?.meanText ?? "–",
        difference?.text(in: figure.unit) ?? "–", difference?.finding.mark ?? "",
        difference?.ratio.map { NumberText.real($0) } ?? "",
      ], level: level)
  }

  private var legend: String {
    guard contrast.replications > 1 else {
      return """
        One replication: there is no interval, and no difference can be told from chance. \
        --replications 10 gives one. = is the same in both.
        """
    }
    return """
      Means over \(contrast.replications) replications. The difference to \(contrast.names[0]) is \
      taken replication by replication; ± is Student's 95 % interval of its mean. It is real where \
      that interval leaves out zero: ▲ more, ▼ less; = is the same in every replication. \
      Without a mark it may be chance, and so is one mark in twenty where designs do not differ.
      """
  }

  // MARK: Reproducing

  private var reproduce: Section {
    let first = contrast.base.first
    let dates = ReproduceSection.start(of: contrast.designs.map { $0.first })
    let rows =
      [dates].compactMap { $0 } + [
        Row("seed", String(first.seed), note: "with \(contrast.replicationText) of each design"),
        Row(
          "report format", String(Report.contrastFormat),
          note: "calibration \(first.calibration.name)"),
      ]
      + contrast.designs.map { design in
        Row(
          "fingerprint of \(design.design)", design.first.fingerprint.description,
          note: "of every delivery in the first replication")
      }
    return ReproduceSection.section(rows)
  }
}

extension ArrivalCheck.Reason {
  /// The end of a sentence that a client's name begins.
  var words: String {
    switch self {
    case .waitsForAnswers:
      "waits for answers before it sends again, so that a design changes what it sends"
    case .otherContent: "says other things, or more of them, in one design than in another"
    case .otherTraffic: "sends at other times, or says other things, in one design than in another"
    case .isMissing: "is not in every design"
    }
  }
}

extension PairedDifference {
  /// The difference as people read it: `+147 ms ± 410 µs`.
  func text(in unit: UnitOfMeasure) -> String {
    let text = Self.signed(mean, unit)
    guard let interval, interval.halfWidth > 0 else { return text }
    return "\(text) ± \(Quantity(real: interval.halfWidth, unit).text)"
  }

  private static func signed(_ value: Double, _ unit: UnitOfMeasure) -> String {
    let text = Quantity(real: value, unit).text
    return value > 0 && text != Quantity(0, unit).text ? "+" + text : text
  }
}

extension PairedDifference.Finding {
  /// The mark of a table; none where nothing is settled.
  var mark: String {
    switch self {
    case .more: "▲"
    case .less: "▼"
    case .same: "="
    case .unsettled: ""
    }
  }

  /// The word of `report.json`.
  var word: String {
    switch self {
    case .more: "more"
    case .less: "less"
    case .same: "same"
    case .unsettled: "unsettled"
    }
  }
}
