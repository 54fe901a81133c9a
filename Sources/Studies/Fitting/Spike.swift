/// A stretch of time with a rate far above that of the rest.
package struct Spike: Equatable, Sendable {
  /// When it begins, after the first arrival [s].
  package let begin: Double
  /// How long it lasts [s].
  package let length: Double
  /// The rate in it [1/s].
  package let rate: Estimate

  /// The runs of counts far above the usual, as ranges of indices; none where they are many, or
  /// make up more than a fifth of the time, or where half of the time nothing comes.
  static func runs(in counts: Counts, shape: [Double]?) -> [Range<Int>] {
    let levels = shape.map { zip(counts.values, $0).map { $0 / $1 } } ?? counts.values
    let usual = Counts(width: counts.width, values: levels).median
    guard usual > 0 else { return [] }
    var runs: [Range<Int>] = []
    for (index, value) in counts.values.enumerated() {
      let expected = usual * (shape?[index] ?? 1)
      guard value > 2 * expected, value > expected + 6 * expected.squareRoot() else { continue }
      if let last = runs.last, index - last.upperBound <= 1 {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    let share = runs.reduce(0) { $0 + $1.count }
    return runs.count <= 5 && share * 5 <= counts.values.count ? runs : []
  }
}
