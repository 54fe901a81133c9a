import Blueprints
import Kernel

/// How many calls of one action a FIFO queue takes in a second.
///
/// Without high throughput there is one bound for the queue. With it every partition has that bound
/// to itself, a group always lies in the same one, and the region bounds the queue as a whole.
struct CallRates {
  /// What one call takes of a bound; a message that a service of AWS hands over takes less.
  let unitsPerCall: Int64
  private(set) var whole: TokenBucket?
  private(set) var partitions: ContiguousArray<TokenBucket> = []

  /// The bounds of an action.
  init(isHighThroughput: Bool, in world: World) {
    let calibration = world.calibration
    unitsPerCall = calibration.count(FIFOQueue.deliveryBatch)
    let calls = calibration.count(FIFOQueue.callRate)
    guard calls != .max else { return }
    guard isHighThroughput else {
      whole = Self.bucket(calls, unitsPerCall)
      return
    }
    let region = HighThroughput.callsPerSecond(in: world.region, calibration)
    guard region != .max else {
      // Without a bound of the region there is no telling how many partitions there are.
      partitions = ContiguousArray(repeating: Self.bucket(calls, unitsPerCall), count: 1_024)
      return
    }
    whole = Self.bucket(region, unitsPerCall)
    partitions = ContiguousArray(
      repeating: Self.bucket(calls, unitsPerCall), count: Int((region + calls - 1) / calls))
  }

  private static func bucket(_ calls: Int64, _ units: Int64) -> TokenBucket {
    TokenBucket(rate: calls * units, capacity: calls * units)
  }

  /// Takes what a request for a group needs, if it is there.
  mutating func take(_ units: Int64, for group: UInt32, at now: Instant) -> Bool {
    guard ready(units, for: group, at: now) <= now else { return false }
    _ = whole?.take(units, at: now)
    if !partitions.isEmpty { _ = partitions[partition(of: group)].take(units, at: now) }
    return true
  }

  /// When what a request for a group needs will be there.
  mutating func ready(_ units: Int64, for group: UInt32, at now: Instant) -> Instant {
    let free = whole?.ready(units, at: now) ?? now
    guard !partitions.isEmpty else { return free }
    return max(free, partitions[partition(of: group)].ready(units, at: now))
  }

  /// The partition in which a group lies: AWS hashes the group's id.
  func partition(of group: UInt32) -> Int {
    guard !partitions.isEmpty else { return 0 }
    return Int(SplitMix64.mix(UInt64(group), 1) % UInt64(partitions.count))
  }
}

/// How many calls of each action a FIFO queue with high throughput takes in a second, by region.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
/// quotas-messages.html.
enum HighThroughput {
  /// The quota of a region [1/s].
  static func callsPerSecond(in region: String) -> Int64 {
    switch region {
    case "us-east-1", "us-west-2", "eu-west-1": 70_000
    case "us-east-2", "eu-central-1": 19_000
    case "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1": 9_000
    case "eu-west-2", "sa-east-1": 4_500
    default: 2_400
    }
  }

  /// The rate in force: what the scenario or the calibration sets, else the region's quota;
  /// `Int64.max` is no limit.
  static func callsPerSecond(in region: String, _ calibration: Calibration) -> Int64 {
    let set = calibration.count(FIFOQueue.regionRate)
    let isSet = calibration.overrides[FIFOQueue.regionRate.name] != nil || set == .max
    return isSet ? set : callsPerSecond(in: region)
  }
}
