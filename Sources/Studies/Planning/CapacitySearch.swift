import Kernel

/// Finds the largest load that a design carries, by doubling and then halving what is unknown.
///
/// It begins with a load and doubles it until a goal is missed, or halves it until every goal is
/// met, and then bisects between the two. Small loads come first, as they take less time to run.
package struct CapacitySearch {
  private var search: PlanSearch
  /// The levels of the loads, from the least to the greatest: places in the grid, reversed.
  private let places: [Int]
  private let first: Int
  private let stride: Int

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
    search = PlanSearch(
      question, mostLooks: min(count, 2 * (count / stride + 1 + halvings)))
  }

  /// Searches to the end, or until the runs are spent; nil where the runs were cancelled.
  ///
  /// - Throws: What a run throws.
  package mutating func capacity<Failure: Error>(
    by run: ([Trial.Key]) throws(Failure) -> [[Double?]]?
  ) throws(Failure) -> Capacity? {
    var (low, high, next) = (-1, places.count, first)
    while high - low > 1, !search.isStopped {
      try search.settle([places[next]], by: run)
      guard let standing = search.candidates[places[next]]?.standing, standing != .undecided else {
        break
      }
      if standing.passes { low = next } else { high = next }
      if low < 0 {
        next = max(high - stride, 0)
      } else if high == places.count {
        next = min(low + stride, places.count - 1)
      } else {
        next = (low + high) / 2
      }
    }
    if search.isCancelled { return nil }
    return capacity(low, high)
  }

  private func capacity(_ low: Int, _ high: Int) -> Capacity {
    let plan = search.plan(isComplete: high - low == 1)
    func place(of level: Int) -> Int? {
      places.indices.contains(level) ? search.order.firstIndex(of: places[level]) : nil
    }
    return Capacity(
      question: plan.question, tried: plan.tried, carried: place(of: low), failing: place(of: high),
      contradictions: plan.contradictions, isComplete: plan.isComplete, runs: plan.runs,
      error: plan.error)
  }
}
