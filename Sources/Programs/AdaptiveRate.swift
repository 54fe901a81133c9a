import Kernel

/// How fast a client in adaptive mode sends: as fast as it likes until it is throttled, and then at
/// the rate of a CUBIC curve.
///
/// A throttle takes the rate down to 0.7 of what it was; the curve climbs back to there, stays a
/// while, and climbs on. Numbers from botocore's `adaptive.py`, `throttling.py` and `bucket.py`.
public struct AdaptiveRate: Sendable, BitwiseCopyable {
  private static var beta: Double { 0.7 }
  private static var scale: Double { 0.4 }
  private static var smoothing: Double { 0.8 }
  /// How many times the measured rate is allowed at most.
  private static var headroom: Double { 2 }
  private static var lowest: Double { 0.5 }
  /// The answers of so long are counted together [ns].
  private static var interval: Int64 { 500_000_000 }

  /// Whether it holds anything back; from the first throttle on.
  public private(set) var isOn = false
  /// How many answers come in a second, smoothed.
  public private(set) var measured = 0.0
  /// How many attempts a second are allowed.
  public private(set) var allowed = 1.0

  private var count = 0.0
  private var counted: Int64
  /// The rate at the last throttle [1/s], and how long the curve takes to be there again [s].
  private var peak = 0.0
  private var climb = 0.0
  private var throttled: Instant
  private var tokens = 0.0
  private var capacity = 1.0
  private var filled: Instant

  /// A client that begins at a moment.
  public init(from begin: Instant) {
    counted = begin.nanoseconds / Self.interval
    throttled = begin
    filled = begin
  }

  /// How long an attempt has to wait now; zero where it may be made.
  public mutating func wait(at now: Instant) -> TimeSpan {
    guard isOn else { return .zero }
    fill(until: now)
    guard tokens < 1 else { return .zero }
    // Rounding must not leave the token a hair short when the time is over.
    return TimeSpan(rounding: (1 - tokens) / allowed * 1e9) + TimeSpan(nanoseconds: 1)
  }

  /// Takes the token of an attempt that needs not wait any longer.
  public mutating func take() {
    guard isOn else { return }
    precondition(tokens >= 1, "an attempt is made with \(tokens) tokens")
    tokens -= 1
  }

  /// Learns from an answer.
  public mutating func hear(throttled isThrottle: Bool, at now: Instant) {
    measure(at: now)
    var rate: Double
    if isThrottle {
      peak = isOn ? min(measured, allowed) : measured
      climb = Arithmetic.pow(peak * (1 - Self.beta) / Self.scale, 1.0 / 3)
      throttled = now
      isOn = true
      rate = peak * Self.beta
    } else {
      let x = (now - throttled).seconds - climb
      rate = Self.scale * x * x * x + peak
    }
    rate = min(rate, Self.headroom * measured)
    fill(until: now)
    allowed = max(rate, Self.lowest)
    capacity = max(rate, 1)
    tokens = min(tokens, capacity)
  }

  private mutating func measure(at now: Instant) {
    count += 1
    let present = now.nanoseconds / Self.interval
    guard present > counted else { return }
    let rate = count / (Double((present - counted) * Self.interval) / 1e9)
    measured = Self.smoothing * rate + (1 - Self.smoothing) * measured
    count = 0
    counted = present
  }

  private mutating func fill(until now: Instant) {
    tokens = min(tokens + (now - filled).seconds * allowed, capacity)
    filled = now
  }
}
