import Kernel

/// How much of a load balancer's capacity was used, in the units that are billed.
///
/// Each hour is billed by the one of four dimensions of which most was used in it. A unit is 25 new
/// connections a second, 3,000 active ones, 1,000 looks at rules a second, or 1 GB an hour, of
/// which functions have but 0.4 GB.
struct LoadBalancerUse {
  private static let hour = TimeSpan.minutes(60)
  /// Parts of a unit for an hour that are told apart.
  static let parts: Int64 = 1_000_000

  private let requestsPerConnection: Int64
  /// Parts billed for the hours that are over.
  private var billed: Int64 = 0
  private var end = Instant.start + hour
  private var requests: Int64 = 0
  private var looks: Int64 = 0
  /// Bytes, those of functions two and a half times.
  private var bytes: Int64 = 0
  private var active: Int64 = 0
  private var since = Instant.start
  /// Nanoseconds for which connections were active, all together.
  private var activity: Int128 = 0

  init(requestsPerConnection: Int64) {
    self.requestsPerConnection = requestsPerConnection
  }

  /// A request came; AWS asks nothing for the first ten rules that it was compared with.
  mutating func came(bytes size: Int64, rules: Int64, at now: Instant) {
    settle(at: now)
    requests += 1
    looks += max(0, rules - 10)
    bytes += size
  }

  /// Bytes of a request count for more, as a function has it.
  mutating func wentToFunction(bytes size: Int64) { bytes += size + size / 2 }

  /// So many requests are under way.
  mutating func moved(active count: Int64, at now: Instant) {
    settle(at: now)
    active = count
  }

  /// The parts of units that are billed until a moment.
  func parts(until now: Instant) -> Int64 {
    var copy = self
    copy.settle(at: now)
    return copy.billed + copy.openParts
  }

  private mutating func settle(at now: Instant) {
    while now >= end {
      count(until: end)
      billed += openParts
      (requests, looks, bytes, activity) = (0, 0, 0, 0)
      end = end + Self.hour
    }
    count(until: now)
  }

  private mutating func count(until moment: Instant) {
    activity += Int128((moment - since).nanoseconds) * Int128(active)
    since = moment
  }

  /// The parts that the open hour costs so far.
  private var openParts: Int64 {
    let hour = Int128(Self.hour.nanoseconds)
    let connections = Int128(requests) * Int128(Self.parts) / Int128(25 * 3_600)
    return Int64(
      max(
        connections / Int128(requestsPerConnection),
        activity * Int128(Self.parts) / (3_000 * hour),
        Int128(bytes) * Int128(Self.parts) / 1_000_000_000,
        Int128(looks) * Int128(Self.parts) / (1_000 * 3_600)))
  }
}
