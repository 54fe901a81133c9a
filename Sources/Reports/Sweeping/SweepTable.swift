import Documents
import Studies

/// Every figure of every run of a sweep as a tidy row: `points.csv`.
enum SweepTable {
  /// All rows, run by run, with a line break at the end.
  ///
  /// A figure that was not measured is empty, one that never happened is `never`; numbers are in
  /// the base of their unit.
  static func text(of sweep: Sweep) -> String {
    let study = sweep.study
    let heads =
      ["design"] + study.knobs.map { $0.path } + ["replication", "figure", "unit", "value"]
    let names = study.figures.map {
      "\(CSVFormat.quoted($0.name)),\(CSVFormat.quoted($0.unit.name))"
    }
    var text = heads.map(CSVFormat.quoted).joined(separator: ",") + "\n"
    for spot in sweep.spots {
      let place =
        [CSVFormat.quoted(spot.point.design)]
        + study.knobs.map { CSVFormat.quoted(spot.point.value(of: $0.path) ?? "") }
      for trial in spot.trials {
        let run = (place + [String(trial.key.replication + 1)]).joined(separator: ",")
        for (name, figure) in zip(names, trial.figures) {
          text += "\(run),\(name),\(figure.map(written) ?? "")\n"
        }
      }
    }
    return text
  }

  private static func written(_ figure: Double) -> String {
    figure.isFinite ? ShortestDecimal.text(figure) : "never"
  }
}
