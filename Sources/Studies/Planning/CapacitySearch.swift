import Kernel

/// Finds the largest load that a design carries, by doubling and then halving what is unknown.
///
/// It begins with a load and doubles it until a goal is missed, or halves it until every goal is
/// met, and then bisects between the two. Small loads come first, as they take less time to run.
/// A load that cannot be decided with the runs that one may take passes for one that is not
/// carried. What is carried is then run until what has to hold in every run held often enough;
/// where one of these runs breaks it, the search goes on below.
package struct CapacitySearch {
  private var search: PlanSearch
  /// The levels of the loads, from the least to the greatest: places in the grid, reversed.
  private let places: [Int]
  private let first: Int
  private let stride: Int
  /// How many loads may be looked at, among which the error is split.
  private let mostLooks: Int

  /// A search among loads that begins with one of them.
  ///
  /// - Parameters:
  ///   - question: Its one setting is the load, from the greatest value to the least.
  ///   - first: The place of the load that is tried first, counted from the least.
  ///   - doubling: How many places further a load is twice as large.
  package init(_ question: PlanQuestion, first: Int, doubling: Int) {
    let count = question.knobs[0].values.count
    precondition(
      question.knobs.count == 1 && 0..<count ~= first && doubling > 0,
      "load \(first) of \(count), doubled after \(doubling)")
    places = (0..<count).reversed()
    self.first = first
    stride = doubling
    // From a load too close to its bound to be told it may go either way.
    let halvings = Int.bitWidth - stride.leadingZeroBitCount
    mostLooks = min(count, 4 * (count / stride + 1 + halvings))
    search = PlanSearch(question, mostLooks: mostLooks)
  }

  /// Searches to the end, or until the runs are spent; nil where the runs were cancelled.
  ///
  /// - Throws: What a run throws.
  package mutating func capacity<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Capacity? {
    var (low, high) = (-1, places.count)
    while try bracket(&low, &high, by: run), low >= 0,
      try !search.confirm(places[low], by: run), !search.isStopped
    {
      high = low
      low = (0..<high).last { search.candidates[places[$0]]?.standing.passes == true } ?? -1
    }
    return search.isCancelled ? nil : capacity(low, high)
  }

  /// Looks between what is carried and what is not until they lie next to each other; false where
  /// that cannot be decided.
  private mutating func bracket<Failure: Error>(
    _ low: inout Int, _ high: inout Int,
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Bool {
    while high - low > 1 {
      let next = next(between: low, high)
      guard search.candidates.count < mostLooks else { return false }
      try search.settle([places[next]], by: run)
      guard !search.isStopped, let standing = search.candidates[places[next]]?.standing else {
        return false
      }
      if standing.passes { low = next } else { high = next }
    }
    return true
  }

  private func next(between low: Int, _ high: Int) -> Int {
    switch (low < 0, high == places.count) {
    case (true, true): first
    case (true, false): max(high - stride, 0)
    case (false, true): min(low + stride, places.count - 1)
    case (false, false): (low + high) / 2
    }
  }

  private func capacity(_ low: Int, _ high: Int) -> Capacity {
    func place(of level: Int) -> Int? {
      places.indices.contains(level) ? search.order.firstIndex(of: places[level]) : nil
    }
    let plan = search.plan(isSearched: high - low == 1 && !search.isExhausted)
    let above = place(of: high)
    let isLeft = above.map { plan.tried[$0].standing == .undecided } ?? false
    let failing = (high..<places.count).lazy.compactMap { place(of: $0) }
      .first { plan.tried[$0].standing.fails }
    return Capacity(
      question: plan.question, tried: plan.tried, carried: place(of: low),
      failing: failing, left: isLeft ? above : nil,
      contradictions: plan.contradictions, isComplete: plan.isComplete && !isLeft, runs: plan.runs,
      error: plan.error)
  }
}
