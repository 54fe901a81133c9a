import Measures
import Studies

/// The contents of a comparison's `report.json`, key by key in their order.
struct ContrastRecord {
  private let contrast: Contrast

  init(_ contrast: Contrast) { self.contrast = contrast }

  /// The whole record.
  var fact: Fact {
    .object([
      ("format", .whole(Report.contrastFormat)), ("study", .text("comparison")),
      ("title", .text(contrast.title)), ("base", .text(contrast.names[0])),
      ("designs", .list(contrast.names.map { .text($0) })), ("run", run),
      ("messages", messages),
      (
        "goals",
        byDesign { design in .list(design.verdicts.map(Record.goal)) }
      ),
      ("figures", .list(FigureChapter.allCases.flatMap(figures))),
      ("assumptions", AssumptionRecord.fact(of: contrast.assumptions)),
      ("notes", byDesign { NoteRecord.fact(of: $0.notes) }),
    ])
  }

  private func byDesign(_ fact: (Subject) -> Fact) -> Fact {
    .object(contrast.designs.map { (key: $0.design, value: fact($0)) })
  }

  private var run: Fact {
    let first = contrast.base.first
    let entries: [(key: String, value: Fact)] = [
      ("seed", .text(String(first.seed))), ("replications", .whole(Int64(contrast.replications))),
      ("calibration", .text(first.calibration.name)),
      ("changes", .list(contrast.changes.map { .text($0) })),
      ("trafficEnd", .moment(first.trafficEnd)),
      ("fingerprints", byDesign { .list($0.runs.map { .text($0.fingerprint.description) }) }),
    ]
    return .object(
      entries + RunRecord.precision(contrast.certainty)
        + RunRecord.dates(of: contrast.designs.map { $0.first }))
  }

  private var messages: Fact {
    let arrivals = contrast.arrivals
    return .object([
      ("same", .flag(arrivals.isSame)),
      (
        "differ",
        .list(
          arrivals.strays.map {
            .object([("client", .text($0.client)), ("why", .text($0.reason.words))])
          })
      ), ("sent", byDesign { $0.messages.fact }),
      (
        "arrivals",
        .object(
          zip(contrast.names, arrivals.fingerprints).map { name, fingerprints in
            (key: name, value: .list(fingerprints.map { .text($0.description) }))
          })
      ),
    ])
  }

  // MARK: Figures

  private func figures(_ chapter: FigureChapter) -> [Fact] {
    chapter.groups(of: contrast).flatMap { group in
      group.figures.map { figure in
        .object([
          ("section", .text(chapter.rawValue)), ("of", .text(group.title)),
          ("figure", .text(figure.name)), ("unit", .text(figure.unit.name)),
          ("means", means(of: figure)), ("differences", differences(of: figure)),
          ("values", values(of: figure)),
        ])
      }
    }
  }

  private func means(of figure: ComparedFigure) -> Fact {
    .object(
      zip(contrast.names, figure.figures).map { name, figure in
        (key: name, value: figure?.mean.map { .real($0) } ?? .none)
      })
  }

  private func values(of figure: ComparedFigure) -> Fact {
    .object(
      zip(contrast.names, figure.figures).map { name, figure in
        (
          key: name,
          value: .list((figure?.numbers ?? []).map { Fact($0) })
        )
      })
  }

  private func differences(of figure: ComparedFigure) -> Fact {
    .object(
      contrast.designs.indices.dropFirst().map { design in
        let difference = figure.difference(of: design, replications: contrast.replications)
        return (
          key: contrast.names[design],
          value: difference.map(fact) ?? .none
        )
      })
  }

  private func fact(of difference: PairedDifference) -> Fact {
    .object([
      ("mean", .real(difference.mean)),
      ("low", difference.interval.map { .real($0.low) } ?? .none),
      ("high", difference.interval.map { .real($0.high) } ?? .none),
      ("finding", .text(difference.finding.word)),
      ("ratio", difference.ratio.map { .real($0) } ?? .none),
    ])
  }
}
