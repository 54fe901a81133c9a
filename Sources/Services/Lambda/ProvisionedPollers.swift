import Blueprints
import Kernel

/// Event pollers that are kept for one mapping, and what they can fetch in a second.
///
/// A poller has at most ten batches running, makes at most ten receives a second and fetches at
/// most a megabyte a second, whichever comes first. What was not used in the last second may be
/// made up for at once.
struct ProvisionedPollers {
  /// A rate that whoever exceeds it pays back before the next one.
  private struct Pace {
    /// When all that was taken so far is paid back.
    var free = Instant.start

    mutating func take(_ cost: TimeSpan, by pollers: Int64, at now: Instant) {
      let share = TimeSpan(nanoseconds: cost.nanoseconds / pollers)
      free = max(free, Instant(nanoseconds: now.nanoseconds - 1_000_000_000)) + share
    }
  }

  private let receivesPerSecond: Int64
  private let bytesPerSecond: Int64
  private var receives = Pace()
  private var bytes = Pace()
  /// What one poller would have needed for all that was fetched since the last look.
  private var receiveTime = TimeSpan.zero
  private var byteTime = TimeSpan.zero

  init(_ calibration: Calibration) {
    receivesPerSecond = calibration.count(EventSourceMapping.pollerReceives)
    bytesPerSecond = calibration.count(EventSourceMapping.pollerBytes)
  }

  /// When the next receive may be made.
  var ready: Instant { max(receives.free, bytes.free) }

  /// Counts a receive of so many bytes by one of a number of pollers.
  mutating func count(bytes size: Int64, pollers: Int64, at now: Instant) {
    let receiveTime = Self.time(for: 1, at: receivesPerSecond)
    let byteTime = Self.time(for: size, at: bytesPerSecond)
    receives.take(receiveTime, by: pollers, at: now)
    bytes.take(byteTime, by: pollers, at: now)
    self.receiveTime = self.receiveTime + receiveTime
    self.byteTime = self.byteTime + byteTime
  }

  /// How many pollers were busy fetching since the last look, which was an interval ago.
  mutating func busy(over interval: TimeSpan) -> Int64 {
    let needed = max(receiveTime, byteTime).nanoseconds
    (receiveTime, byteTime) = (.zero, .zero)
    return (needed + interval.nanoseconds - 1) / interval.nanoseconds
  }

  private static func time(for amount: Int64, at rate: Int64) -> TimeSpan {
    rate == .max
      ? .zero : TimeSpan(nanoseconds: Int64(Int128(amount) * 1_000_000_000 / Int128(rate)))
  }
}

extension EventSourceMapping {
  /// Whether the provisioned pollers have to wait before they receive again; if so they come back.
  func mustPause(in world: World) -> Bool {
    guard let ready = provisioned?.ready, ready > world.now else { return false }
    setRamp(in: world)
    if !pauseIsSet {
      pauseIsSet = true
      schedule(.paused, after: ready - world.now, in: world)
    }
    return true
  }

  /// Goes on receiving after a pause.
  func endPause(in world: World) {
    pauseIsSet = false
    pump(in: world)
  }

  /// Counts what the provisioned pollers received: the last messages of a batch.
  func countReceive(of count: Int64, in batch: Batch, in world: World) {
    var size: Int64 = 0
    var entry = batch.first
    var index = batch.count
    while entry != .max {
      if index <= count {
        size += world.size(of: world.messages[world.batches[entry].message].kind)
      }
      index -= 1
      entry = world.batches[entry].next
    }
    provisioned?.count(bytes: size, pollers: scaling.pollers, at: world.now)
  }
}
