/// Values as they were observed, each with its weight, and nothing between them.
public struct EmpiricalDistribution: ProbabilityLaw {
  /// The values in ascending order.
  private let values: [Double]
  /// The weights, in the order of the values.
  private let weights: [Double]
  /// The choice among them.
  private let choice: DiscreteChoice

  /// The distribution of values that all weigh the same.
  public init(values: [Double]) {
    self.init(values: values, weights: values.map { _ in 1 })
  }

  /// The distribution of values with one weight each; only the ratios of the weights count.
  public init(values: [Double], weights: [Double]) {
    precondition(
      values.count == weights.count,
      "an empirical distribution of \(values.count) values with \(weights.count) weights")
    for value in values {
      precondition(value > -.infinity && value < .infinity, "an observation of \(value)")
    }
    let order = values.indices.sorted { a, b in
      values[a] != values[b] ? values[a] < values[b] : a < b
    }
    self.values = order.map { values[$0] }
    self.weights = order.map { weights[$0] }
    choice = DiscreteChoice(weights: self.weights)
  }

  /// The value that a random word stands for.
  public func value(at word: UInt64) -> Double { values[choice.index(at: word)] }

  /// The expected value.
  public var mean: Double { average { $0 } }

  /// The expected square of the distance from the mean.
  public var variance: Double {
    let mean = mean
    return average { ($0 - mean) * ($0 - mean) }
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double { average { $0 <= x ? 1 : 0 } }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> EmpiricalDistribution {
    EmpiricalDistribution(values: values.map { $0 * factor }, weights: weights)
  }

  /// The weighted mean of a function of the values.
  private func average(_ function: (Double) -> Double) -> Double {
    var sum = 0.0
    var total = 0.0
    for (value, weight) in zip(values, weights) {
      sum += weight * function(value)
      total += weight
    }
    return sum / total
  }
}
