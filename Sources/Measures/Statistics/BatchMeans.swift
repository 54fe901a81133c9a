/// Judges the mean of one long stream of dependent values by the means of batches of it.
///
/// Batches grow with the stream: whenever 64 are full, neighbours are joined to 32 of twice the
/// size, so memory stays the same and dependence between batches fades.
///
/// A. M. Law, Simulation Modeling and Analysis, section 9.5.3.
public struct BatchMeans: Equatable, Sendable {
  /// This many full batches are joined in pairs.
  public static let mostBatches = 64
  /// From this many full batches on an interval is given.
  public static let fewestBatches = 32

  /// How many values make a batch, a power of two.
  public private(set) var batchSize: Int64 = 1
  private var sums: ContiguousArray<Int128> = []
  private var openSum: Int128 = 0
  private var openCount: Int64 = 0

  /// No values yet.
  public init() {}

  /// Takes the next value of the stream.
  public mutating func record(_ value: Int64) {
    // Fewer than 2^63 values of less than 2^63 each.
    openSum &+= Int128(value)
    openCount &+= 1
    if openCount == batchSize { closeBatch() }
  }

  private mutating func closeBatch() {
    sums.append(openSum)
    openSum = 0
    openCount = 0
    guard sums.count == BatchMeans.mostBatches else { return }
    for pair in 0..<sums.count / 2 { sums[pair] = sums[2 * pair] + sums[2 * pair + 1] }
    sums.removeLast(sums.count / 2)
    batchSize *= 2
  }

  /// The means of the full batches, in order; the values of the open one are left out.
  public var means: [Double] { sums.map { Wide.real($0) / Double(batchSize) } }

  /// Student's interval over the batch means; nil below 32 full batches.
  public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
    guard sums.count >= BatchMeans.fewestBatches else { return nil }
    return ConfidenceInterval(of: means, confidence: confidence)
  }

  /// How alike neighbouring batches are: near 0 the interval is to be trusted, above 0.2 not.
  public var lagOneAutocorrelation: Double? { BatchMeans.lagOneAutocorrelation(of: means) }

  /// The correlation of each value with the next; nil below three values or where all are equal.
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

  /// Student's interval over a number of equally large batches of stored values.
  public static func interval(
    of values: [Double], batches: Int, confidence: Double = 0.95
  ) -> ConfidenceInterval? {
    ConfidenceInterval(of: means(of: values, batches: batches), confidence: confidence)
  }
}
