/// How many came in each of equal stretches of time, one after the other.
package struct Counts: Equatable, Sendable {
  /// The length of a stretch [s].
  package let width: Double
  /// How many came in each.
  package let values: [Double]

  /// Counts of equal stretches, at least one.
  package init(width: Double, values: [Double]) {
    precondition(width > 0 && !values.isEmpty, "\(values.count) counts of \(width) s each")
    self.width = width
    self.values = values
  }

  /// The counts of moments since the first stretch began, in ascending order [s]; what comes after
  /// the last whole stretch is left out.
  init(of moments: [Double], width: Double, until end: Double) {
    var values = [Double](repeating: 0, count: max(1, Int(end / width)))
    for moment in moments {
      let index = Int(moment / width)
      if index < values.count { values[index] += 1 }
    }
    self.init(width: width, values: values)
  }

  /// How long they last together [s].
  package var length: Double { width * Double(values.count) }
  /// How many came.
  package var total: Double { values.reduce(0, +) }

  /// The counts of stretches so many times as long; what is left at the end is dropped.
  func joined(_ factor: Int) -> Counts {
    guard factor > 1 else { return self }
    let count = values.count / factor
    return Counts(
      width: width * Double(factor),
      values: (0..<count).map { index in
        values[index * factor..<(index + 1) * factor].reduce(0, +)
      })
  }

  /// The count that half of the stretches do not exceed.
  var median: Double {
    let sorted = values.sorted()
    return sorted[(sorted.count - 1) / 2]
  }
}
