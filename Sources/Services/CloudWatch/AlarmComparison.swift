/// How a metric is compared with the threshold of an alarm.
enum AlarmComparison: String, CaseIterable {
  case above = "GreaterThanThreshold"
  case atLeast = "GreaterThanOrEqualToThreshold"
  case below = "LessThanThreshold"
  case atMost = "LessThanOrEqualToThreshold"

  /// Those with a band of expected values, which take a model that is learnt from two weeks.
  static let ofBands = [
    "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold",
    "GreaterThanUpperThreshold",
  ]

  /// Whether a value is beyond the threshold.
  func isBreached(by value: Double, _ threshold: Double) -> Bool {
    switch self {
    case .above: value > threshold
    case .atLeast: value >= threshold
    case .below: value < threshold
    case .atMost: value <= threshold
    }
  }

  /// How AWS says it in a reason.
  var words: String {
    switch self {
    case .above: "greater than the threshold"
    case .atLeast: "greater than or equal to the threshold"
    case .below: "less than the threshold"
    case .atMost: "less than or equal to the threshold"
    }
  }
}
