import Blueprints
import Kernel
import Measures

extension Queue {
  /// The share of a queue's messages that a short poll reaches.
  static let shortPollShare = Parameter(
    "sqs.shortPoll", .real(0.75), in: .shares,
    "The share of a queue's messages that a short poll reaches.",
    source: .assumption("AWS says a subset of its servers, by weight, and gives no number")
  ).ideally(.real(1))

  /// Fetches messages as a receiver does that leaves the waiting to the queue's own settings.
  ///
  /// With a wait time every server is asked, as mappings do; without, only some, so that a queue of
  /// few messages may return fewer, or none. Which ones they are makes no difference, as order is
  /// best effort, so the ones in front are taken.
  ///
  /// - Returns: How many; nil where a short poll is turned away, because as many messages are in
  ///   flight as may be. A long poll then returns none.
  func poll(upTo limit: Int64, into batch: inout Batch, in world: World) -> Int64? {
    guard settings.waitTime == .zero else { return receive(upTo: limit, into: &batch, in: world) }
    guard hidden.count < inFlightLimit else {
      card.bill(Action.receive.rawValue, units: 1)
      return nil
    }
    let odds = Odds(share: world.calibration.real(Self.shortPollShare))
    let purpose = world.purpose("poll/\(label)")
    let most = min(limit, Self.receiveLimit)
    let name = Name(root: polls)
    polls += 1
    var reached: Int64 = 0
    var asked: Int64 = 0
    while reached < most, asked < visible.gauge.level {
      if odds.happens(purpose.word(for: name, UInt32(truncatingIfNeeded: asked))) { reached += 1 }
      asked += 1
    }
    return receive(upTo: reached, into: &batch, in: world)
  }
}
