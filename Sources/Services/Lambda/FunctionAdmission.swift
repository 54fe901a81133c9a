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

  private let reserved: Int64?
  /// What the account has for functions without a reservation; nil where it has no bound.
  private let account: Pool?
  private var busy: Int64 = 0
  /// Places kept back for environments that are started ahead of demand.
  private var setAside: Int64 = 0
  private var requests: TokenBucket?
  /// The rate of synchronous requests of all functions without a reservation.
  private let accountRequests: SharedRate?
  private var starts: TokenBucket?
  var isStopped = false
  var throttling: FaultOdds
  private var attempts: UInt32 = 0

  init(reserved: Int64?, label: String, in world: World) {
    self.reserved = reserved
    let calibration = world.calibration
    let capacity = calibration.count(FunctionParameters.accountConcurrency)
    let pool = world.pool(Function.concurrencyPool, capacity: capacity)
    if let reserved, !pool.isEndless { pool.reserve(reserved) }
    account = reserved != nil || pool.isEndless ? nil : pool
    let limit = reserved ?? capacity
    let perEnvironment = calibration.count(FunctionParameters.requestsPerEnvironment)
    let (rate, overflow) = limit.multipliedReportingOverflow(by: perEnvironment)
    if reserved != nil {
      accountRequests = nil
      if !overflow { requests = TokenBucket(rate: rate, capacity: rate) }
    } else {
      accountRequests = overflow ? nil : world.sharedRate("lambda.requests", perSecond: rate)
    }
    let scaleOut = calibration.count(FunctionParameters.scaleOutRate)
    if scaleOut != .max {
      starts = TokenBucket(
        rate: scaleOut, capacity: calibration.count(FunctionParameters.scaleOutBurst))
    }
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
  }

  /// How many runs could begin at once.
  var room: Int64 {
    if isStopped { return 0 }
    return reserved.map { $0 - setAside - busy } ?? account?.free ?? .max
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
    account?.giveBack(at: now)
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
