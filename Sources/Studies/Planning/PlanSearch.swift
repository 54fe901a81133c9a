import Measures

/// Finds the settings with the least figure of all that meet every goal, and keeps count of what it
/// proved.
///
/// In every column, the points that differ in the bisected setting alone, it seeks the least one
/// that meets every goal. Points that cost more for sure than one that does are left alone. Among
/// the least ones of all columns the cheapest is selected. At the end it looks at what is just
/// below the answer, and where what is declared of settings may be refuted with few runs.
///
/// Runs are asked for in steps that depend on nothing but what came out before, and replications of
/// all points share their draws.
package struct PlanSearch {
  let question: PlanQuestion
  let grid: PlanGrid
  /// How what may be wrong is split over all that is said to be proven.
  let errors: ErrorBudget

  /// What was looked at, by its place in the grid.
  var candidates: [Int: PlanCandidate] = [:]
  /// The places in the order in which they were first looked at.
  var order: [Int] = []
  /// What follows from them for all points.
  private(set) var known = PlanKnowledge()
  /// The point that was chosen.
  var best: Int?
  /// How many runs were asked for.
  private(set) var runs = 0
  /// Whether the next step would take more runs than there are.
  private(set) var isExhausted = false
  /// Whether somebody ended it.
  private(set) var isCancelled = false
  /// The points that were left undecided until the answer was known.
  private(set) var left: [Int] = []
  /// The points that passed and may be cheaper than the chosen one by more than the indifference.
  private(set) var contenders: [Int] = []
  private var (selections, confirmations) = (0, 0)
  /// Whether no more is run.
  var isStopped: Bool { isExhausted || isCancelled }

  /// How many runs every point may take.
  private var fewRuns: Int { question.firstStage + 4 * question.batch }

  /// Whether a point has had its share of the runs and is undecided: half of those that are left,
  /// its own among them.
  ///
  /// How long a test takes grows with the square of a figure's spread in terms of the indifference,
  /// and a mean at its bound takes it to the end: thousands of runs, where a run strays by a
  /// quarter of the bound. A share of what is left leaves room for the others, however many of them
  /// are as hard.
  func isLeft(_ place: Int) -> Bool {
    guard let candidate = candidates[place], candidate.standing == .undecided else { return false }
    let count = candidate.rows.count
    return count >= max(fewRuns, (question.budget - runs + count) / 2)
  }

  /// A search that begins.
  ///
  /// - Parameter mostLooks: How many points it may look at at most, where that is known.
  package init(_ question: PlanQuestion, mostLooks: Int? = nil) {
    self.question = question
    grid = PlanGrid(question)
    let looks = grid.mostLooks(isReopened: question.hasGoalOfEveryRun)
    errors = ErrorBudget(question, looks: mostLooks ?? looks)
  }

  /// Searches to the end, or until the runs are spent; nil where the runs were cancelled.
  ///
  /// - Parameter run: The figures of runs, each in the order of the question.
  /// - Throws: What a run throws.
  package mutating func plan<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Plan? {
    var isSearched = false
    repeat {
      try searchColumns(by: run)
      try select(by: run)
      // A point that beat others may have failed meanwhile, which opens their columns again.
      isSearched = try confirm(by: run) && open().isEmpty
    } while !isSearched && !isStopped
    if !isSearched { (best, contenders) = (cheapest(), []) }
    left = order.filter { known.isLeft[$0] }
    if let best, !isStopped {
      try settle(below(best), by: run)
      try settle(doubts(about: best), within: fewRuns, by: run)
      if !contradictions().isEmpty { (self.best, contenders) = (cheapest(), []) }
    }
    return isCancelled ? nil : plan(isSearched: isSearched)
  }

  // MARK: Runs

  /// Runs points so often as a decision needs next, all of them side by side.
  private mutating func advance<Failure: Error>(
    _ places: [Int], by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) {
    var keys: [Trial.Key] = []
    var owners: [Int] = []
    for place in places {
      let count = candidates[place]?.rows.count ?? 0
      let next =
        count < question.probe ? question.probe : max(question.firstStage, count + question.batch)
      guard runs + keys.count + next - count <= question.budget else { continue }
      keys += (count..<next).map { Trial.Key(grid.points[place], UInt32($0)) }
      owners += (count..<next).map { _ in place }
    }
    guard !keys.isEmpty else {
      isExhausted = true
      return
    }
    guard let rows = try run(keys) else {
      isCancelled = true
      return
    }
    runs += keys.count
    for (place, row) in zip(owners, rows) {
      if candidates[place] == nil {
        candidates[place] = PlanCandidate(place, question, errors)
        order.append(place)
      }
      candidates[place]?.record(row)
    }
    for place in Set(owners) { candidates[place]?.judge() }
    compare()
    known = PlanKnowledge(self)
  }

  /// Runs points until their own runs decide about their goals, or so often, or until they had
  /// their share.
  mutating func settle<Failure: Error>(
    _ places: [Int], within most: Int = .max,
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) {
    while !isStopped {
      let open = places.filter { place in
        guard let candidate = candidates[place] else { return true }
        return candidate.standing == .undecided && candidate.rows.count < most && !isLeft(place)
      }
      guard !open.isEmpty else { return }
      try advance(open, by: run)
    }
  }

  private mutating func searchColumns<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) {
    while !isStopped {
      let places = open()
      guard !places.isEmpty else { return }
      try advance(places, by: run)
    }
  }

  // MARK: Selection

  /// Chooses the cheapest of the least points of all columns.
  private mutating func select<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) {
    let rivals = grid.columns.compactMap { least(of: $0) }
    (best, contenders) = (rivals.first, [])
    guard rivals.count > 1, !isStopped else { return }
    selections += 1
    let means = rivals.compactMap { candidates[$0].flatMap { firstMean(of: $0) } }
    let scale = means.reduce(.infinity, min).magnitude
    let indifference = max(question.indifference * scale, .leastNormalMagnitude)
    var selection = SelectionOfBest(
      .least, among: rivals.count, indifference: indifference,
      error: errors.selection(selections), firstStage: question.firstStage)
    while selection.best == nil {
      let left = selection.survivors.map { rivals[$0] }
      let short = left.filter { (candidates[$0]?.rows.count ?? 0) <= selection.rows }
      if !short.isEmpty { try advance(short, by: run) }
      let row = left.compactMap { place in
        candidates[place].flatMap { candidate in
          candidate.costs.flatMap { $0.indices.contains(selection.rows) ? $0[selection.rows] : nil }
        }
      }
      // One that was found to have no figure ends the selection, and is no rival in the next.
      guard !isStopped, row.count == left.count else {
        best = nil
        return
      }
      selection.record(row)
    }
    best = selection.best.map { rivals[$0] }
    contenders =
      best.map { contenders(against: $0, among: rivals, indifference: indifference) } ?? []
  }

  /// Confirms the chosen point; whether it stays the chosen one.
  private mutating func confirm<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Bool {
    guard !isStopped else { return false }
    guard let best else { return grid.columns.allSatisfy { least(of: $0) == nil } }
    return try confirm(best, by: run)
  }

  /// Runs a point until what has to hold in every run held often enough, or the runs are spent;
  /// whether it did and the point still passes.
  mutating func confirm<Failure: Error>(
    _ place: Int, by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Bool {
    guard let candidate = candidates[place], candidate.tests.contains(where: { $0.isOfEveryRun })
    else { return candidates[place]?.standing.passes ?? false }
    if candidate.confirmation == nil {
      confirmations += 1
      candidates[place]?.confirm(by: errors.confirmation(confirmations))
    }
    while !isStopped, let candidate = candidates[place], candidate.standing.passes {
      guard candidate.isConfirmed != true else { return true }
      try advance([place], by: run)
    }
    return false
  }
}
