import Kernel

/// What a sample of lengths of time is best described by, and how good that is.
package struct DurationFit: Sendable {
  /// The sample.
  package let sample: Sample
  /// Every family that can describe it, the most promising first.
  package let candidates: [LawFit]
  /// How well the first of them describes it; nil where there is none.
  package let goodness: Goodness?

  /// Fits all families and judges the best.
  package init(_ sample: Sample) {
    self.sample = sample
    // A stable order: of equals that which stands first among the families.
    let fits = LawFamily.simple.compactMap { $0.fit(sample) }.enumerated().sorted {
      ($0.element.criterion, $0.offset) < ($1.element.criterion, $1.offset)
    }.map { $0.element }
    let first = Self.simplest(of: fits)
    let rivals = first + fits.filter { !first.contains($0) }
    guard let simple = Self.choice(among: rivals, for: sample) else {
      (candidates, goodness) = (rivals, nil)
      return
    }
    let choice = Self.mixture(for: sample, instead: simple) ?? simple
    candidates = [choice.fit] + rivals.filter { $0 != choice.fit }
    goodness = choice.goodness
  }

  /// That with the fewest parameters of those within 2 of the least criterion, which are as good.
  ///
  /// K. P. Burnham and D. R. Anderson, Model selection and multimodel inference, 2002.
  private static func simplest(of fits: [LawFit]) -> [LawFit] {
    guard let first = fits.first else { return [] }
    let near = fits.filter { $0.criterion <= first.criterion + 2 }
    return [near.first { $0.parameters.count < first.parameters.count } ?? first]
  }

  /// The first that fits well of three within 10 of the first, or else the first of all: bounds
  /// that are fitted to the very ends of a sample look likelier than they are.
  private static func choice(
    among rivals: [LawFit], for sample: Sample
  ) -> (fit: LawFit, goodness: Goodness)? {
    guard let first = rivals.first else { return nil }
    let goodness = Goodness(of: first, to: sample)
    if goodness.verdict == .well { return (first, goodness) }
    for rival in rivals.prefix(3).dropFirst() where rival.criterion <= first.criterion + 10 {
      let other = Goodness(of: rival, to: sample)
      if other.verdict == .well { return (rival, other) }
    }
    return (first, goodness)
  }

  /// Two paths where one does not fit well: they have to be likelier by Akaike's criterion, and to
  /// be judged better by the same test, as two fit almost anything a little better.
  private static func mixture(
    for sample: Sample, instead simple: (fit: LawFit, goodness: Goodness)
  ) -> (fit: LawFit, goodness: Goodness)? {
    guard simple.goodness.verdict != .well, let fit = LawFamily.twoPaths.fit(sample),
      fit.criterion < simple.fit.criterion
    else { return nil }
    let goodness = Goodness(of: fit, to: sample)
    let isBetter = goodness.verdict.worse(simple.goodness.verdict) != goodness.verdict
    return isBetter ? (fit, goodness) : nil
  }

  /// The best family; nil where none describes the sample.
  package var best: LawFit? {
    guard let goodness, goodness.verdict != .poorly else { return nil }
    return candidates.first
  }

  /// A part of the sample, as one of the values that stand for all of it.
  package struct Part: Equatable, Sendable {
    /// The mean of the part [ns].
    package let value: Double
    /// How many values it has.
    package let weight: Int
  }

  /// The sample in forty parts at most, each with its mean, finer ones of the slowest hundredth.
  ///
  /// What to simulate with where no family fits; the mean of all stays what it was.
  package var parts: [Part] {
    let values = sample.values
    guard values.count > 40 else { return values.map { Part(value: $0, weight: 1) } }
    let shares =
      stride(from: 0.05, to: 0.9, by: 0.05).map { $0 } + stride(from: 0.9, to: 0.99, by: 0.01)
      + [0.99, 0.995, 0.999, 0.9995, 1]
    var parts: [Part] = []
    var begin = 0
    for share in shares {
      let end = min(Int(share * sample.number + 0.5), values.count)
      guard end > begin else { continue }
      var sum = 0.0
      for value in values[begin..<end] { sum += value }
      parts.append(Part(value: sum / Double(end - begin), weight: end - begin))
      begin = end
    }
    return parts
  }
}
