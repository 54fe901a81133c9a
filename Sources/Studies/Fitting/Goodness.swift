import Kernel

/// How well a distribution describes a sample.
package struct Goodness: Equatable, Sendable {
  /// A judgement in a word.
  package enum Verdict: String, Sendable {
    /// Nothing speaks against it, or hardly anything that counts.
    case well
    /// It is off by a few values in a hundred.
    case roughly
    /// It is another thing.
    case poorly

    /// What is less of both.
    func worse(_ other: Verdict) -> Verdict {
      let order: [Verdict] = [.well, .roughly, .poorly]
      return order.last { $0 == self || $0 == other } ?? self
    }
  }

  /// The distance of Kolmogorov and Smirnov: by how much the shares of values below any length of
  /// time differ at most.
  package let distance: Double
  /// How often a sample of the distribution itself, fitted in the same way, lies that far from it.
  package let probability: Double

  /// The judgement: a large sample shows differences that do not matter, so a distance of 2 % is
  /// good and one of 6 % is rough whatever the probability.
  package var verdict: Verdict {
    if probability >= 0.05 || distance <= 0.02 { return .well }
    return probability >= 0.01 || distance <= 0.06 ? .roughly : .poorly
  }

  /// How many samples are drawn to find the probability.
  private static let draws = 199
  /// How many values a drawn sample has at most; the distances of larger ones follow from its.
  private static let mostValues = 200

  /// How well a fit describes the sample that it was made from.
  ///
  /// The probability is that of a parametric bootstrap, with draws of a fixed seed: the same sample
  /// always gives the same. Samples of different sizes are compared by what M. A. Stephens, EDF
  /// statistics for goodness of fit and some comparisons, 1974, makes of the distance.
  package init(of fit: LawFit, to sample: Sample) {
    distance = Self.distance(sample, fit.law)
    guard fit.family != .constant else {
      probability = 1
      return
    }
    let size = min(sample.count, Self.mostValues)
    let reference = distance * Self.factor(sample.number)
    var words = SplitMix64(seed: stableHash("fitting/\(fit.family.rawValue)"))
    var beyond = 0
    for _ in 0..<Self.draws {
      let drawn = Sample(
        ascending: Self.values(size, of: fit.law, steps: sample.resolution, &words),
        resolution: sample.resolution)
      guard let again = fit.family.fit(drawn) else { continue }
      if Self.distance(drawn, again.law) * Self.factor(drawn.number) >= reference { beyond += 1 }
    }
    probability = Double(beyond + 1) / Double(Self.draws + 1)
  }

  private static func factor(_ number: Double) -> Double {
    number.squareRoot() + 0.12 + 0.11 / number.squareRoot()
  }

  /// The greatest distance between the shares of a sample and those of a distribution whose values
  /// were rounded to the steps of the sample.
  static func distance(_ sample: Sample, _ law: Distribution) -> Double {
    let half = sample.resolution > 1 ? sample.resolution / 2 : 0
    let values = sample.values
    var (index, share, distance) = (0, 0.0, 0.0)
    while index < values.count {
      let value = values[index]
      let below = value - half > 0 ? law.cumulative(value - half) : 0
      distance = max(distance, (share - below).magnitude)
      while index < values.count, values[index] == value { index += 1 }
      share = Double(index) / sample.number
      let upTo = half == 0 ? law.cumulative(value) : law.cumulative(value + half)
      distance = max(distance, (share - upTo).magnitude)
    }
    return distance
  }

  /// So many values in ascending order: the order statistics of uniform ones are sums of
  /// exponential gaps.
  private static func values(
    _ size: Int, of law: Distribution, steps: Double, _ words: inout SplitMix64
  ) -> [Double] {
    var sum = 0.0
    var sums: [Double] = []
    sums.reserveCapacity(size)
    for _ in 0..<size {
      sum -= Arithmetic.log(unit(words.next()))
      sums.append(sum)
    }
    sum -= Arithmetic.log(unit(words.next()))
    // A mixture rises within each of its parts alone.
    return sums.map { part in
      let value = law.value(at: UInt64(part / sum * 0x1p64))
      return steps > 1 ? (value / steps).rounded() * steps : value
    }.sorted()
  }
}
