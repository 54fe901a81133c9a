import Blueprints
import Documents
import Kernel

/// A rate with a burst that a template sets, which may be a broken number.
struct GatewayThrottle {
  /// Tokens of a bucket that a request takes.
  static let cost: Int64 = 1_000

  private(set) var bucket: TokenBucket

  init(_ limit: GatewayLimit) {
    bucket = TokenBucket(rate: limit.milliRate, capacity: limit.burst * Self.cost)
  }

  /// Takes a request, if there is room for it.
  mutating func take(at now: Instant) -> Bool { bucket.take(Self.cost, at: now) }
}

/// How many requests a stage, a route or a usage plan takes.
struct GatewayLimit: Equatable {
  /// Requests in a thousand seconds.
  var milliRate: Int64
  /// How many may come at once.
  var burst: Int64

  /// What two properties say; nil where both are left out, and the usual one for one of them.
  init?(
    rate: String?, burst: Int64?, of owner: String, at place: Place
  ) throws(InputError) {
    guard rate != nil || burst != nil else { return nil }
    milliRate = GatewayParameters.usualRate * 1_000
    self.burst = burst ?? GatewayParameters.usualBurst
    guard let rate else { return }
    guard let value = NumberText(rate)?.double, 0...1_000_000 ~= value else {
      throw InputError(
        "the rate of \(owner) is \(rate)", remedy: "give requests in a second, from 0 to 1000000",
        at: place)
    }
    milliRate = Int64(value * 1_000)
  }
}
