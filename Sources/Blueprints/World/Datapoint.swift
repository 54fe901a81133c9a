import Measures

/// What CloudWatch keeps of a measure for a stretch of time, in its own unit.
public struct Datapoint: Equatable, Sendable {
  /// How many samples there were; a level is one in each interval.
  public private(set) var sampleCount: Double
  /// The sum of the samples.
  public private(set) var sum: Double
  /// The least sample.
  public private(set) var minimum: Double
  /// The greatest sample.
  public private(set) var maximum: Double

  /// The mean of the samples.
  public var average: Double { sum / sampleCount }

  /// A level with its mean over an interval.
  init(of mean: Double, from least: Int64, to greatest: Int64) {
    sampleCount = 1
    sum = mean
    minimum = Double(least)
    maximum = Double(greatest)
  }

  /// Samples of which those that the cell does not hold were zero.
  init(_ cell: Cell, among count: Int64, unit: Double) {
    let hasZeros = count > cell.sampleCount
    sampleCount = Double(count)
    sum = cell.total / unit
    minimum = Double(hasZeros ? min(cell.minimum ?? 0, 0) : cell.minimum ?? 0) / unit
    maximum = Double(hasZeros ? max(cell.maximum ?? 0, 0) : cell.maximum ?? 0) / unit
  }

  /// What CloudWatch has of a measure for an interval; nil where it has nothing.
  ///
  /// - Parameter companion: What it has of the measure in whose intervals this one has values too.
  public init?(_ cell: Cell, of measure: Measure, beside companion: Datapoint?) {
    guard measure.shape != .gauge else {
      guard let mean = cell.average else { return nil }
      let isPresent =
        switch measure.presence {
        case .always: true
        case .whereAny: cell.maximum != 0
        case .with: companion != nil
        }
      guard isPresent else { return nil }
      self.init(of: mean, from: cell.minimum ?? 0, to: cell.maximum ?? 0)
      return
    }
    let count =
      switch measure.presence {
      case .whereAny: cell.sampleCount
      case .always: max(cell.sampleCount, 1)
      case .with: max(cell.sampleCount, Int64(companion?.sampleCount ?? 0))
      }
    guard count > 0 else { return nil }
    self.init(cell, among: count, unit: measure.unitOfConsole)
  }

  /// Both together.
  func merging(_ other: Datapoint) -> Datapoint {
    var merged = self
    merged.sampleCount += other.sampleCount
    merged.sum += other.sum
    merged.minimum = min(minimum, other.minimum)
    merged.maximum = max(maximum, other.maximum)
    return merged
  }
}
