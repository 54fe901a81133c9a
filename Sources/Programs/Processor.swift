import Blueprints
import Kernel
import Measures

/// The cores of a host, shared by what its code computes, with the events by which that ends.
///
/// One event is pending at most for each time that the first end moved closer; where it moves away,
/// the event comes too early and is set again.
public final class Processor {
  /// How busy the cores are, as CloudWatch has it.
  public static let utilization = Measure(
    "CPUUtilization", .gauge, in: .percent, role: .concurrency,
    "Share of the cores that is busy, in whole percent.")

  private var shared: SharedProcessor
  private let host: UInt32
  private let level: GaugeMeasure
  /// When the event that holds is due.
  private var alarm = Instant.never
  private var generation: UInt16 = 0

  /// Idle cores of the host of a number, which hands their events to the runner.
  public init(cores: Int64, label: String, host: UInt32, in world: World) {
    shared = SharedProcessor(cores: cores)
    self.host = host
    level = world.gauge(Self.utilization, at: label)
  }

  /// How many cores there are.
  public var cores: Int64 { shared.cores }
  /// How many jobs are worked on.
  public var count: Int { shared.count }
  /// How long cores were busy so far, all of them together [ns].
  public func busyTime(in world: World) -> Int64 {
    shared.advance(to: world.now)
    return shared.busyTime
  }

  /// Changes how fast the cores work, as a part of their usual speed, for what has begun too.
  public func setSpeed(_ factor: Double, in world: World) {
    shared.setSpeed(factor, at: world.now)
    settle(in: world)
  }

  /// Begins with a job; the number by which it can be abandoned.
  func begin(_ work: TimeSpan, tag: UInt32, in world: World) -> UInt32 {
    defer { settle(in: world) }
    return shared.add(work, tag: tag, at: world.now)
  }

  /// Gives a job up.
  func abandon(_ job: UInt32, in world: World) {
    shared.remove(job, at: world.now)
    settle(in: world)
  }

  /// The job that ended, when an event says that one may have.
  func take(_ event: Event, in world: World) -> UInt32? {
    guard event.generation == generation else { return nil }
    alarm = .never
    shared.advance(to: world.now)
    let tag = shared.takeFinished()
    settle(in: world)
    return tag
  }

  /// Writes down how busy the cores are, and sees to it that the next end is noticed.
  private func settle(in world: World) {
    let busy = shared.busyCores
    level.set((busy * 100 + cores / 2) / cores, at: world.now)
    let next = shared.nextEnd
    guard next < alarm else { return }
    alarm = next
    generation &+= 1
    world.calendar.schedule(
      Event(node: host, kind: Runner.Kind.computed.rawValue, generation: generation),
      at: max(next, world.now))
  }
}
