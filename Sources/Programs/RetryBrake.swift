import Kernel

/// What holds the attempts of an SDK client back: its retry quota and, in adaptive mode, its rate.
public struct RetryBrake: Sendable, BitwiseCopyable {
  /// What retries pay with.
  public var quota = RetryQuota()
  /// How fast it sends; nil where the profile is not adaptive.
  public var rate: AdaptiveRate?

  /// The brake of a client with a profile that begins at a moment.
  public init(_ policy: RetryPolicy, from begin: Instant) {
    if policy.isAdaptive { rate = AdaptiveRate(from: begin) }
  }
}
