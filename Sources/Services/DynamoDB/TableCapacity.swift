import Blueprints
import Kernel

/// Who gets to read, or to write: the buckets of one direction of a table or an index.
///
/// Everything is counted in parts of a unit, so that half a read unit is a whole number. A request
/// passes all buckets or uses none.
struct TableCapacity {
  /// Why a request is turned away, in the order in which AWS looks.
  enum Reason: Int, CaseIterable {
    /// The table's quota in the account is used up.
    case accountLimit
    /// The bound that the template sets on an on-demand table is used up.
    case maxOnDemandThroughput
    /// The capacity that is paid for is used up, and the burst with it.
    case provisionedThroughput
    /// One partition serves no more, though the others do.
    case keyRangeThroughput
    /// An on-demand table is not ready for so much yet, or all its partitions serve no more; AWS
    /// counts that among the throttles of key ranges.
    case readiness
  }

  /// How many parts make a unit.
  let parts: Int64
  private(set) var account: TokenBucket?
  private(set) var bound: TokenBucket?
  private(set) var provisioned: TokenBucket?
  private(set) var ready: TokenBucket?
  private var peak: OnDemandPeak?
  private var burstSeconds: Int64 = 1

  /// The capacity that is paid for, with what it may save up, a share of which is there at first.
  init(provisioned units: Int64, burst: TimeSpan, beginningWith share: Double, parts: Int64) {
    self.parts = parts
    burstSeconds = max(1, burst.nanoseconds / 1_000_000_000)
    let rate = units * parts
    let capacity = rate * burstSeconds
    provisioned = TokenBucket(
      rate: rate, capacity: capacity, holding: capacity - Int64(Double(capacity) * (1 - share)))
  }

  /// The capacity of a table that is paid per request; `Int64.max` is no bound.
  init(onDemand limits: OnDemandLimits, parts: Int64) {
    self.parts = parts
    if limits.quota != .max { account = Self.bucket(limits.quota, parts) }
    if limits.bound != .max { bound = Self.bucket(limits.bound, parts) }
    guard limits.initial != .max else { return }
    ready = Self.bucket(limits.initial, parts)
    peak = OnDemandPeak(
      initial: limits.initial * parts, stretch: limits.stretch, growth: limits.growth)
  }

  /// What bounds one direction of an on-demand table.
  struct OnDemandLimits {
    /// The table's quota [1/s].
    var quota: Int64
    /// The bound that the template sets [1/s].
    var bound: Int64
    /// What the table is ready for at first [1/s].
    var initial: Int64
    /// Over which time a rate is averaged.
    var stretch: TimeSpan
    /// How long after a peak twice as much is possible.
    var growth: TimeSpan
  }

  /// What it is made for [units/s]; nil where nothing bounds it.
  var units: Int64? { (provisioned?.rate ?? ready?.rate).map { $0 / parts } }

  /// Provides other units from now on; what was saved up stays, as far as the new burst holds it.
  mutating func provide(_ units: Int64, at now: Instant) {
    precondition(provisioned != nil, "\(units) units of a table that is paid per request")
    // What came in so far came in at the old rate.
    _ = provisioned?.available(at: now)
    provisioned?.rate = units * parts
    provisioned?.capacity = units * parts * burstSeconds
  }

  /// Which bucket does not hold some parts of units; nil where all do.
  mutating func refusal(of count: Int64, at now: Instant) -> Reason? {
    if let rate = peak?.allowed(at: now), rate != ready?.rate {
      // What came in so far came in at the old rate.
      _ = ready?.available(at: now)
      ready?.rate = rate
      ready?.capacity = rate
    }
    if !Self.holds(&account, count, now) { return .accountLimit }
    if !Self.holds(&bound, count, now) { return .maxOnDemandThroughput }
    if !Self.holds(&provisioned, count, now) { return .provisionedThroughput }
    if !Self.holds(&ready, count, now) { return .readiness }
    return nil
  }

  /// Takes parts of units from every bucket; a negative number is given back.
  mutating func spend(_ count: Int64, at now: Instant) {
    account?.draw(count, at: now)
    bound?.draw(count, at: now)
    provisioned?.draw(count, at: now)
    ready?.draw(count, at: now)
    peak?.use(count, at: now)
  }

  private static func holds(_ bucket: inout TokenBucket?, _ count: Int64, _ now: Instant) -> Bool {
    bucket?.holds(count, at: now) ?? true
  }

  private static func bucket(_ units: Int64, _ parts: Int64) -> TokenBucket {
    TokenBucket(rate: units * parts, capacity: units * parts)
  }
}

extension TokenBucket {
  /// Whether it has what a request wants, or is full where that is more than it can hold; such a
  /// request is charged whole, and owes the rest.
  mutating func holds(_ count: Int64, at now: Instant) -> Bool {
    available(at: now) >= max(1, min(count, capacity))
  }
}
