import Kernel

/// A mixture of two lognormal distributions, as code has that is quick where something is at hand
/// and slow where it is not, fitted to logarithms by expectation and maximisation.
///
/// A. P. Dempster, N. M. Laird, D. B. Rubin, Maximum likelihood from incomplete data via the EM
/// algorithm, 1977. The likelihood has no end where a path shrinks to one value, so neither is let
/// narrower than a twentieth of the whole (R. J. Hathaway, 1985).
struct TwoPaths {
  /// One of the two paths.
  struct Path {
    /// The share of all values.
    var weight: Double
    /// The mean of the logarithms.
    var mu: Double
    /// Their deviation.
    var sigma: Double

    /// The logarithm of its part of the density of a logarithm, but for √2π.
    func logDensity(_ value: Double) -> Double {
      let distance = (value - mu) / sigma
      return Arithmetic.log(weight / sigma) - distance * distance / 2
    }
  }

  /// Neighbouring logarithms that are taken for one.
  struct Group {
    let value: Double
    let count: Double
  }

  /// More groups tell nothing more, and take time.
  private static let mostGroups = 2_000
  private static let (mostSteps, narrowest, fewest) = (500, 0.05, 5.0)
  /// How far apart the paths have to lie, in deviations of the narrower: nearer ones are two names
  /// for one path.
  private static let leastDistance = 2.0

  /// The quick path, and the slow one.
  private(set) var quick: Path
  private(set) var slow: Path

  /// The likeliest of two begins: where the logarithms fall apart best, and the slowest tenth.
  ///
  /// Nil where there are too few values, or no two paths in them.
  init?(_ sample: Sample) {
    guard sample.count >= 50 else { return nil }
    let groups = Self.groups(of: sample.logs)
    let whole = (sample.logSquares / sample.number).squareRoot()
    let cuts = [Self.gap(in: groups), groups.count * 9 / 10]
    let ends = cuts.compactMap { cut in
      TwoPaths(parting: groups, at: cut).flatMap { begin -> (paths: TwoPaths, height: Double)? in
        var paths = begin
        return paths.climb(groups, narrowest: Self.narrowest * whole).map { (paths, $0) }
      }
    }
    guard let best = ends.max(by: { $0.height < $1.height })?.paths else { return nil }
    self = best
    let narrower = min(quick.sigma, slow.sigma)
    guard min(quick.weight, slow.weight) * sample.number >= Self.fewest,
      slow.mu - quick.mu >= Self.leastDistance * narrower
    else { return nil }
  }

  private init?(parting groups: [Group], at cut: Int) {
    guard cut > 0, cut < groups.count else { return nil }
    let all = groups.reduce(0) { $0 + $1.count }
    let parts = [groups[..<cut], groups[cut...]].map { part -> Path in
      let count = part.reduce(0) { $0 + $1.count }
      let mu = part.reduce(0) { $0 + $1.count * $1.value } / count
      let squares = part.reduce(0) { $0 + $1.count * ($1.value - mu) * ($1.value - mu) }
      return Path(weight: count / all, mu: mu, sigma: max((squares / count).squareRoot(), 1e-6))
    }
    (quick, slow) = (parts[0], parts[1])
  }

  /// The logarithm of the density of a logarithm, and the share of it that is the slow path's.
  func logDensity(_ value: Double) -> (height: Double, slow: Double) {
    let (a, b) = (quick.logDensity(value), slow.logDensity(value))
    let most = max(a, b)
    let sum = Arithmetic.exp(a - most) + Arithmetic.exp(b - most)
    return (
      most + Arithmetic.log(sum) - 0.9189385332046727, Arithmetic.exp(b - most) / sum
    )
  }

  // MARK: Climbing

  /// Steps until the likelihood hardly grows; its logarithm then, or nil where a path vanished.
  private mutating func climb(_ groups: [Group], narrowest: Double) -> Double? {
    var last = -Double.infinity
    for _ in 0..<Self.mostSteps {
      var height = 0.0
      var sums = [Sums(), Sums()]
      for group in groups {
        let (own, share) = logDensity(group.value)
        height += group.count * own
        sums[0].add(group.value, group.count * (1 - share))
        sums[1].add(group.value, group.count * share)
      }
      let all = sums[0].count + sums[1].count
      let paths = sums.compactMap { $0.path(of: all, narrowest: narrowest) }
      guard paths.count == 2 else { return nil }
      (quick, slow) = paths[0].mu <= paths[1].mu ? (paths[0], paths[1]) : (paths[1], paths[0])
      if height - last < 1e-6 * all.squareRoot() { return height }
      last = height
    }
    return last
  }

  private struct Sums {
    var (count, first, second) = (0.0, 0.0, 0.0)

    mutating func add(_ value: Double, _ weight: Double) {
      count += weight
      first += weight * value
      second += weight * value * value
    }

    func path(of all: Double, narrowest: Double) -> Path? {
      guard count > 1e-9 * all, count < all else { return nil }
      let mu = first / count
      let variance = max(second / count - mu * mu, narrowest * narrowest)
      return Path(weight: count / all, mu: mu, sigma: variance.squareRoot())
    }
  }

  /// Logarithms in ascending order, neighbours together where they are very many.
  private static func groups(of logs: [Double]) -> [Group] {
    let count = min(logs.count, mostGroups)
    return (0..<count).map { group in
      let part = logs[group * logs.count / count..<(group + 1) * logs.count / count]
      return Group(value: part.reduce(0, +) / Double(part.count), count: Double(part.count))
    }
  }

  /// Where two parts lie furthest apart for their spread.
  ///
  /// N. Otsu, A threshold selection method from gray-level histograms, 1979.
  private static func gap(in groups: [Group]) -> Int {
    let all = groups.reduce(0) { $0 + $1.count }
    let sum = groups.reduce(0) { $0 + $1.count * $1.value }
    var (count, part, best) = (0.0, 0.0, (cut: 0, distance: 0.0))
    for (cut, group) in groups.enumerated() {
      let rest = all - count
      if count > 0 {
        let distance = part / count - (sum - part) / rest
        let between = count * rest * distance * distance
        if between > best.distance { best = (cut, between) }
      }
      count += group.count
      part += group.count * group.value
    }
    return best.cut
  }
}
