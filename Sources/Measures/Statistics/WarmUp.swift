/// How much at the start of a series is still marked by the way it began, found by MSER-5.
///
/// The series is cut into batches of five. Of all points at which it could be cut off, the one is
/// taken that makes the standard error of the mean of the rest least: the error falls as long as
/// what goes is unlike the rest, and grows as soon as good values go.
///
/// K. P. White, M. J. Cobb, S. C. Spratt, A comparison of five steady-state truncation heuristics
/// for simulation, Winter Simulation Conference 2000.
public struct WarmUp: Equatable, Sendable {
  /// How many values make a batch.
  public static let batchSize = 5
  /// Fewer batches than this are not judged.
  public static let fewestBatches = 10
  /// The last batches are no place to cut, nor is the last quarter: the spread of few is chance.
  private static let fewestKept = 5

  /// How many values at the start to leave out, a multiple of five.
  public let length: Int
  /// Whether the cut lies in the first half of the series; else the series is too short to tell.
  public let isSettled: Bool

  init(length: Int, isSettled: Bool) {
    self.length = length
    self.isSettled = isSettled
  }

  /// The warm-up of a series of equally spaced values; nil where there are fewer than fifty.
  ///
  /// Values beyond the last full batch are not looked at. Of cuts that are equally good the first
  /// is taken, so that a constant series has no warm-up.
  public init?(of values: [Double]) {
    let batches = values.count / WarmUp.batchSize
    guard batches >= WarmUp.fewestBatches else { return nil }
    let means = BatchMeans.means(
      of: Array(values[..<(batches * WarmUp.batchSize)]), batches: batches)
    var mean = 0.0
    var squares = 0.0
    var best = (cut: 0, error: Double.infinity)
    let kept = max(WarmUp.fewestKept, batches / 4)
    // From the end backwards, each batch joins the mean and the squares of those behind it.
    for cut in stride(from: batches - 1, through: 0, by: -1) {
      let count = Double(batches - cut)
      let distance = means[cut] - mean
      mean += distance / count
      squares += distance * (means[cut] - mean)
      guard batches - cut >= kept else { continue }
      let error = squares / (count * count)
      if error <= best.error { best = (cut, error) }
    }
    length = best.cut * WarmUp.batchSize
    isSettled = 2 * best.cut <= batches
  }
}
