/// How batches of one long stream of dependent values are judged.
///
/// A. M. Law, Simulation Modeling and Analysis, section 9.5.3.
public enum BatchMeans {
  /// The correlation of each value with the next; nil below three values or where all are equal.
  ///
  /// Of the means of batches it says how alike neighbours are: near 0 an interval over them is to
  /// be trusted, above 0.2 not.
  public static func lagOneAutocorrelation(of values: [Double]) -> Double? {
    guard values.count >= 3 else { return nil }
    var mean = 0.0
    for value in values { mean += value / Double(values.count) }
    var squares = 0.0
    var products = 0.0
    for index in values.indices {
      let distance = values[index] - mean
      squares += distance * distance
      if index > 0 { products += distance * (values[index - 1] - mean) }
    }
    return squares > 0 ? products / squares : nil
  }

  /// The means of equally large batches of stored values; the rest at the end is left out.
  public static func means(of values: [Double], batches: Int) -> [Double] {
    precondition(
      batches > 0 && values.count >= batches, "\(batches) batches of \(values.count) values")
    let size = values.count / batches
    return (0..<batches).map { batch in
      var sum = 0.0
      for value in values[batch * size..<(batch + 1) * size] { sum += value }
      return sum / Double(size)
    }
  }
}
