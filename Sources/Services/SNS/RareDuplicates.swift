import Blueprints
import Kernel

/// Which copies of a topic's messages an endpoint gets a second time, though nothing failed.
struct RareDuplicates {
  private let odds: Odds
  private let purpose: Purpose

  /// The second copies at a consumer.
  init(to consumer: String, in world: World) {
    odds = Odds(share: world.calibration.real(Topic.duplicates))
    purpose = world.purpose("twin/\(consumer)")
  }

  /// Whether a message is delivered twice.
  func strike(_ name: Name) -> Bool {
    odds != .never && odds.happens(purpose.word(for: name, 0))
  }
}
