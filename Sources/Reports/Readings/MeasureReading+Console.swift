import Blueprints
import Documents
import Kernel
import Measures

/// A measure as CloudWatch has it: one datapoint for each minute of the calendar.
extension MeasureReading {
  /// What CloudWatch has for one minute.
  package struct ConsolePoint {
    /// When the minute begins; of the first, when the run does.
    package let begin: Instant
    /// What it has, in its own unit.
    package let datapoint: Datapoint
  }

  /// The datapoints of the first replication; a minute without one has no data.
  ///
  /// - Parameter companion: The measure in whose minutes this one has values too, where the measure
  ///   says that there is one.
  package func consoleCourse(beside companion: MeasureReading?) -> [ConsolePoint] {
    guard let minutes = minutes else { return [] }
    let others = companion?.minutes?.cells ?? []
    return minutes.points.enumerated().compactMap { index, point in
      let other =
        others.indices.contains(index)
        ? companion.flatMap { Datapoint(others[index], of: $0.measure, beside: nil) } : nil
      return Datapoint(point.cell, of: measure, beside: other).map {
        ConsolePoint(begin: point.begin, datapoint: $0)
      }
    }
  }

  /// The minutes of the first replication.
  private var minutes: CellSeries? {
    switch keepers.first {
    case .count(let count): count.minutes
    case .gauge(let gauge): gauge.minutes
    case .samples(let samples): samples.minutes
    case nil: nil
    }
  }
}

extension NodeReading {
  /// The measure of a name as the console shows it; empty where CloudWatch does not keep it.
  package func consoleCourse(of measure: MeasureReading) -> [MeasureReading.ConsolePoint] {
    let name = measure.measure.name
    guard declaration.measures.contains(where: { $0.name == name }),
      declaration.metricAddresses.contains(where: { $0.holds(name) })
    else { return [] }
    guard case .with(let other) = measure.measure.presence else {
      return measure.consoleCourse(beside: nil)
    }
    return measure.consoleCourse(
      beside: measures.first { $0.measure.name == other && $0.detail == measure.detail })
  }

  /// The rows of `console.csv`: the five statistics of each measure that CloudWatch keeps.
  var consoleCurves: [Curve] {
    measures.flatMap { measure -> [Curve] in
      guard !measure.isSilent else { return [] }
      let course = consoleCourse(of: measure)
      guard !course.isEmpty else { return [] }
      return Self.statistics.map { statistic in
        Curve(
          node: label, measure: measure.measure.name, detail: measure.detail,
          statistic: statistic.name,
          points: course.map {
            .init($0.begin, text: ShortestDecimal.text(statistic.value($0.datapoint)))
          })
      }
    }
  }

  private static let statistics: [(name: String, value: @Sendable (Datapoint) -> Double)] = [
    ("SampleCount", { $0.sampleCount }), ("Sum", { $0.sum }), ("Average", { $0.average }),
    ("Minimum", { $0.minimum }), ("Maximum", { $0.maximum }),
  ]
}
