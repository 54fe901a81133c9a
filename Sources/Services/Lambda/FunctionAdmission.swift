import Blueprints
import Documents
import Kernel

/// Who gets to run: concurrency, the rate of synchronous requests, and how fast new environments
/// come.
///
/// Admission in the order of AWS: the function's reserved concurrency or the account's unreserved
/// rest, then ten requests a second for each of them, then, where no environment waits, the tokens
/// of the scale-out rate.
final class FunctionAdmission {
  /// What reservations have to leave to functions without one.
  ///
  /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
  private static let unreservedLeast: Int64 = 100

  private(set) var reserved: Int64?
  let pool: Pool
  /// What the account has for functions without a reservation; nil where it has no bound.
  private var account: Pool?
  private var busy: Int64 = 0
  /// Of the busy places, those that are taken from the account's.
  private var borrowed: Int64 = 0
  /// Places kept back for environments that are started ahead of demand.
  private var setAside: Int64 = 0
  private(set) var requests: TokenBucket?
  /// The rate of synchronous requests of all functions without a reservation.
  private(set) var accountRequests: SharedRate?
  private(set) var starts: TokenBucket?
  var isStopped = false
  var throttling: FaultOdds
  private var attempts: UInt32 = 0

  init(reserved: Int64?, label: String, in world: World) {
    let calibration = world.calibration
    pool = world.pool(
      Function.concurrencyPool, capacity: calibration.count(FunctionParameters.accountConcurrency))
    let scaleOut = calibration.count(FunctionParameters.scaleOutRate)
    if scaleOut != .max {
      starts = TokenBucket(
        rate: scaleOut, capacity: calibration.count(FunctionParameters.scaleOutBurst))
    }
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
    set(reserved, in: world)
  }

  /// Keeps places back for the function, or lets it take those of the account where there is no
  /// number.
  private func set(_ reserved: Int64?, in world: World) {
    if !pool.isEndless { pool.reserve((reserved ?? 0) - (self.reserved ?? 0)) }
    self.reserved = reserved
    account = reserved != nil || pool.isEndless ? nil : pool
    let perEnvironment = world.calibration.count(FunctionParameters.requestsPerEnvironment)
    let (rate, overflow) = (reserved ?? pool.capacity).multipliedReportingOverflow(
      by: perEnvironment)
    requests = reserved == nil || overflow ? nil : TokenBucket(rate: rate, capacity: rate)
    accountRequests =
      reserved != nil || overflow ? nil : world.sharedRate("lambda.requests", perSecond: rate)
  }

  /// Changes the reserved concurrency while the function runs; false where it would leave the other
  /// functions of the account too few places.
  func reserve(_ count: Int64?, in world: World) -> Bool {
    let more = (count ?? 0) - (reserved ?? 0)
    let allowed = pool.capacity - Self.unreservedLeast
    guard pool.isEndless || more <= 0 || more <= allowed - pool.reserved else { return false }
    for _ in 0..<borrowed { pool.giveBack(at: world.now) }
    borrowed = 0
    set(count, in: world)
    guard let account else { return true }
    while borrowed < busy, account.take(at: world.now) { borrowed &+= 1 }
    return true
  }

  /// How many runs could begin at once.
  var room: Int64 {
    if isStopped { return 0 }
    return reserved.map { max($0 - setAside - busy, 0) } ?? account?.free ?? .max
  }

  /// Takes a place, or turns the request away.
  func admit(synchronous: Bool, at now: Instant) -> Bool {
    if let reserved {
      guard busy < reserved - setAside else { return false }
    } else if let account {
      guard account.take(at: now) else { return false }
    }
    if synchronous, !takesRequest(at: now) {
      account?.giveBack(at: now)
      return false
    }
    busy &+= 1
    if account != nil { borrowed &+= 1 }
    return true
  }

  /// Whether a synchronous request is within the rate.
  private func takesRequest(at now: Instant) -> Bool {
    if let accountRequests { return accountRequests.take(at: now) }
    return requests == nil || requests?.take(at: now) == true
  }

  /// Refuses reservations that leave the account's other functions fewer than a hundred places.
  func check(_ label: String, in world: World, at place: Place) throws(InputError) {
    let capacity = world.calibration.count(FunctionParameters.accountConcurrency)
    let pool = world.pool(Function.concurrencyPool, capacity: capacity)
    guard reserved != nil, !pool.isEndless, pool.reserved > capacity - Self.unreservedLeast else {
      return
    }
    throw InputError(
      "with \(label), functions reserve \(pool.reserved) of \(capacity) environments",
      remedy: "AWS keeps \(Self.unreservedLeast) for the others: reserve less, or raise "
        + "lambdaConcurrency under account", at: place)
  }

  /// Whether a new environment may start now.
  func scaleOut(at now: Instant) -> Bool {
    starts == nil || starts?.take(at: now) == true
  }

  /// Gives a place back.
  func giveBack(at now: Instant) {
    busy &-= 1
    guard borrowed > 0 else { return }
    borrowed &-= 1
    pool.giveBack(at: now)
  }

  /// Keeps places back for environments that are started ahead of demand: of the reserved ones,
  /// else of the account's.
  func setAside(_ places: Int64) {
    setAside += places
    account?.reserve(places)
  }

  /// Whether a fault turns a request away, wherever it would run.
  func isTurnedAway(_ name: Name) -> Bool {
    if isStopped { return true }
    guard throttling.isSet else { return false }
    attempts &+= 1
    return throttling.strikes(name, attempts)
  }
}
