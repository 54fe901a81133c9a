import Measures
import Studies

/// The contents of a sweep's `report.json`, key by key in their order.
struct SweepRecord {
  private let sweep: Sweep
  private var study: Study { sweep.study }

  init(_ sweep: Sweep) { self.sweep = sweep }

  /// The whole record.
  var fact: Fact {
    .object([
      ("format", .whole(Report.sweepFormat)), ("study", .text(study.command)),
      ("title", .text(study.title)), ("run", run),
      ("designs", .list(study.designs.filter { !$0.isEmpty }.map { .text($0) })),
      ("knobs", .list(study.knobs.map(knob))),
      (
        "messages",
        .object([
          ("same", .flag(sweep.isSameMessages)),
          (
            "differBy",
            .list(sweep.strayAxes.map { .text($0.path.isEmpty ? $0.name : $0.path) })
          ),
        ])
      ), ("figures", .list(study.figures.map(figure))),
      ("points", .list(sweep.spots.map(point))),
      (
        "effects",
        .list(
          study.figures.indices.compactMap { index in
            MainEffects(on: index, of: sweep)?.fact(of: study.figures[index])
          })
      ),
    ])
  }

  private var run: Fact {
    .object([
      ("seed", .text(String(study.seed))), ("replications", .whole(Int64(study.replications))),
      ("changes", .list(study.changes.map { .text($0) })),
      ("fingerprint", .text(sweep.fingerprint.description)),
    ])
  }

  private func knob(_ knob: Knob) -> Fact {
    .object([
      ("path", .text(knob.path)), ("values", .list(knob.values.map { .text($0) })),
    ])
  }

  private func figure(_ asked: AskedFigure) -> Fact {
    let bound: [(key: String, value: Fact)] =
      asked.bound.map { bound in
        [("comparison", .text(bound.comparison.rawValue)), ("bound", .real(bound.value))]
      } ?? []
    return .object([("name", .text(asked.name)), ("unit", .text(asked.unit.name))] + bound)
  }

  private func point(_ spot: Sweep.Spot) -> Fact {
    let design: [(key: String, value: Fact)] =
      spot.point.design.isEmpty ? [] : [("design", .text(spot.point.design))]
    return .object(
      design + [
        ("set", .object(spot.point.choices.map { (key: $0.path, value: .text($0.value)) })),
        ("goals", spot.outcome.map { .text($0.rawValue) } ?? .none),
        ("figures", .list(spot.figures.map { $0.fact })),
        (
          "outcomes",
          .list(spot.figures.map { $0.outcome.map { .text($0.rawValue) } ?? .none })
        ),
      ])
  }
}
