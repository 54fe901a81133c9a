/// What a draw is for, in one replication of one study.
///
/// There are no streams of random numbers: a draw is a function of its purpose and of the name of
/// what it concerns, so that neither the order of events nor what else is simulated can shift it.
///
///     let duration = Purpose(seed: 7, replication: 0, "duration/ProcessOrder/0")
///     let word = duration.word(for: message, 0)
public struct Purpose: Equatable, Sendable, BitwiseCopyable {
  /// The key of the block function.
  public let key: UInt64

  /// The draws that a role asks for.
  ///
  /// - Parameters:
  ///   - seed: The seed of the study.
  ///   - replication: Which replication of the study this is.
  ///   - role: What is drawn, named by role and not by service: `failure/ProcessOrder/0`.
  public init(seed: UInt64, replication: UInt32, _ role: String) {
    key = SplitMix64.mix(SplitMix64.mix(seed, UInt64(replication)), stableHash(role))
  }

  /// The random word that a name has for this purpose.
  ///
  /// - Parameter n: Which of the draws it is; how often the consumer has run the message.
  public func word(for name: Name, _ n: UInt32) -> UInt64 {
    Philox.word(
      counter: (
        UInt32(truncatingIfNeeded: name.root), UInt32(truncatingIfNeeded: name.root &>> 32),
        name.lineage, n
      ), key: key)
  }
}
