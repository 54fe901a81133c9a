import Kernel

/// Lengths of time that were measured, in ascending order, with the sums that fits are made of.
package struct Sample: Sendable {
  /// The lengths in ascending order [ns].
  package let values: [Double]
  /// The step in which they were written down, a power of ten [ns].
  package let resolution: Double
  /// Their mean [ns].
  package let mean: Double
  /// Their logarithms, in the same order; nothing counts as half of a step.
  let logs: [Double]
  /// The mean of the logarithms.
  let logMean: Double
  /// The sum of the squared distances of the logarithms from their mean.
  let logSquares: Double

  /// Lengths of time in any order [ns], at least one.
  package init(_ values: [Double]) {
    self.init(ascending: values.sorted(), resolution: Self.resolution(of: values))
  }

  /// Lengths of time in ascending order, with the step in which they were written down.
  init(ascending values: [Double], resolution: Double) {
    precondition(!values.isEmpty, "a sample of nothing")
    self.values = values
    self.resolution = resolution
    let least = max(resolution / 2, 0.5)
    var (sum, logSum) = (0.0, 0.0)
    var logs: [Double] = []
    logs.reserveCapacity(values.count)
    for value in values {
      let logarithm = Arithmetic.log(value > least ? value : least)
      logs.append(logarithm)
      sum += value
      logSum += logarithm
    }
    let middle = logSum / Double(values.count)
    var squares = 0.0
    for logarithm in logs { squares += (logarithm - middle) * (logarithm - middle) }
    self.logs = logs
    mean = sum / Double(values.count)
    logMean = middle
    logSquares = squares
  }

  /// How many there are.
  package var count: Int { values.count }
  /// The same as a real number.
  var number: Double { Double(values.count) }
  /// The shortest, above nothing.
  var least: Double { Arithmetic.exp(logs[0]) }
  /// The longest.
  package var greatest: Double { values[values.count - 1] }
  /// Whether they hardly differ: by less than a thousandth of their size, or by one step.
  var isConstant: Bool {
    let spread = greatest - values[0]
    return spread <= 0 || spread <= resolution && spread < 0.05 * mean
      || (logSquares / number).squareRoot() < 0.001
  }

  /// The length that a share of all does not exceed, by nearest rank.
  package func quantile(_ share: Double) -> Double {
    let rank = Int((share * number - 1e-9).rounded(.up))
    return values[min(max(rank, 1), values.count) - 1]
  }

  /// The greatest power of ten that divides all of them, up to a second.
  private static func resolution(of values: [Double]) -> Double {
    var step = 1_000_000_000.0
    for value in values {
      while step > 1, (value / step).rounded() * step != value { step /= 10 }
      if step == 1 { break }
    }
    return step
  }
}
