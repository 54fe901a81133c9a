import Measures
import Studies

extension Report {
  /// The version of a sweep's `report.json`.
  package static let sweepFormat: Int64 = 1

  /// The report on a sweep; its table of runs is in place of courses over time.
  package init(on sweep: Sweep) {
    let study = sweep.study
    let designs = study.designs.count > 1 ? ["\(study.designs.count) designs"] : []
    let settings = study.knobs.filter { $0.values.count > 1 }.count
    let knobs = settings == 0 ? [] : ["\(settings) setting\(settings == 1 ? "" : "s")"]
    let runs = NumberText.grouped(Int64(sweep.spots.count) * Int64(study.replications))
    let points = sweep.spots.count == 1 ? "1 point" : "\(sweep.spots.count) points"
    let parts =
      designs + knobs + [
        points, study.replications == 1 ? "1 replication" : "\(study.replications) replications",
        "\(runs) runs",
      ]
    self.init(
      title: "\(study.title) – \(study.command)", subtitle: parts.joined(separator: " · "),
      sections: SweepSections(sweep).all, record: SweepRecord(sweep).fact,
      series: SweepTable.text(of: sweep))
  }
}
