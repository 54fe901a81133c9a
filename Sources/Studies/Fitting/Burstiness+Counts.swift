import Kernel

extension Burstiness {
  /// The source whose counts vary as these do, over stretches of all lengths; nil where they vary
  /// no more than those of independent arrivals.
  ///
  /// A fit by moments. Its ranges are those of a parametric bootstrap with draws of a fixed seed:
  /// the spread of what the same fit makes of counts that such a source gave.
  static func fit(counts: Counts) -> Burstiness? {
    guard let source = moments(of: counts) else { return nil }
    var words = SplitMix64(seed: stableHash("fitting/bursty"))
    var errors = [0.0, 0.0, 0.0]
    var number = 0.0
    for _ in 0..<draws {
      let drawn = Counts(
        width: counts.width, values: draw(source, counts.values.count, counts.width, &words))
      guard let again = moments(of: drawn) else { continue }
      number += 1
      let ratios = [
        again.rate / source.rate, (again.factor - 1) / (source.factor - 1), again.on / source.on,
      ]
      for (index, ratio) in ratios.enumerated() {
        let distance = Arithmetic.log(ratio)
        errors[index] += distance * distance
      }
    }
    guard number >= Double(draws) / 2 else { return nil }
    let deviations = errors.map { ($0 / number).squareRoot() }
    let above = Estimate(source.factor - 1, logError: deviations[1])
    return Burstiness(
      rate: Estimate(source.rate, logError: deviations[0]),
      factor: Estimate(1 + above.value, low: 1 + above.low, high: 1 + above.high),
      on: Estimate(source.on, logError: deviations[2]))
  }

  /// How many times the bootstrap draws.
  private static let draws = 100

  /// A source without ranges.
  private struct Point {
    var rate: Double
    var factor: Double
    var on: Double
  }

  /// The source whose dispersion over stretches of lengths that double is nearest, weighted by how
  /// well each is known.
  private static func moments(of counts: Counts) -> Point? {
    let rate = counts.total / counts.length
    guard rate > 0 else { return nil }
    var course: [(width: Double, excess: Double, weight: Double)] = []
    var factor = 1
    while counts.values.count / factor >= 10 {
      let joined = counts.joined(factor)
      let number = Double(joined.values.count)
      let mean = joined.total / number
      let squares = joined.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let index = squares / (number - 1) / mean
      course.append((joined.width, index - 1, number / max(index * index, 1)))
      factor *= 2
    }
    guard let last = course.last, course.count >= 3, last.excess > 0.1 else { return nil }
    let (low, high) = (Arithmetic.log(0.1 / last.width), Arithmetic.log(30 / course[0].width))
    var best: (misfit: Double, plateau: Double, switching: Double) = (.infinity, 0, 1)
    for index in 0...160 {
      let switching = Arithmetic.exp(low + (high - low) * Double(index) / 160)
      var (product, square) = (0.0, 0.0)
      for point in course {
        let growth = growth(switching * point.width)
        product += point.weight * growth * point.excess
        square += point.weight * growth * growth
      }
      let plateau = product / square
      let misfit = course.reduce(0.0) { sum, point in
        let distance = point.excess - plateau * growth(switching * point.width)
        return sum + point.weight * distance * distance
      }
      if plateau > 0, misfit < best.misfit { best = (misfit, plateau, switching) }
    }
    guard best.plateau > 0 else { return nil }
    let above = best.plateau * best.switching / (2 * rate)
    return Point(rate: rate, factor: 1 + above, on: (1 + above) / (best.switching * above))
  }

  /// Counts that a source gives.
  private static func draw(
    _ source: Point, _ count: Int, _ width: Double, _ words: inout SplitMix64
  ) -> [Double] {
    let off = source.on * (source.factor - 1)
    var isOn = unit(words.next()) * source.factor < 1
    var left = -Arithmetic.log(unit(words.next())) * (isOn ? source.on : off)
    return (0..<count).map { _ in
      var (rest, time) = (width, 0.0)
      while left < rest {
        if isOn { time += left }
        rest -= left
        isOn.toggle()
        left = -Arithmetic.log(unit(words.next())) * (isOn ? source.on : off)
      }
      left -= rest
      if isOn { time += rest }
      return arrivals(time * source.rate * source.factor, &words)
    }
  }

  /// How many independent arrivals come where so many are expected; from 30 on by the normal law.
  private static func arrivals(_ mean: Double, _ words: inout SplitMix64) -> Double {
    guard mean > 0 else { return 0 }
    guard mean < 30 else {
      let value = mean + mean.squareRoot() * Arithmetic.inverseNormal(unit(words.next()))
      return max(value.rounded(), 0)
    }
    let limit = Arithmetic.exp(-mean)
    var (product, count) = (unit(words.next()), 0.0)
    while product > limit {
      product *= unit(words.next())
      count += 1
    }
    return count
  }
}
