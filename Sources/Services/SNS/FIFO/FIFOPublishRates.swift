import Blueprints
import Kernel

/// How much a FIFO topic takes in a second: of each group, of the topic, and of the account.
struct FIFOPublishRates {
  private let perGroup: Int64
  /// What is left of each group's bound; looked up, never listed.
  private var groups: [UInt32: TokenBucket] = [:]
  /// The group that published most in a second.
  private(set) var busiestGroup: TokenBucket?
  private(set) var messages: TokenBucket?
  private(set) var bytes: TokenBucket?
  let account: SharedRate?

  /// The bounds of a topic.
  ///
  /// - Parameter isByGroup: Whether the topic as a whole has none of its own.
  init(isByGroup: Bool, in world: World) {
    let calibration = world.calibration
    perGroup = calibration.count(FIFOTopic.groupRate)
    account = PublishRates.fifoRate(in: world)
    guard !isByGroup else { return }
    messages = Self.bucket(calibration.count(FIFOTopic.topicRate))
    bytes = Self.bucket(calibration.count(FIFOTopic.topicBytes))
  }

  private static func bucket(_ rate: Int64) -> TokenBucket? {
    rate == .max ? nil : TokenBucket(rate: rate, capacity: rate)
  }

  /// Takes a message of so many bytes, if every bound leaves room for it.
  mutating func take(_ size: Int64, of group: UInt32, at now: Instant) -> Bool {
    var own = perGroup == .max ? nil : groups[group] ?? Self.bucket(perGroup)
    guard own?.take(at: now) != false, (messages?.ready(at: now) ?? now) <= now,
      (bytes?.ready(size, at: now) ?? now) <= now, account?.take(at: now) != false
    else { return false }
    if let own {
      groups[group] = own
      if own.busiest > busiestGroup?.busiest ?? -1 { busiestGroup = own }
    }
    _ = messages?.take(at: now)
    _ = bytes?.take(size, at: now)
    return true
  }
}
