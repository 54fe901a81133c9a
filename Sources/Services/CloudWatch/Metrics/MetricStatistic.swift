import Blueprints
import Documents

/// What is made of the samples of a period.
enum MetricStatistic: Equatable {
  case average, sum, minimum, maximum, sampleCount
  /// The value below which a share of the samples lies.
  case percentile(Double)

  /// The words of the property `Statistic`.
  static let words = ["Average", "Sum", "Minimum", "Maximum", "SampleCount"]

  /// What a text says is a statistic of CloudWatch.
  enum Reading {
    case known(MetricStatistic)
    /// One that exists and is not modelled.
    case notModelled
    /// None at all.
    case unknown
  }

  /// Reads `Average`, `p99`, `tm90` or the like.
  static func reading(_ text: String) -> Reading {
    switch text {
    case "Average": return .known(.average)
    case "Sum": return .known(.sum)
    case "Minimum": return .known(.minimum)
    case "Maximum": return .known(.maximum)
    case "SampleCount": return .known(.sampleCount)
    case "IQM": return .notModelled
    default: break
    }
    if let percent = number(behind: "p", in: text) {
      return (0...100).contains(percent) ? .known(.percentile(percent / 100)) : .unknown
    }
    for kind in ["tm", "wm", "tc", "ts", "TM", "WM", "TC", "TS", "PR"] {
      guard text.hasPrefix(kind) else { continue }
      let rest = text.dropFirst(2)
      if number(behind: kind, in: text) != nil || rest.hasPrefix("(") { return .notModelled }
    }
    return .unknown
  }

  private static func number(behind prefix: String, in text: String) -> Double? {
    guard text.hasPrefix(prefix) else { return nil }
    return NumberText(String(text.dropFirst(prefix.count)))?.double
  }

  /// Fewer samples than this say too little about a percentile.
  var fewestSamples: Double? {
    guard case .percentile(let share) = self else { return nil }
    return 10 / (share < 0.5 ? share : 1 - share)
  }

  /// The statistic of a stretch of time; nil where there is no data.
  func value(
    of feed: MeasureFeed, from begin: CalendarMoment, until end: CalendarMoment
  ) -> Double? {
    if case .percentile(let share) = self {
      return feed.percentile(share, from: begin, until: end)
    }
    guard let point = feed.datapoint(from: begin, until: end) else { return nil }
    switch self {
    case .average: return point.average
    case .sum: return point.sum
    case .minimum: return point.minimum
    case .maximum: return point.maximum
    case .sampleCount: return point.sampleCount
    case .percentile: return nil
    }
  }
}
