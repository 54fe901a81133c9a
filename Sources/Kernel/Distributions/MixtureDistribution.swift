/// One of several distributions, each with its weight.
///
/// One word serves both draws: the component whose share it falls in is chosen, and its place
/// within the share is what the component draws from.
public struct MixtureDistribution: ProbabilityLaw {
  /// The distributions that are mixed.
  public let components: [Distribution]
  /// The weight of each component, in their order.
  public let weights: [Double]
  /// The choice among the components.
  private let choice: DiscreteChoice

  /// The mixture of distributions with one weight each; only the ratios of the weights count.
  public init(components: [Distribution], weights: [Double]) {
    precondition(
      components.count == weights.count,
      "a mixture of \(components.count) distributions with \(weights.count) weights")
    self.components = components
    self.weights = weights
    choice = DiscreteChoice(weights: weights)
  }

  /// The value that a random word stands for; within a component, a greater word gives no less.
  public func value(at word: UInt64) -> Double {
    let (index, word) = choice.choice(at: word)
    return components[index].value(at: word)
  }

  /// The expected value; infinite where a component's does not exist.
  public var mean: Double { average { $0.mean } }

  /// The expected square of the distance from the mean; infinite where it does not exist.
  public var variance: Double {
    let mean = mean
    guard mean < .infinity else { return .infinity }
    return average { $0.variance + ($0.mean - mean) * ($0.mean - mean) }
  }

  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double { average { $0.cumulative(x) } }

  /// The distribution of the value times a positive factor.
  public func scaled(by factor: Double) -> MixtureDistribution {
    MixtureDistribution(components: components.map { $0.scaled(by: factor) }, weights: weights)
  }

  /// The weighted mean of a figure of the components that weigh something.
  private func average(_ figure: (Distribution) -> Double) -> Double {
    var sum = 0.0
    var total = 0.0
    for (component, weight) in zip(components, weights) where weight > 0 {
      sum += weight * figure(component)
      total += weight
    }
    return sum / total
  }
}
