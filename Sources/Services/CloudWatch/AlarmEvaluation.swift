import Blueprints

/// How an alarm comes to its state: by the newest datapoints, of which some may be missing.
///
/// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
/// alarms-and-missing-data.html.
struct AlarmEvaluation: Equatable {
  /// A datapoint, as it stands to the threshold.
  enum Point: Equatable {
    /// There is none.
    case missing
    /// It is within the threshold.
    case within
    /// It is beyond the threshold.
    case breaching
  }

  /// What a missing datapoint counts as.
  enum Treatment: String, CaseIterable {
    /// As missing: where all are, the alarm has too little data.
    case missing
    /// As nothing: where too little is known, the state stays.
    case ignore
    /// As beyond the threshold.
    case breaching
    /// As within the threshold.
    case notBreaching
  }

  /// How many datapoints are considered.
  let periods: Int
  /// How many of them must be beyond the threshold for an alarm.
  let breaches: Int
  /// What missing ones count as.
  let treatment: Treatment

  /// The state that follows another one.
  ///
  /// Real datapoints are preferred, the newest first, also where that means to look further back
  /// than the number that is considered. Only where there are too few of them, missing ones count.
  ///
  /// - Parameter points: Those of the whole range that is looked at, the newest last.
  func state(after previous: AlarmState, seeing points: [Point]) -> AlarmState {
    let real = points.filter { $0 != .missing }.suffix(periods)
    let fills = periods - real.count
    var breaching = real.count { $0 == .breaching }
    if treatment == .breaching { breaching += fills }
    if breaching >= breaches { return .alarm }
    let isKnown = fills == 0 || real.contains(.within)
    guard !isKnown else { return .ok }
    switch treatment {
    case .breaching, .notBreaching: return .ok
    case .ignore: return previous
    case .missing:
      guard let oldest = points.firstIndex(of: .breaching) else { return .insufficientData }
      // Nothing came after it that was within the threshold, for as long as an alarm needs.
      return points.count - oldest >= breaches ? .alarm : .ok
    }
  }
}
