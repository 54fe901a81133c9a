import Blueprints
import Kernel

extension Program {
  /// How many batches are tried out to know the share that takes too long.
  private static let trials: UInt64 = 2_000

  /// The share of full batches whose work alone takes longer than a run may; calls are not counted.
  ///
  /// Messages that run side by side share their run's time as evenly as they can.
  public func shareOverTime(
    _ limit: TimeSpan, messages: Int64, for purpose: Purpose
  ) -> Double {
    guard !works.isEmpty || perBatch != nil else { return 0 }
    let inRow = (messages + parallel - 1) / parallel
    var tooLong: UInt64 = 0
    for trial in 0..<Self.trials {
      let batch = Name(root: purpose.key, lineage: UInt32(trial))
      var time = perBatch?.length(for: batch) ?? .zero
      for message in 0..<UInt32(truncatingIfNeeded: inRow) where time <= limit {
        for work in works { time += work.length(for: batch, message) }
      }
      if time > limit { tooLong += 1 }
    }
    return Double(tooLong) / Double(Self.trials)
  }
}
