import Measures

extension AskedFigure.Bound {
  /// Whether the runs that gave these figures meet it.
  ///
  /// With one run the figure decides. With several it is met if the worse end of the 95 % interval
  /// of their mean meets it, and missed if the better end misses it. Where a figure is missing or
  /// infinite there is no interval, and the runs have to agree.
  package func outcome(of figures: [Double?]) -> GoalVerdict.Outcome {
    let known = figures.compactMap { $0 }
    let isWhole = known.count == figures.count && !known.isEmpty
    guard isWhole, known.allSatisfy({ $0.isFinite }),
      let interval = ConfidenceInterval(of: known)
    else {
      let met = known.filter { isMet(by: $0) }.count
      return !isWhole ? .undecided : met == known.count ? .met : met == 0 ? .missed : .undecided
    }
    let (low, high) = (isMet(by: interval.low), isMet(by: interval.high))
    if low && high { return .met }
    if comparison == .equal { return interval.contains(value) ? .undecided : .missed }
    return low || high ? .undecided : .missed
  }
}
