extension Distribution {
  /// The value that a share of all values does not exceed; at 0.5 the median.
  ///
  /// The share is at least 0 and below 1. A mixture has no inverse in closed form: its quantile is
  /// searched between the least and the greatest of its components', to the last bit.
  public func quantile(_ share: Double) -> Double {
    precondition(share >= 0 && share < 1, "the quantile of a share of \(share)")
    guard case .mixture(let law) = self else { return value(at: UInt64(share * 0x1p64)) }
    var (low, high) = (Double.infinity, -Double.infinity)
    for (component, weight) in zip(law.components, law.weights) where weight > 0 {
      let quantile = component.quantile(share)
      (low, high) = (min(low, quantile), max(high, quantile))
    }
    if law.cumulative(low) >= share { return low }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      if law.cumulative(middle) < share { low = middle } else { high = middle }
    }
  }

  /// A mixture of lognormal times, each with its share, its median and the deviation of its
  /// logarithm: what a latency is whose tail is another thing than its usual course.
  public static func lognormals(
    _ parts: (share: Double, median: Double, sigma: Double)...
  ) -> Distribution {
    .mixture(
      MixtureDistribution(
        components: parts.map { .lognormal(.init(median: $0.median, sigma: $0.sigma)) },
        weights: parts.map { $0.share }))
  }
}
