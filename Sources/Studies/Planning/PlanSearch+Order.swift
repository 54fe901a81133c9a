import Measures

/// What follows from the points that were run for those that were not.
extension PlanSearch {
  /// Whether it is proven that something passes and costs less.
  func isBeaten(_ place: Int) -> Bool {
    guard let rival = candidates[place]?.beatenBy else { return false }
    return candidates[rival]?.standing.passes ?? false
  }

  /// The point of a column that decides most; nil where all is decided.
  func next(in column: [Int]) -> Int? {
    let (low, high) = bracket(of: column)
    return high - low > 1 ? column[(low + high) / 2] : nil
  }

  /// The points that decide most in the first columns that are not decided.
  func open() -> [Int] {
    var places: [Int] = []
    for column in grid.columns where places.count < question.width {
      if let place = next(in: column) { places.append(place) }
    }
    return places
  }

  /// The last level that fails, or that was left undecided and so is not known to pass, and the
  /// first that passes or costs too much.
  private func bracket(of column: [Int]) -> (low: Int, high: Int) {
    guard !order.isEmpty else { return (-1, column.count) }
    let low = column.lastIndex { known.fails[$0] || known.isLeft[$0] } ?? -1
    let high = column.firstIndex { known.passes[$0] || known.isDear[$0] } ?? column.count
    return (low, high)
  }

  /// The least point of a column that passes by its own runs; nil where it has none, where another
  /// column has one with less, or where it costs more for sure than one that passes.
  func least(of column: [Int]) -> Int? {
    guard let place = column.first(where: { candidates[$0]?.standing.passes == true }),
      !isBeaten(place), candidates[place]?.costs != nil, !known.isAbove[place]
    else { return nil }
    return place
  }

  /// The mean over the first runs, which every point has.
  func firstMean(of candidate: PlanCandidate) -> Double? {
    candidate.costs.flatMap { PlanCandidate.mean(Array($0.prefix(question.firstStage))) }
  }

  /// The cheapest point that passes by its own runs, as far as can be seen.
  func cheapest() -> Int? {
    order.filter { candidates[$0]?.standing.passes == true && candidates[$0]?.costs != nil }
      .min { (cost(of: $0), $0) < (cost(of: $1), $1) }
  }

  private func cost(of place: Int) -> Double {
    candidates[place].flatMap { $0.costs.flatMap(PlanCandidate.mean) } ?? .infinity
  }

  /// Compares what was run with the cheapest point that passes.
  ///
  /// Only the first runs are compared, whose number depends on no figure.
  mutating func compare() {
    let passing = order.filter { candidates[$0]?.standing.passes == true }
    let means = passing.map { (candidates[$0].flatMap { firstMean(of: $0) } ?? .infinity, $0) }
    guard let (mean, rival) = means.min(by: { $0 < $1 }), mean.isFinite else { return }
    for place in order where place != rival {
      guard let candidate = candidates[place], !candidate.compared.contains(rival) else { continue }
      candidates[place]?.compared.insert(rival)
      if let excess = excess(of: place, over: rival), excess.low > 0 {
        candidates[place]?.beatenBy = rival
      }
    }
  }

  /// The interval that a point's figure less another's lies in but for one comparison's error.
  private func excess(of place: Int, over other: Int) -> ConfidenceInterval? {
    let costs = [place, other].compactMap { candidates[$0]?.costs?.prefix(question.firstStage) }
    guard costs.count == 2 else { return nil }
    return ConfidenceInterval(
      ofDifferences: Array(costs[0]), Array(costs[1]), confidence: 1 - 2 * errors.comparison)
  }

  /// The rivals that may be cheaper than a point by more than is of no matter, as far as the paired
  /// differences of the first runs prove.
  ///
  /// Where several lie within the indifference of each other, one may drop the cheapest and be
  /// dropped by a third. Of two, the selection proves it by itself.
  func contenders(against place: Int, among rivals: [Int], indifference: Double) -> [Int] {
    guard rivals.count > 2 else { return [] }
    return rivals.filter { rival in
      rival != place && excess(of: place, over: rival).map { $0.high > indifference } ?? true
    }
  }

  // MARK: Below and beyond

  /// What is just below a point.
  func below(_ place: Int) -> [Int] {
    question.knobs.indices.compactMap { grid.below(place, in: $0) }
  }

  /// What may refute that the column of a point is monotone: its end, and halfway down.
  func doubts(about place: Int) -> [Int] {
    guard let column = grid.columns.first(where: { $0.contains(place) }), let last = column.last,
      let level = column.firstIndex(of: place)
    else { return [] }
    return (last == place ? [] : [last]) + (level > 1 ? [column[(level - 1) / 2]] : [])
  }

  /// Which points refute that settings are monotone.
  func contradictions() -> [Plan.Contradiction] {
    var found: [Plan.Contradiction] = []
    for (more, place) in order.enumerated() {
      for (less, other) in order.enumerated() where grid.isMore(place, than: other) {
        let goal = worseGoal(at: place, than: other)
        guard goal != nil || isCheaper(place, than: other) else { continue }
        let paths = grid.differences(place, other).map { question.knobs[$0].path }
        found.append(Plan.Contradiction(paths: paths, less: less, more: more, goal: goal))
      }
    }
    return found
  }

  /// A goal that a point is proven to miss while another is proven to meet it.
  private func worseGoal(at place: Int, than other: Int) -> Int? {
    guard let own = candidates[place], let its = candidates[other] else { return nil }
    return own.tests.indices.first { goal in
      switch (its.tests[goal].finding, own.tests[goal].finding) {
      case (.meets?, .misses?): true
      case (.held?, .broken?): own.isMostlyBroken(goal)
      default: false
      }
    }
  }

  private func isCheaper(_ place: Int, than other: Int) -> Bool {
    guard let excess = excess(of: place, over: other),
      let mean = candidates[other].flatMap({ firstMean(of: $0) })
    else { return false }
    return excess.high < -question.indifference * mean.magnitude
  }

  // MARK: The plan

  /// What the search came to.
  ///
  /// - Parameter isSearched: Whether it came to its end.
  func plan(isSearched: Bool) -> Plan {
    let tried = order.compactMap { place in
      candidates[place].map { $0.trying(at: grid.points[place], isBeaten: isBeaten(place)) }
    }
    let others = grid.points.indices.filter { candidates[$0] == nil }
    let inferred = order.isEmpty ? [] : others.filter { known.fails[$0] || known.passes[$0] }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return Plan(
      question: question, tried: tried, chosen: best.flatMap { places[$0] },
      below: best.map { below($0, places) } ?? [], contradictions: contradictions(),
      left: left.compactMap { places[$0] }, contenders: contenders.compactMap { places[$0] },
      isComplete: isSearched && left.isEmpty, runs: runs, points: grid.points.count,
      inferred: inferred.count,
      spared: order.isEmpty
        ? 0
        : others.filter { known.isDear[$0] && !known.fails[$0] && !known.passes[$0] }.count,
      error: errors.test)
  }

  private func below(_ place: Int, _ places: [Int: Int]) -> [Plan.Neighbour] {
    question.knobs.indices.map { knob in
      let neighbour = grid.below(place, in: knob)
      return Plan.Neighbour(
        path: question.knobs[knob].path,
        value: neighbour.map { question.knobs[knob].values[grid.level(of: knob, at: $0)] },
        trying: neighbour.flatMap { places[$0] })
    }
  }
}
