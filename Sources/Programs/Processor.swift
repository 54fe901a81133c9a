import Blueprints
import Kernel

/// The cores of a host, shared by what its code computes, with the events by which that ends.
///
/// One event is pending at most for each time that the first end moved closer; where it moves away,
/// the event comes too early and is set again.
public final class Processor {
  private var shared: SharedProcessor
  private let host: UInt32
  /// Its number among those of the host.
  private let number: UInt32
  private let utilization: Utilization
  private var isRetired = false
  /// Whether anybody is told how busy the cores are.
  private var isCounted = true
  /// How fast the cores are by nature.
  private var nature = 1.0
  /// How fast they work by a fault, as a part of their usual speed.
  private var pace = 1.0
  /// The part of its time that the host gives to each core.
  private var share = 1.0
  /// How busy the cores are [%].
  private var percent: Int64 = 0
  /// When the event that holds is due.
  private var alarm = Instant.never
  private var generation: UInt16 = 0

  /// Idle cores of the host of a number, which hands their events to the runner.
  init(cores: Int64, number: UInt32, host: UInt32, in utilization: Utilization, _ world: World) {
    shared = SharedProcessor(cores: cores)
    self.host = host
    self.number = number
    self.utilization = utilization
    utilization.change(machines: 1, at: world.now)
  }

  /// How many cores there are.
  public var cores: Int64 { shared.cores }
  /// How many jobs are worked on.
  public var count: Int { shared.count }
  /// How many cores are busy.
  public var busyCores: Int64 { shared.busyCores }
  /// How long cores were busy so far, all of them together [ns].
  public func busyTime(in world: World) -> Int64 {
    shared.advance(to: world.now)
    return shared.busyTime
  }

  /// Changes how fast the cores work, as a part of their usual speed, for what has begun too.
  public func setSpeed(_ factor: Double, in world: World) {
    pace = factor
    setPace(in: world)
  }

  /// Says how fast the cores are by nature.
  func setNature(_ speed: Double, in world: World) {
    nature = speed
    setPace(in: world)
  }

  /// Changes how much of its time the host gives to each core, from 0 to 1.
  ///
  /// A core that gets a tenth is a tenth busy at most, for all who look.
  public func setShare(_ share: Double, in world: World) {
    precondition(0...1 ~= share, "a core gets \(share) of its time")
    self.share = share
    setPace(in: world)
  }

  private func setPace(in world: World) {
    shared.setSpeed(nature * pace * share, at: world.now)
    settle(in: world)
  }

  /// Lets how busy the cores are be part of what is gauged, or not.
  public func setCounted(_ counts: Bool, in world: World) {
    guard counts != isCounted, !isRetired else { return }
    isCounted = counts
    // At no time are there percents without their machine.
    if counts { utilization.change(machines: 1, at: world.now) }
    utilization.change(percent: counts ? percent : -percent, at: world.now)
    if !counts { utilization.change(machines: -1, at: world.now) }
  }

  /// Takes the cores away once nothing is computed on them any more.
  func retire(in world: World) {
    precondition(count == 0, "\(count) jobs lose their cores")
    settle(in: world)
    isRetired = true
    if isCounted { utilization.change(machines: -1, at: world.now) }
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
    guard event.generation == generation, !isRetired else { return nil }
    alarm = .never
    shared.advance(to: world.now)
    let tag = shared.takeFinished()
    settle(in: world)
    return tag
  }

  /// Writes down how busy the cores are, and sees to it that the next end is noticed.
  private func settle(in world: World) {
    let busy = (shared.busyCores * 100 + cores / 2) / cores
    let level = share == 1 ? busy : Int64(Double(busy) * share + 0.5)
    if isCounted { utilization.change(percent: level - percent, at: world.now) }
    percent = level
    let next = shared.nextEnd
    guard next < alarm else { return }
    alarm = next
    generation &+= 1
    world.calendar.schedule(
      Event(
        node: host, kind: Runner.Kind.computed.rawValue, generation: generation, first: number),
      at: max(next, world.now))
  }
}
