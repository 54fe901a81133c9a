import Kernel
import Studies

/// What the report on a sweep is about: its points, and what the runs at each of them came to.
///
/// It follows from the file of results alone, so that files that were merged give the same report.
package struct Sweep {
  /// A point with its runs.
  struct Spot {
    /// Where it is.
    let point: Point
    /// Its runs, in the order of the replications.
    let trials: [Trial]
    /// What they came to, in the order of the study's figures.
    let figures: [SweptFigure]

    /// How all goals together were judged; nil where there are none.
    var outcome: GoalVerdict.Outcome? {
      let outcomes = figures.compactMap { $0.outcome }
      guard !outcomes.isEmpty else { return nil }
      if outcomes.contains(.missed) { return .missed }
      return outcomes.contains(.undecided) ? .undecided : .met
    }
  }

  /// What was studied.
  let study: Study
  /// The points, in the order of the study.
  let spots: [Spot]
  /// What differs between points: designs, where there are several, and knobs of several values.
  let axes: [SweepAxis]

  /// The sweep whose results a file holds, all of them.
  package init(_ file: StudyFile) {
    let study = file.study
    precondition(
      file.trials.map { $0.key } == study.trials, "the results of \(study.title) are not whole")
    let count = Int(study.replications)
    self.study = study
    spots = study.points.enumerated().map { index, point in
      let trials = Array(file.trials[index * count..<(index + 1) * count])
      return Spot(
        point: point, trials: trials,
        figures: study.figures.enumerated().map { place, asked in
          SweptFigure(asked: asked, values: trials.map { $0.figures[place] })
        })
    }
    axes = SweepAxis.all(of: study)
  }

  /// Whether the clients of every point sent the same messages at the same moments.
  var isSameMessages: Bool {
    spots.allSatisfy { $0.trials.map { $0.arrivals } == spots[0].trials.map { $0.arrivals } }
  }

  /// The axes along which messages differ: points that are the same but for this got others.
  var strayAxes: [SweepAxis] {
    guard !isSameMessages else { return [] }
    return axes.filter { axis in
      var arrivals: [[Int?]: [UInt64]] = [:]
      return spots.contains { spot in
        let others = axes.filter { $0 != axis }.map { $0.level(of: spot.point) }
        let own = spot.trials.map { $0.arrivals }
        defer { arrivals[others] = arrivals[others] ?? own }
        return arrivals[others].map { $0 != own } ?? false
      }
    }
  }

  /// What happened in every run, folded.
  var fingerprint: Fingerprint {
    var all = Fingerprint()
    for trial in spots.flatMap({ $0.trials }) { all.fold(trial.fingerprint, 0, 0) }
    return all
  }

  /// Whether at least one point meets every goal; true where there are no goals.
  package var meetsGoals: Bool {
    spots.contains { $0.outcome ?? .met == .met }
  }

  /// The pages of the ledger that do not balance in some run.
  package static func imbalance(in trials: [Trial]) -> String? {
    trials.flatMap { $0.imbalances }.first
  }

  /// The places of the points at which a figure is best, of those given; none where all are the
  /// same or nobody can say what is better.
  func best(of figure: Int, among spots: [Spot]) -> [Int] {
    guard let prefersLess = study.figures[figure].prefersLess else { return [] }
    let means = spots.map { $0.figures[figure].mean }
    let known = means.compactMap { $0 }
    guard let best = prefersLess ? known.min() : known.max(), known.contains(where: { $0 != best })
    else { return [] }
    return means.indices.filter { means[$0] == best }
  }
}
