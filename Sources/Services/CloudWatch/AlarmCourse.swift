import Blueprints
import Kernel
import Measures

/// The state of an alarm, since when it has it, and who wants to know of changes.
final class AlarmCourse {
  static let toAlarm = Measure(
    "ChangesToAlarm", .count, in: .count, "How often it went over to ALARM.")
  static let toOK = Measure(
    "ChangesToOK", .count, in: .count, "How often it went over to OK.")
  static let toInsufficientData = Measure(
    "ChangesToInsufficientData", .count, in: .count,
    "How often it went over to INSUFFICIENT_DATA.")
  static let stays = Measure(
    "TimeInAlarm", .samples, in: .nanoseconds, "How long each stay in ALARM was.")
  /// All of them, in the order of the report; CloudWatch has no metrics of alarms.
  static let measures = [toAlarm, toOK, toInsufficientData, stays]

  private(set) var state = AlarmState.insufficientData
  private(set) var since = Instant.start
  private let node: UInt32
  private var listeners: ContiguousArray<Event> = []
  private var episode: Int?
  private let toAlarm: CountMeasure
  private let toOK: CountMeasure
  private let toInsufficientData: CountMeasure
  private let stays: SampleMeasure

  init(of card: NodeCard, in world: World) {
    node = card.number
    toAlarm = world.count(Self.toAlarm, at: card.label)
    toOK = world.count(Self.toOK, at: card.label)
    toInsufficientData = world.count(Self.toInsufficientData, at: card.label)
    stays = world.samples(Self.stays, at: card.label)
  }

  /// Asks for an event at each change.
  func listen(_ event: Event) { listeners.append(event) }

  /// Goes over to a state; the one before, or nil where that is the same.
  func change(to state: AlarmState, in world: World) -> AlarmState? {
    let previous = self.state
    guard state != previous else { return nil }
    if previous == .alarm { leaveAlarm(in: world) }
    switch state {
    case .alarm:
      toAlarm.add(1, at: world.now)
      episode = world.episodes.note(Episode(.inAlarm, node: node, from: world.now))
    case .ok: toOK.add(1, at: world.now)
    case .insufficientData: toInsufficientData.add(1, at: world.now)
    }
    self.state = state
    since = world.now
    for listener in listeners { world.calendar.schedule(listener, at: world.now) }
    return previous
  }

  /// Writes down how long it has been in ALARM.
  func finish(in world: World) {
    if state == .alarm { stays.record(world.now - since, at: world.now) }
  }

  private func leaveAlarm(in world: World) {
    stays.record(world.now - since, at: world.now)
    if let episode { world.episodes.close(episode, at: world.now, value: 0) }
    episode = nil
  }
}
